import { assign, setup } from 'xstate';

export interface DeliveryContext {
  attempts: number;
  attemptLimit: number;
  /** How often it was sent again by itself, because nobody could say whether the other server took it. */
  resends: number;
  resendLimit: number;
}

export type DeliveryEvent =
  | { type: 'SENT' }
  | { type: 'REFUSED_FOR_NOW' }
  | { type: 'REFUSED_FOR_GOOD' }
  | { type: 'CUT_OFF' }
  | { type: 'WITHDRAW' }
  | { type: 'BOUNCED' }
  | { type: 'SEND_AGAIN' };

/** People ask for it: its attempts are counted from the beginning. */
const SEND_AGAIN = { target: 'queued', actions: 'beginAnew' } as const;

/**
 * One message on its way to a mailbox. A refusal for now (4yz, no connection) is tried again while attempts are left; a
 * connection cut after DATA leaves it unknown, for nobody can say whether the other server took it (RFC 5321 §4.5.4.1);
 * what must arrive rather than not come twice is sent again first, under its Message-ID, as often as its class says.
 * What its cause no longer asks for (the paper was recalled, superseded or closed) is withdrawn before it is sent.
 * What another server took may still come back days later (RFC 5321 §6.1). What did not arrive, as far as is known, people
 * may send again.
 */
export const deliveryMachine = setup({
  types: { context: {} as DeliveryContext, events: {} as DeliveryEvent },
  guards: {
    attemptsLeft: ({ context }) => context.attempts + 1 < context.attemptLimit,
    resendsLeft: ({ context }) => context.resends < context.resendLimit && context.attempts + 1 < context.attemptLimit,
  },
  actions: {
    countAttempt: assign({ attempts: ({ context }) => context.attempts + 1 }),
    countResend: assign({ resends: ({ context }) => context.resends + 1 }),
    beginAnew: assign({ attempts: 0 }),
    markDelivered: () => {},
    tellUndeliverable: () => {},
  },
}).createMachine({
  id: 'delivery',
  context: { attempts: 0, attemptLimit: 8, resends: 0, resendLimit: 0 },
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
        CUT_OFF: [
          { guard: 'resendsLeft', actions: ['countAttempt', 'countResend'] },
          { target: 'unknown', actions: ['countAttempt', 'tellUndeliverable'] },
        ],
        WITHDRAW: 'withdrawn',
      },
    },
    sent: { on: { BOUNCED: { target: 'bounced', actions: 'tellUndeliverable' } } },
    unknown: { on: { BOUNCED: { target: 'bounced', actions: 'tellUndeliverable' }, SEND_AGAIN } },
    bounced: { on: { SEND_AGAIN } },
    failed: { on: { SEND_AGAIN } },
    withdrawn: { type: 'final' },
  },
});
