import type { CaseTable } from '../../durable/index.js';

const KEY = ['cascade_id', 'id'] as const;

/** Questions as cases of their machine. */
export const QUESTION_CASES: CaseTable<'question'> = {
  machine: 'question',
  table: 'question',
  key: KEY,
  states: ['state'],
  hasContext: false,
};

/** Requests for more time as cases of their machine. */
export const EXTENSION_CASES: CaseTable<'extension'> = {
  machine: 'extension',
  table: 'extension',
  key: KEY,
  states: ['state'],
  hasContext: false,
};
