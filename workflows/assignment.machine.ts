import { and, assign, not, setup, stateIn } from 'xstate';
import {
  NEW_ASSIGNMENT,
  type AskedFrom,
  type AssignmentContext,
  type AssignmentEvent,
  type ChaseStep,
  type Stage,
} from './assignment.case.js';
import { chase, owedSteps, partlySteps, silentSteps, tellOfRelay, urge } from './assignment.chase.js';
import { isOfBegin, isToUnit, stepTaken, withoutSteps } from './ladder.js';
import {
  FORWARDING,
  IN_FORCE,
  NOTHING_FOLLOWED,
  PASSED_ON,
  REACHED,
  RUNNING,
  WORKING,
} from './assignment.conditions.js';

/** What a unit is asked has changed: it is sent the new text, and acknowledges again. */
const amended = {
  guard: IN_FORCE,
  target: 'sent' as const,
  actions: ['resetReceiptChase' as const, 'resetWorkChase' as const, 'sendAmendment' as const],
};

/** What may become of a paper that has arrived and is not registered yet. */
const pending = {
  ACKNOWLEDGE: { guard: IN_FORCE, target: 'acknowledged' as const },
  RETURN: { guard: IN_FORCE, target: 'returned' as const, actions: 'tellSenderOfReturn' as const },
  AMEND: amended,
  URGE: urge('receipt', IN_FORCE),
  REMINDER_DUE: chase('receipt', IN_FORCE),
};

/** What a unit may do from any state in which its work is open and no question of its own waits for an answer. */
const openWork = (from: AskedFrom) => ({
  REPORT: { guard: WORKING, target: 'reported' as const, actions: 'tellSuperiorOfReport' as const },
  ASK: {
    guard: WORKING,
    target: 'waitingOnIssuer' as const,
    actions: [{ type: 'setAskedFrom' as const, params: { from } }, 'tellSenderOfQuestion' as const],
  },
  SUPERVISE: [
    { guard: and([WORKING, 'noneLeft']), target: 'implemented' as const, actions: 'setSupervisedLeft' as const },
    { guard: WORKING, target: 'implementing' as const, actions: 'setSupervisedLeft' as const },
  ],
  EXTEND: { guard: WORKING, actions: ['resetWorkChase' as const, 'tellUnitOfExtension' as const] },
  URGE: urge('work', WORKING),
  REMINDER_DUE: chase('work', WORKING),
});

const notYetDone = {
  START: { guard: WORKING, target: 'implementing' as const },
  COMPLETE: { guard: and([WORKING, 'nobodySupervisedIsLeft']), target: 'implemented' as const },
  NOT_APPLICABLE: { guard: and([WORKING, not(PASSED_ON)]), target: 'notApplicable' as const },
};

const backTo = (from: AskedFrom) => ({ guard: and([IN_FORCE, { type: 'askedFrom', params: { from } }]), target: from });
const STATES_ASKED_FROM = ['notStarted', 'assigned', 'implementing', 'sentBack'] as const;

/** What was done under an earlier text has to be looked at again. */
const ASKED_OTHERWISE = and([REACHED, not('onlyDeadlineMoved')]);
const goOn = { guard: ASKED_OTHERWISE, target: 'implementing' as const };

const relayed = [
  { guard: and([FORWARDING, 'relayedToAll']), target: 'relayed' as const },
  { guard: FORWARDING, target: 'partly' as const },
];

/**
 * One unit's duty under one directive, version 2. Three regions (receipt, relay, work) and a standing that ends all three.
 * Time is an event (REMINDER_DUE, RELAY_OVERDUE, ACKNOWLEDGEMENT_EXPIRED); effects are named and empty, and carried out
 * by the slices. A row begins in one of {@link ASSIGNMENT_OPENINGS}.
 */
export const assignmentMachine = setup({
  types: { context: {} as AssignmentContext, events: {} as AssignmentEvent },
  guards: {
    owesWork: ({ context }) => context.owesWork,
    paused: ({ context }) => context.paused,
    relayedToAll: ({ event }) => event.type === 'FORWARD' && event.all,
    onlyDeadlineMoved: ({ event }) => event.type === 'AMEND' && event.deadlineOnly === true,
    noneLeft: ({ event }) => event.type === 'SUPERVISE' && event.left === 0 && !event.nobody,
    nobodySupervisedIsLeft: ({ context }) => context.supervisedLeft === 0,
    askedFrom: ({ context }, { from }: { from: AskedFrom }) => context.askedFrom === from,
    receiptRemindersLeft: ({ context }) => context.receiptReminders < context.reminderLimit,
    receiptEscalated: ({ context }) => context.receiptEscalated,
    workRemindersLeft: ({ context }) => context.workReminders < context.reminderLimit,
    workEscalated: ({ context }) => context.workEscalated,
    relayEscalated: ({ context }) => context.relayEscalated,
    relayReminded: ({ context }) => context.relayReminded,
    noStep: ({ event }) => !('step' in event) || event.step === undefined,
    stepGoesOn: ({ context, event }) => {
      const step = 'step' in event ? event.step : undefined;
      return step !== undefined && !context.usedUp?.includes(step.stage);
    },
    stepToUnit: ({ event }) => 'step' in event && isToUnit(event.step),
    stepToAbove: ({ event }) => 'step' in event && event.step !== undefined && !isToUnit(event.step),
  },
  actions: {
    countReceiptReminder: assign({ receiptReminders: ({ context }) => context.receiptReminders + 1 }),
    countWorkReminder: assign({
      workReminders: ({ context, event }) => context.workReminders + Number(!isOfBegin(event)),
    }),
    setReceiptEscalated: assign({ receiptEscalated: true }),
    setWorkEscalated: assign({ workEscalated: ({ context, event }) => context.workEscalated || !isOfBegin(event) }),
    setRelayEscalated: assign({ relayEscalated: true }),
    setRelayReminded: assign({ relayReminded: true }),
    takeStep: assign(({ context, event }) => stepTaken(context, (event as { step: ChaseStep }).step)),
    resetRelayChase: assign(({ context }) => ({
      relayReminded: false,
      relayEscalated: false,
      ...withoutSteps(context, ['relay']),
    })),
    beginRelayLadder: assign(({ context }) =>
      context.usedUp?.includes('relay') ? {} : withoutSteps(context, ['relay']),
    ),
    resetReceiptChase: assign(({ context }) => ({
      receiptReminders: 0,
      receiptEscalated: !context.owesWork,
      ...withoutSteps(context, ['delivery', 'receipt']),
    })),
    resetWorkChase: assign(({ context }) => ({
      workReminders: 0,
      workEscalated: !context.owesWork,
      ...withoutSteps(context, ['begin', 'work']),
    })),
    setAskedFrom: assign({ askedFrom: (_, { from }: { from: AskedFrom }) => from }),
    clearAskedFrom: assign({ askedFrom: null }),
    setSupervisedLeft: assign({
      supervisedLeft: ({ context, event }) => (event.type === 'SUPERVISE' ? event.left : context.supervisedLeft),
    }),
    setPaused: assign({ paused: true }),
    clearPaused: assign({ paused: false }),
    setRecallRefused: assign({ recallRefused: true }),
    clearRecallRefused: assign({ recallRefused: false }),
    sendToUnit: () => {},
    sendAmendment: () => {},
    askToAcknowledgeAgain: () => {},
    askToGiveBack: () => {},
    tellSenderOfReturn: () => {},
    tellSenderOfQuestion: () => {},
    tellSenderOfRecallAnswer: () => {},
    tellSuperiorOfReport: () => {},
    tellUnitOfAnswer: () => {},
    tellUnitOfExtension: () => {},
    tellUnitOfReview: () => {},
    remindUnit: (_, _params: { stage: Stage } | ChaseStep) => {},
    escalateToSuperior: (_, _params: { stage: Stage } | ChaseStep) => {},
  },
}).createMachine({
  id: 'assignment',
  type: 'parallel',
  context: NEW_ASSIGNMENT,
  states: {
    receipt: {
      initial: 'sent',
      states: {
        expected: {
          on: {
            RELAY: { guard: RUNNING, target: 'sent', actions: 'sendToUnit' },
            // it is sent what is in force when it is relayed
            AMEND: { guard: IN_FORCE, target: 'expected' },
          },
        },
        sent: { on: { DELIVER: { guard: IN_FORCE, target: 'delivered' }, ...pending } },
        delivered: { on: pending },
        acknowledged: {
          on: {
            AMEND: amended,
            ACKNOWLEDGEMENT_EXPIRED: {
              guard: NOTHING_FOLLOWED,
              target: 'delivered',
              actions: ['resetReceiptChase', 'askToAcknowledgeAgain'],
            },
          },
        },
        returned: {},
      },
    },
    relay: {
      initial: 'none',
      states: {
        none: {
          on: {
            FORWARD: { guard: FORWARDING, target: 'relayed' },
            SUBORDINATES_WAIT: { guard: IN_FORCE, target: 'owed' },
          },
        },
        owed: {
          on: {
            NOBODY_WAITS: { guard: IN_FORCE, target: 'relayed' },
            FORWARD: relayed,
            RELAY_OVERDUE: owedSteps,
          },
        },
        silent: {
          on: {
            NOBODY_WAITS: { guard: IN_FORCE, target: 'relayed' },
            FORWARD: [relayed[0], { ...relayed[1], actions: 'beginRelayLadder' }],
            RELAY_OVERDUE: [...silentSteps, tellOfRelay],
          },
        },
        partly: {
          on: {
            NOBODY_WAITS: { guard: IN_FORCE, target: 'relayed' },
            FORWARD: relayed,
            // passing it on to one of many ends no chase: whoever is left out waits as before
            RELAY_OVERDUE: [
              ...partlySteps,
              {
                guard: and([FORWARDING, 'noStep', not('relayReminded')]),
                actions: ['setRelayReminded', { type: 'remindUnit', params: { stage: 'relay' } }],
              },
              tellOfRelay,
            ],
          },
        },
        relayed: {
          on: {
            FORWARD: { guard: FORWARDING, target: 'relayed' },
            SUBORDINATES_WAIT: { guard: IN_FORCE, target: 'partly', actions: 'resetRelayChase' },
          },
        },
      },
    },
    work: {
      initial: 'notStarted',
      states: {
        notStarted: {
          on: { ASSIGN: { guard: WORKING, target: 'assigned' }, ...notYetDone, ...openWork('notStarted') },
        },
        assigned: {
          on: { ASSIGN: { guard: WORKING, target: 'assigned' }, ...notYetDone, ...openWork('assigned') },
        },
        implementing: {
          on: {
            ASSIGN: { guard: WORKING, target: 'implementing' },
            COMPLETE: notYetDone.COMPLETE,
            NOT_APPLICABLE: notYetDone.NOT_APPLICABLE,
            ...openWork('implementing'),
          },
        },
        waitingOnIssuer: {
          on: {
            ANSWERED: STATES_ASKED_FROM.map((from) => ({
              ...backTo(from),
              actions: ['clearAskedFrom' as const, 'tellUnitOfAnswer' as const],
            })),
            QUESTION_WITHDRAWN: STATES_ASKED_FROM.map((from) => ({
              ...backTo(from),
              actions: 'clearAskedFrom' as const,
            })),
            SUPERVISE: { guard: WORKING, actions: 'setSupervisedLeft' },
            EXTEND: { guard: WORKING, actions: ['resetWorkChase', 'tellUnitOfExtension'] },
          },
        },
        implemented: {
          on: {
            REPORT: { guard: WORKING, target: 'reported', actions: 'tellSuperiorOfReport' },
            SUPERVISE: [
              { guard: and([WORKING, 'noneLeft']), actions: 'setSupervisedLeft' },
              { guard: WORKING, target: 'implementing', actions: 'setSupervisedLeft' },
            ],
            AMEND: goOn,
            URGE: urge('work', WORKING),
            REMINDER_DUE: chase('work', WORKING),
          },
        },
        reported: {
          on: {
            ACCEPT: { guard: WORKING, target: 'accepted', actions: 'tellUnitOfReview' },
            SEND_BACK: { guard: WORKING, target: 'sentBack', actions: ['resetWorkChase', 'tellUnitOfReview'] },
            AMEND: goOn,
          },
        },
        sentBack: {
          on: { START: notYetDone.START, ...openWork('sentBack') },
        },
        accepted: { on: { AMEND: goOn } },
        notApplicable: { on: { AMEND: { guard: ASKED_OTHERWISE, target: 'notStarted' } } },
      },
    },
    standing: {
      initial: 'inForce',
      states: {
        inForce: {
          on: {
            CLOSE: 'closed',
            SUPERSEDE: 'superseded',
            PAUSE: { guard: not('paused'), actions: 'setPaused' },
            RESUME: { guard: 'paused', actions: 'clearPaused' },
            RECALL: [
              { guard: stateIn({ receipt: 'expected' }), target: 'recalled' },
              { guard: stateIn({ receipt: 'returned' }), target: 'recalled' },
              { target: 'recallRequested', actions: ['clearRecallRefused', 'askToGiveBack'] },
            ],
          },
        },
        recallRequested: {
          on: {
            AGREE_RECALL: { target: 'recalled', actions: 'tellSenderOfRecallAnswer' },
            REFUSE_RECALL: { target: 'inForce', actions: ['setRecallRefused', 'tellSenderOfRecallAnswer'] },
            RESUME: { guard: 'paused', actions: 'clearPaused' },
            CLOSE: 'closed',
            SUPERSEDE: 'superseded',
          },
        },
        recalled: {},
        closed: {},
        superseded: {},
      },
    },
  },
});
