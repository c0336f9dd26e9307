import { setup } from 'xstate';

export type DirectiveEvent =
  | { type: 'SIGN' }
  | { type: 'NUMBER' }
  | { type: 'ISSUE' }
  | { type: 'AMEND' }
  | { type: 'PAUSE' }
  | { type: 'RESUME' }
  | { type: 'RECALL' }
  | { type: 'SUPERSEDE' }
  | { type: 'CLOSE' };

/**
 * A dispatch in force. Signed before numbered is the law's order (Decree 30/2020, article 15); issuing opens an
 * assignment for every unit of the roster. Amended it stays issued, with a new version of what it asks. Paused, its
 * clocks stand still until it is resumed. Recalled, superseded or closed it has ended; what each unit then does about
 * its own duty is the matter of its assignment.
 */
export const directiveMachine = setup({
  types: { context: {}, events: {} as DirectiveEvent },
  actions: {
    openAssignments: () => {},
    amendAssignments: () => {},
    pauseAssignments: () => {},
    resumeAssignments: () => {},
    recallAssignments: () => {},
    supersedeAssignments: () => {},
    closeAssignments: () => {},
  },
}).createMachine({
  id: 'directive',
  context: {},
  initial: 'drafted',
  states: {
    drafted: { on: { SIGN: 'signed' } },
    signed: { on: { NUMBER: 'numbered' } },
    numbered: { on: { ISSUE: { target: 'issued', actions: 'openAssignments' } } },
    issued: {
      on: {
        AMEND: { target: 'issued', actions: 'amendAssignments' },
        PAUSE: { target: 'paused', actions: 'pauseAssignments' },
        RECALL: { target: 'recalled', actions: 'recallAssignments' },
        SUPERSEDE: { target: 'superseded', actions: 'supersedeAssignments' },
        CLOSE: { target: 'closed', actions: 'closeAssignments' },
      },
    },
    paused: {
      on: {
        RESUME: { target: 'issued', actions: 'resumeAssignments' },
        RECALL: { target: 'recalled', actions: 'recallAssignments' },
        SUPERSEDE: { target: 'superseded', actions: 'supersedeAssignments' },
        CLOSE: { target: 'closed', actions: 'closeAssignments' },
      },
    },
    recalled: { type: 'final' },
    superseded: { type: 'final' },
    closed: { type: 'final' },
  },
});
