import type { CaseTable } from '../durable/index.js';

/** Reports as cases of their machine. */
export const REPORT_CASES: CaseTable<'report'> = {
  machine: 'report',
  table: 'report',
  key: ['cascade_id', 'id'],
  states: ['state'],
  hasContext: false,
};
