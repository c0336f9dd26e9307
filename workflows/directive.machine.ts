import { setup } from 'xstate';

export type DirectiveEvent = { type: 'SIGN' } | { type: 'NUMBER' } | { type: 'ISSUE' } | { type: 'CLOSE' };

/**
 * A dispatch in force. Signed before numbered is the law's order (Decree 30/2020, article 15); issuing opens an
 * assignment for every unit of the roster, closing ends those that are still open.
 */
export const directiveMachine = setup({
  types: { context: {}, events: {} as DirectiveEvent },
  actions: { openAssignments: () => {}, closeAssignments: () => {} },
}).createMachine({
  id: 'directive',
  context: {},
  initial: 'drafted',
  states: {
    drafted: { on: { SIGN: 'signed' } },
    signed: { on: { NUMBER: 'numbered' } },
    numbered: { on: { ISSUE: { target: 'issued', actions: 'openAssignments' } } },
    issued: { on: { CLOSE: { target: 'closed', actions: 'closeAssignments' } } },
    closed: { type: 'final' },
  },
});
