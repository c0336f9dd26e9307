import { setup } from 'xstate';

export type ApprovalEvent = { type: 'GIVE' } | { type: 'REFUSE' } | { type: 'WITHDRAW' };

/** An act that policy lets nobody do alone: one person asks for it, another gives it, and only then it is done. */
export const approvalMachine = setup({
  types: { context: {}, events: {} as ApprovalEvent },
}).createMachine({
  id: 'approval',
  context: {},
  initial: 'asked',
  states: {
    asked: { on: { GIVE: 'given', REFUSE: 'refused', WITHDRAW: 'withdrawn' } },
    given: { type: 'final' },
    refused: { type: 'final' },
    withdrawn: { type: 'final' },
  },
});
