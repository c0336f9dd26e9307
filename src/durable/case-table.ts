import { machineOf, step, type Effect, type MachineName, type MachineOf } from '../../workflows/index.js';
import type { EventFromLogic } from 'xstate';

/** A table whose rows are cases of a machine, and which of its columns the machine reads and writes. */
export interface CaseTable<N extends MachineName> {
  machine: N;
  table: string;
  /** The primary key, in the order of its columns; all of them UUIDs. The routing one is first. */
  key: readonly string[];
  /** One column per region, of the region's name; the single column of a machine without regions is `state`. */
  states: readonly string[];
  /** Whether the column `context` holds what guards read; a machine without context has none. */
  hasContext: boolean;
  /** False for a table whose rows carry no version that a step counts up. */
  versioned?: false;
}

export type EventOf<N extends MachineName> = EventFromLogic<MachineOf<N>>;

/** What a row holds of its case: its machine's version, each state column, and the context where there is one. */
export interface HeldCase {
  machineVersion: number;
  context?: object | undefined;
}

/** What a step makes of a case: the new value of each state column, the new context, and the effects to carry out. */
export interface Advanced {
  accepted: true;
  states: Readonly<Record<string, string>>;
  context: object;
  effects: readonly Effect[];
}

/**
 * Asks the machine that a row is on what an event makes of it. Pure; a refused event is a value, not an exception.
 * @throws RangeError where this release no longer has the version that the row is on
 */
export function advance<N extends MachineName>(
  { machine, states }: CaseTable<N>,
  held: HeldCase,
  event: EventOf<N>,
): Advanced | { accepted: false } {
  const columns = held as unknown as Readonly<Record<string, string>>;
  const isFlat = states.length === 1;
  const value = isFlat ? columns[states[0]!]! : Object.fromEntries(states.map((name) => [name, columns[name]!]));
  const stored = { value, context: held.context ?? {} } as Parameters<typeof step>[1];
  const after = step(machineOf(machine, held.machineVersion), stored, event as never);
  if (!after.accepted) return after;
  const moved = isFlat ? { [states[0]!]: after.value as string } : (after.value as Record<string, string>);
  return { accepted: true, states: moved, context: after.context as object, effects: after.effects };
}
