import {
  initialTransition,
  transition,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type ContextFrom,
  type EventFromLogic,
  type StateValue,
} from 'xstate';

/** Something the outside must do because of a step: named in the machine, carried out by a slice. */
export interface Effect {
  type: string;
  params: unknown;
}

/** What a row stores of its case: the state value (one string, or one per region) and the context that guards read. */
export interface Stored<M extends AnyStateMachine> {
  value: StateValue;
  context: ContextFrom<M>;
}

export type Step<M extends AnyStateMachine> = { accepted: false } | ({ accepted: true; effects: Effect[] } & Stored<M>);

const resolved = <M extends AnyStateMachine>(machine: M, stored: Stored<M>): AnyMachineSnapshot =>
  machine.resolveState({ value: stored.value, context: stored.context }) as AnyMachineSnapshot;

/** The state and context a new case begins with. */
export function start<M extends AnyStateMachine>(machine: M): Stored<M> {
  const [snapshot] = initialTransition(machine as AnyStateMachine) as [AnyMachineSnapshot, unknown];
  return { value: snapshot.value, context: snapshot.context };
}

/**
 * Advances a stored case by one event. Pure: no clock, no I/O; effects come back unexecuted.
 * A refused event is a value, not an exception.
 */
export function step<M extends AnyStateMachine>(machine: M, stored: Stored<M>, event: EventFromLogic<M>): Step<M> {
  const before = resolved(machine, stored);
  if (!before.can(event)) return { accepted: false };
  const [after, actions] = transition(machine as AnyStateMachine, before, event) as [AnyMachineSnapshot, Effect[]];
  const effects = actions.map(({ type, params }) => ({ type, params }));
  return { accepted: true, value: after.value, context: after.context, effects };
}

/** The events, of those given, that the case would accept now. */
export function accepts<M extends AnyStateMachine>(
  machine: M,
  stored: Stored<M>,
  events: readonly EventFromLogic<M>[],
): string[] {
  const now = resolved(machine, stored);
  return events.filter((event) => now.can(event)).map((event) => (event as { type: string }).type);
}
