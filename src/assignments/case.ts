import type { CaseTable } from '../durable/index.js';

/** Assignments as cases of their machine. */
export const ASSIGNMENT_CASES: CaseTable<'assignment'> = {
  machine: 'assignment',
  table: 'assignment',
  key: ['cascade_id', 'id'],
  states: ['receipt', 'relay', 'work', 'standing'],
  hasContext: true,
};
