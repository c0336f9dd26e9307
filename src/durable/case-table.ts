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

type Answer = Advanced | { accepted: false };

/** Answers so far. A machine that is released never changes, so an answer holds for as long as the process runs. */
const answers = new Map<string, Answer>();
const MOST_ANSWERS = 5_000;

/**
 * Asks the machine that a row is on what an event makes of it, once per distinct case. Pure; a refused event is a value,
 * not an exception. The answer is shared: nobody changes it.
 * @throws RangeError where this release no longer has the version that the row is on
 */
export function advance<N extends MachineName>(cases: CaseTable<N>, held: HeldCase, event: EventOf<N>): Answer {
  const columns = held as unknown as Readonly<Record<string, string>>;
  const value = cases.states.map((name) => columns[name]!);
  const asked = JSON.stringify([cases.machine, held.machineVersion, value, held.context, event]);
  const known = answers.get(asked);
  if (known) return known;
  const answer = ask(cases, held, event);
  if (answers.size >= MOST_ANSWERS) answers.clear();
  answers.set(asked, answer);
  return answer;
}

function ask<N extends MachineName>({ machine, states }: CaseTable<N>, held: HeldCase, event: EventOf<N>): Answer {
  const columns = held as unknown as Readonly<Record<string, string>>;
  const isFlat = states.length === 1;
  const value = isFlat ? columns[states[0]!]! : Object.fromEntries(states.map((name) => [name, columns[name]!]));
  const stored = { value, context: held.context ?? {} } as Parameters<typeof step>[1];
  const after = step(machineOf(machine, held.machineVersion), stored, event as never);
  if (!after.accepted) return after;
  const moved = isFlat ? { [states[0]!]: after.value as string } : (after.value as Record<string, string>);
  return Object.freeze<Advanced>({
    accepted: true,
    states: Object.freeze(moved),
    context: Object.freeze({ ...(after.context as object) }),
    effects: Object.freeze(after.effects),
  });
}
