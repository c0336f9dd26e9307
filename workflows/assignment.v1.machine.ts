import { and, assign, not, setup, stateIn } from 'xstate';

interface Context {
  /** Action recipients owe work; coordination and information recipients owe receipt only. */
  owesWork: boolean;
  /** Reminders of each stage before the superior is told. */
  reminderLimit: number;
  receiptReminders: number;
  receiptEscalated: boolean;
  workReminders: number;
  workEscalated: boolean;
}

type Event =
  | { type: 'RELAY' }
  | { type: 'DELIVER' }
  | { type: 'ACKNOWLEDGE' }
  | { type: 'RETURN' }
  | { type: 'ASSIGN' }
  | { type: 'FORWARD'; all: boolean }
  | { type: 'START' }
  | { type: 'COMPLETE' }
  | { type: 'NOT_APPLICABLE' }
  | { type: 'REPORT' }
  | { type: 'ACCEPT' }
  | { type: 'SEND_BACK' }
  | { type: 'CLOSE' }
  | { type: 'SUPERSEDE' }
  | { type: 'NOBODY_WAITS' }
  | { type: 'SUBORDINATES_WAIT' }
  | { type: 'REMINDER_DUE' };

const IN_FORCE = stateIn({ standing: 'inForce' });
const ACKNOWLEDGED = and([IN_FORCE, stateIn({ receipt: 'acknowledged' })]);
const WORKING = and(['owesWork', ACKNOWLEDGED]);

/** A reminder in a stage: while the policy has reminders left the unit is reminded, then the superior is told, once. */
const chase = (stage: 'receipt' | 'work', when: typeof IN_FORCE) => {
  const name = stage === 'receipt' ? 'Receipt' : 'Work';
  return [
    {
      guard: and([when, `${stage}RemindersLeft` as const]),
      actions: [`count${name}Reminder` as const, { type: 'remindUnit' as const, params: { stage } }],
    },
    {
      guard: and([when, not(`${stage}Escalated` as const)]),
      actions: [`set${name}Escalated` as const, { type: 'escalateToSuperior' as const, params: { stage } }],
    },
  ];
};

/**
 * Version 1 of one unit's duty under one directive: cases that began on it end on it, or are migrated by an explicit
 * act. It is never edited. Version 2 is assignment.machine.ts.
 */
export const assignmentMachineV1 = setup({
  types: { context: {} as Context, events: {} as Event },
  guards: {
    owesWork: ({ context }) => context.owesWork,
    relayedToAll: ({ event }) => event.type === 'FORWARD' && event.all,
    receiptRemindersLeft: ({ context }) => context.receiptReminders < context.reminderLimit,
    receiptEscalated: ({ context }) => context.receiptEscalated,
    workRemindersLeft: ({ context }) => context.workReminders < context.reminderLimit,
    workEscalated: ({ context }) => context.workEscalated,
  },
  actions: {
    countReceiptReminder: assign({ receiptReminders: ({ context }) => context.receiptReminders + 1 }),
    countWorkReminder: assign({ workReminders: ({ context }) => context.workReminders + 1 }),
    setReceiptEscalated: assign({ receiptEscalated: true }),
    setWorkEscalated: assign({ workEscalated: true }),
    sendToUnit: () => {},
    tellSenderOfReturn: () => {},
    tellSuperiorOfReport: () => {},
    tellUnitOfReview: () => {},
    remindUnit: (_, _params: { stage: 'receipt' | 'work' }) => {},
    escalateToSuperior: (_, _params: { stage: 'receipt' | 'work' }) => {},
  },
}).createMachine({
  id: 'assignment',
  type: 'parallel',
  context: {
    owesWork: true,
    reminderLimit: 3,
    receiptReminders: 0,
    receiptEscalated: false,
    workReminders: 0,
    workEscalated: false,
  },
  states: {
    receipt: {
      initial: 'sent',
      states: {
        expected: { on: { RELAY: { guard: IN_FORCE, target: 'sent', actions: 'sendToUnit' } } },
        sent: {
          on: {
            DELIVER: { guard: IN_FORCE, target: 'delivered' },
            ACKNOWLEDGE: { guard: IN_FORCE, target: 'acknowledged' },
            RETURN: { guard: IN_FORCE, target: 'returned', actions: 'tellSenderOfReturn' },
            REMINDER_DUE: chase('receipt', IN_FORCE),
          },
        },
        delivered: {
          on: {
            ACKNOWLEDGE: { guard: IN_FORCE, target: 'acknowledged' },
            RETURN: { guard: IN_FORCE, target: 'returned', actions: 'tellSenderOfReturn' },
            REMINDER_DUE: chase('receipt', IN_FORCE),
          },
        },
        acknowledged: {},
        returned: {},
      },
    },
    relay: {
      initial: 'none',
      states: {
        none: {
          on: {
            FORWARD: { guard: ACKNOWLEDGED, target: 'relayed' },
            SUBORDINATES_WAIT: { guard: IN_FORCE, target: 'owed' },
          },
        },
        owed: {
          on: {
            NOBODY_WAITS: { guard: IN_FORCE, target: 'relayed' },
            FORWARD: [
              { guard: and([ACKNOWLEDGED, 'relayedToAll']), target: 'relayed' },
              { guard: ACKNOWLEDGED, target: 'partly' },
            ],
          },
        },
        partly: {
          on: {
            NOBODY_WAITS: { guard: IN_FORCE, target: 'relayed' },
            FORWARD: [
              { guard: and([ACKNOWLEDGED, 'relayedToAll']), target: 'relayed' },
              { guard: ACKNOWLEDGED, target: 'partly' },
            ],
          },
        },
        relayed: {
          on: {
            FORWARD: { guard: ACKNOWLEDGED, target: 'relayed' },
            SUBORDINATES_WAIT: { guard: IN_FORCE, target: 'partly' },
          },
        },
      },
    },
    work: {
      initial: 'notStarted',
      states: {
        notStarted: {
          on: {
            ASSIGN: { guard: WORKING, target: 'assigned' },
            START: { guard: WORKING, target: 'implementing' },
            COMPLETE: { guard: WORKING, target: 'implemented' },
            REPORT: { guard: WORKING, target: 'reported', actions: 'tellSuperiorOfReport' },
            NOT_APPLICABLE: { guard: WORKING, target: 'notApplicable' },
            REMINDER_DUE: chase('work', WORKING),
          },
        },
        assigned: {
          on: {
            ASSIGN: { guard: WORKING, target: 'assigned' },
            START: { guard: WORKING, target: 'implementing' },
            COMPLETE: { guard: WORKING, target: 'implemented' },
            REPORT: { guard: WORKING, target: 'reported', actions: 'tellSuperiorOfReport' },
            NOT_APPLICABLE: { guard: WORKING, target: 'notApplicable' },
            REMINDER_DUE: chase('work', WORKING),
          },
        },
        implementing: {
          on: {
            ASSIGN: { guard: WORKING, target: 'implementing' },
            COMPLETE: { guard: WORKING, target: 'implemented' },
            REPORT: { guard: WORKING, target: 'reported', actions: 'tellSuperiorOfReport' },
            REMINDER_DUE: chase('work', WORKING),
          },
        },
        implemented: {
          on: {
            REPORT: { guard: WORKING, target: 'reported', actions: 'tellSuperiorOfReport' },
            REMINDER_DUE: chase('work', WORKING),
          },
        },
        reported: {
          on: {
            ACCEPT: { guard: WORKING, target: 'accepted', actions: 'tellUnitOfReview' },
            SEND_BACK: { guard: WORKING, target: 'sentBack', actions: 'tellUnitOfReview' },
          },
        },
        sentBack: {
          on: {
            START: { guard: WORKING, target: 'implementing' },
            REPORT: { guard: WORKING, target: 'reported', actions: 'tellSuperiorOfReport' },
            REMINDER_DUE: chase('work', WORKING),
          },
        },
        accepted: {},
        notApplicable: {},
      },
    },
    standing: {
      initial: 'inForce',
      states: {
        inForce: { on: { CLOSE: 'closed', SUPERSEDE: 'superseded' } },
        closed: {},
        superseded: {},
      },
    },
  },
});
