import type { CaseTable } from '../durable/index.js';

/** Messages as cases of the delivery machine; how often one was tried is a column of its own. */
export const MESSAGE_CASES: CaseTable<'delivery'> = {
  machine: 'delivery',
  table: 'message',
  key: ['cascade_id', 'id'],
  states: ['state'],
  hasContext: false,
  versioned: false,
};
