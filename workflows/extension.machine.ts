import { setup } from 'xstate';

export type ExtensionEvent = { type: 'GRANT' } | { type: 'REFUSE' } | { type: 'WITHDRAW' };

/** A unit's request for more time, which whoever sent it the paper grants or refuses. */
export const extensionMachine = setup({
  types: { context: {}, events: {} as ExtensionEvent },
}).createMachine({
  id: 'extension',
  context: {},
  initial: 'asked',
  states: {
    asked: { on: { GRANT: 'granted', REFUSE: 'refused', WITHDRAW: 'withdrawn' } },
    granted: { type: 'final' },
    refused: { type: 'final' },
    withdrawn: { type: 'final' },
  },
});
