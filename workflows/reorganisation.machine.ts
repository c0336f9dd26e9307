import { setup } from 'xstate';

export type ReorganisationEvent =
  | { type: 'SUBMIT' }
  | { type: 'WITHDRAW' }
  | { type: 'APPROVE' }
  | { type: 'BEGIN' }
  | { type: 'FINISH' }
  | { type: 'CANCEL' };

/**
 * A reorganisation of units from plan to carried out. What was submitted is frozen until it is withdrawn; approved, it
 * begins at its instant. Once begun it is finished, however often its work is interrupted.
 */
export const reorganisationMachine = setup({
  types: { context: {}, events: {} as ReorganisationEvent },
}).createMachine({
  id: 'reorganisation',
  context: {},
  initial: 'drafted',
  states: {
    drafted: { on: { SUBMIT: 'submitted', CANCEL: 'cancelled' } },
    submitted: { on: { APPROVE: 'approved', WITHDRAW: 'drafted', CANCEL: 'cancelled' } },
    approved: { on: { BEGIN: 'running', WITHDRAW: 'drafted', CANCEL: 'cancelled' } },
    running: { on: { FINISH: 'done' } },
    done: { type: 'final' },
    cancelled: { type: 'final' },
  },
});
