import {
  initialTransition,
  transition,
  type AnyStateMachine,
  type EventFromLogic,
  type SnapshotFrom,
  type StateValue,
} from 'xstate';

/** Something the outside must do because of a step: named in the machine, carried out by a slice. */
export interface Effect {
  type: string;
  params: unknown;
}

export type Step<M extends AnyStateMachine> =
  | { accepted: false }
  | { accepted: true; value: StateValue; context: SnapshotFrom<M>['context']; effects: Effect[] };

const toEffects = (actions: readonly { type: string; params: unknown }[]): Effect[] =>
  actions.map(({ type, params }) => ({ type, params }));

/** The state a new case begins in. */
export function start<M extends AnyStateMachine>(
  machine: M,
): { value: StateValue; context: SnapshotFrom<M>['context'] } {
  const [snapshot] = initialTransition(machine) as unknown as [SnapshotFrom<M>];
  return { value: snapshot.value, context: snapshot.context };
}

/**
 * Advances a stored case by one event. Pure: no clock, no I/O; effects come back unexecuted.
 * A refused event is a value, not an exception.
 * @param stored  what a row holds: the state value (one string, or one per region) and the context that guards read
 */
export function step<M extends AnyStateMachine>(
  machine: M,
  stored: { value: StateValue; context: SnapshotFrom<M>['context'] },
  event: EventFromLogic<M>,
): Step<M> {
  const before = machine.resolveState({ value: stored.value, context: stored.context }) as SnapshotFrom<M>;
  if (!(before as { can(e: unknown): boolean }).can(event)) return { accepted: false };
  const [after, actions] = transition(machine, before, event) as unknown as [
    SnapshotFrom<M>,
    { type: string; params: unknown }[],
  ];
  return { accepted: true, value: after.value, context: after.context, effects: toEffects(actions) };
}

/** The event types, of those given, that the case would accept now. */
export function accepts<M extends AnyStateMachine>(
  machine: M,
  stored: { value: StateValue; context: SnapshotFrom<M>['context'] },
  events: readonly EventFromLogic<M>[],
): string[] {
  const now = machine.resolveState({ value: stored.value, context: stored.context }) as unknown as {
    can(e: unknown): boolean;
  };
  return events.filter((event) => now.can(event)).map((event) => (event as { type: string }).type);
}
