import { assign, setup } from 'xstate';

export interface DeliveryContext {
  attempts: number;
  attemptLimit: number;
}

export type DeliveryEvent =
  | { type: 'SENT' }
  | { type: 'REFUSED_FOR_NOW' }
  | { type: 'REFUSED_FOR_GOOD' }
  | { type: 'CUT_OFF' }
  | { type: 'WITHDRAW' }
  | { type: 'BOUNCED' };

/**
 * One message on its way to a mailbox. A refusal for now (4yz, no connection) is tried again while attempts are left; a
 * connection cut after DATA leaves it unknown, for nobody can say whether the other server took it (RFC 5321 §4.5.4.1).
 * What its cause no longer asks for (the paper was recalled, superseded or closed) is withdrawn before it is sent.
 * What another server took may still come back days later (RFC 5321 §6.1).
 */
export const deliveryMachine = setup({
  types: { context: {} as DeliveryContext, events: {} as DeliveryEvent },
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
        WITHDRAW: 'withdrawn',
      },
    },
    sent: { on: { BOUNCED: { target: 'bounced', actions: 'tellUndeliverable' } } },
    unknown: { on: { BOUNCED: { target: 'bounced', actions: 'tellUndeliverable' } } },
    bounced: { type: 'final' },
    failed: { type: 'final' },
    withdrawn: { type: 'final' },
  },
});
