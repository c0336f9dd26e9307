import type { AnyStateMachine, EventFromLogic } from 'xstate';
import { step, type Effect, type Stored } from '../../workflows/index.js';

const nameOf = (event: { type: string; all?: boolean }): string =>
  event.all === undefined ? event.type : `${event.type} ${event.all ? 'all' : 'some'}`;
const effectOf = ({ type, params }: Effect): string => {
  const stage = (params as { stage?: string } | undefined)?.stage;
  return stage === undefined ? type : `${type} ${stage}`;
};
const valueOf = (value: unknown): string =>
  typeof value === 'string' ? value : Object.values(value as Record<string, string>).join('.');

/** Every case that a machine reaches from some, by their events. */
export function reachable<M extends AnyStateMachine>(
  machine: M,
  starts: readonly Stored<M>[],
  events: readonly EventFromLogic<M>[],
): Stored<M>[] {
  const keyOf = ({ value, context }: Stored<M>): string => JSON.stringify([value, context]);
  const seen = new Map(starts.map((stored) => [keyOf(stored), stored]));
  const waiting = [...starts];
  for (let stored = waiting.shift(); stored; stored = waiting.shift())
    for (const event of events) {
      const after = step(machine, stored, event);
      if (!after.accepted) continue;
      const next: Stored<M> = { value: after.value, context: after.context };
      if (seen.has(keyOf(next))) continue;
      seen.set(keyOf(next), next);
      waiting.push(next);
    }
  return [...seen.values()];
}

/** What each event makes of a case, as lines: `state | EVENT | state after | effects`. What is refused has no line. */
export const linesOf = <M extends AnyStateMachine>(
  machine: M,
  stored: Stored<M>,
  events: readonly EventFromLogic<M>[],
): string[] =>
  events.flatMap((event) => {
    const after = step(machine, stored, event);
    if (!after.accepted) return [];
    const effects = after.effects.map(effectOf).join(', ');
    return [[valueOf(stored.value), nameOf(event), valueOf(after.value), effects].join(' | ').trimEnd()];
  });
