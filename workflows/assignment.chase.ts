import { and, not } from 'xstate';
import type { AssignmentEvent, ChaseStep } from './assignment.case.js';
import { FORWARDING, type IN_FORCE } from './assignment.conditions.js';

// How version 2 of the assignment's machine is chased: by the steps of a ladder, or by its own limit.

const stepOf = ({ event }: { event: AssignmentEvent }): ChaseStep => (event as { step: ChaseStep }).step;
const remindByStep = { type: 'remindUnit' as const, params: stepOf };
const escalateByStep = { type: 'escalateToSuperior' as const, params: stepOf };

/**
 * A reminder in a stage. A step of a ladder goes to the unit or its leader, or to somebody above; where the event names no
 * step, the unit is reminded while the policy has reminders left, then the superior is told, once.
 */
export const chase = (stage: 'receipt' | 'work', when: typeof IN_FORCE) => {
  const name = stage === 'receipt' ? 'Receipt' : 'Work';
  return [
    {
      guard: and([when, not('paused'), 'stepGoesOn', 'stepToUnit']),
      actions: ['takeStep' as const, `count${name}Reminder` as const, remindByStep],
    },
    {
      guard: and([when, not('paused'), 'stepGoesOn', 'stepToAbove']),
      actions: ['takeStep' as const, `set${name}Escalated` as const, escalateByStep],
    },
    {
      guard: and([when, not('paused'), 'noStep', `${stage}RemindersLeft` as const]),
      actions: [`count${name}Reminder` as const, { type: 'remindUnit' as const, params: { stage } }],
    },
    {
      guard: and([when, not('paused'), 'noStep', not(`${stage}Escalated` as const)]),
      actions: [`set${name}Escalated` as const, { type: 'escalateToSuperior' as const, params: { stage } }],
    },
  ];
};

/** A reminder that somebody sends by hand; it counts against no limit. */
export const urge = (stage: 'receipt' | 'work', when: typeof IN_FORCE) => ({
  guard: and([when, not('paused')]),
  actions: { type: 'remindUnit' as const, params: { stage } },
});

/** Steps of the ladder of who does not pass the paper on. */
const reminderOfRelay = { guard: and([FORWARDING, 'stepGoesOn', 'stepToUnit']) };
const escalationOfRelay = {
  guard: and([FORWARDING, 'stepGoesOn', 'stepToAbove']),
  actions: ['takeStep' as const, 'setRelayEscalated' as const, escalateByStep],
};
export const silentSteps = [{ ...reminderOfRelay, actions: ['takeStep' as const, remindByStep] }, escalationOfRelay];
export const partlySteps = [
  { ...reminderOfRelay, actions: ['takeStep' as const, 'setRelayReminded' as const, remindByStep] },
  escalationOfRelay,
];

/** With the first step, who passed the paper on to nobody is a silent relay. */
export const owedSteps = [
  ...silentSteps.map((byStep) => ({ ...byStep, target: 'silent' as const })),
  {
    guard: and([FORWARDING, 'noStep']),
    target: 'silent' as const,
    actions: { type: 'remindUnit' as const, params: { stage: 'relay' as const } },
  },
];

/** The superior of who does not pass the paper on is told once. */
export const tellOfRelay = {
  guard: and([FORWARDING, 'noStep', not('relayEscalated')]),
  actions: ['setRelayEscalated' as const, { type: 'escalateToSuperior' as const, params: { stage: 'relay' as const } }],
};
