import { setup } from 'xstate';

export type BulkActEvent = { type: 'BEGIN' } | { type: 'FINISH' } | { type: 'CANCEL' };

/** One act over a selection. Cancelled, what was done stays done and the rest is left alone. */
export const bulkActMachine = setup({
  types: { context: {}, events: {} as BulkActEvent },
}).createMachine({
  id: 'bulkAct',
  context: {},
  initial: 'planned',
  states: {
    planned: { on: { BEGIN: 'running', CANCEL: 'cancelled' } },
    running: { on: { FINISH: 'done', CANCEL: 'cancelled' } },
    done: { type: 'final' },
    cancelled: { type: 'final' },
  },
});
