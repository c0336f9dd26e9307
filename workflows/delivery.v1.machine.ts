import { assign, setup } from 'xstate';

interface Context {
  attempts: number;
  attemptLimit: number;
}

type Event = { type: 'SENT' } | { type: 'REFUSED_FOR_NOW' } | { type: 'REFUSED_FOR_GOOD' } | { type: 'CUT_OFF' };

/** Version 1 of one message on its way to a mailbox: cases that began on it end on it. It is never edited. */
export const deliveryMachineV1 = setup({
  types: { context: {} as Context, events: {} as Event },
  guards: { attemptsLeft: ({ context }) => context.attempts + 1 < context.attemptLimit },
  actions: {
    countAttempt: assign({ attempts: ({ context }) => context.attempts + 1 }),
    markDelivered: () => {},
    tellUndeliverable: () => {},
  },
}).createMachine({
  id: 'delivery',
  context: { attempts: 0, attemptLimit: 8 },
  initial: 'queued',
  states: {
    queued: {
      on: {
        SENT: { target: 'sent', actions: ['countAttempt', 'markDelivered'] },
        REFUSED_FOR_NOW: [
          { guard: 'attemptsLeft', actions: 'countAttempt' },
          { target: 'failed', actions: ['countAttempt', 'tellUndeliverable'] },
        ],
        REFUSED_FOR_GOOD: { target: 'failed', actions: ['countAttempt', 'tellUndeliverable'] },
        CUT_OFF: { target: 'unknown', actions: ['countAttempt', 'tellUndeliverable'] },
      },
    },
    sent: { type: 'final' },
    unknown: { type: 'final' },
    failed: { type: 'final' },
  },
});
