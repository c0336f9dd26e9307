import { setup } from 'xstate';

type Event = { type: 'SIGN' } | { type: 'NUMBER' } | { type: 'ISSUE' } | { type: 'CLOSE' };

/** Version 1 of a directive: cases that began on it end on it, or are migrated by an explicit act. It is never edited. */
export const directiveMachineV1 = setup({
  types: { context: {}, events: {} as Event },
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
