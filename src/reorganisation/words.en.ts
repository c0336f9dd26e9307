import { en as refusals } from './refusals/words.en.js';
import type { ReorganisationWords } from './words.vi.js';

const STEP = (step: number): string => (step === 0 ? '' : `Step ${step}: `);

export const en: ReorganisationWords = {
  refusals,
  refusedBecause: (r) =>
    `The plan cannot be carried out yet${r.count > 1 ? `, for ${r.count} reasons` : ''}. ${STEP(r.step)}${r.reason} ${r.remedy}`,
  states: {
    drafted: 'In preparation',
    submitted: 'Waiting for approval',
    approved: 'Approved',
    running: 'Being carried out',
    done: 'Done',
    cancelled: 'Cancelled',
  },
  kinds: {
    establish: 'Establish',
    merge: 'Merge',
    split: 'Split',
    abolish: 'Abolish',
    rename: 'Rename',
    move: 'Move',
    raise: 'Raise or change kind',
    'hand-over': 'Hand over a function',
    succeed: 'By the conversion table',
  },
  notice: {
    subject: (count: string) => `${count} duties taken over after a reorganisation`,
    text: (count: string, title: string) =>
      `By the reorganisation “${title}” your office takes over ${count} duties of units that were reorganised.`,
    what: 'Each has to be acknowledged anew; what the former unit has finished stays as it is and can be seen with each duty.',
    effectiveOn: 'In effect from',
    legalBasis: 'Legal basis',
    open: 'Open the list of duties',
  },
};
