import { setup } from 'xstate';

export type QuestionEvent = { type: 'ANSWER' } | { type: 'WITHDRAW' };

/** What a unit asks whoever sent it the paper. Answered once, the answer is for every unit of the same class. */
export const questionMachine = setup({
  types: { context: {}, events: {} as QuestionEvent },
}).createMachine({
  id: 'question',
  context: {},
  initial: 'open',
  states: {
    open: { on: { ANSWER: 'answered', WITHDRAW: 'withdrawn' } },
    answered: { type: 'final' },
    withdrawn: { type: 'final' },
  },
});
