import { setup } from 'xstate';

export type ReportEvent = { type: 'SUBMIT' } | { type: 'ACCEPT' } | { type: 'SEND_BACK' };

/** What a unit reports on its assignment. A report sent back is submitted again; an accepted one stands. */
export const reportMachine = setup({
  types: { context: {}, events: {} as ReportEvent },
}).createMachine({
  id: 'report',
  context: {},
  initial: 'due',
  states: {
    due: { on: { SUBMIT: 'submitted' } },
    submitted: { on: { ACCEPT: 'accepted', SEND_BACK: 'sentBack' } },
    sentBack: { on: { SUBMIT: 'submitted' } },
    accepted: { type: 'final' },
  },
});
