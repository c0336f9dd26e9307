import type { BenchWords } from './words.vi.js';

export const en: BenchWords = {
  header: ['Figure', 'Unit', 'Ours', 'Plain SQL', 'Ratio', 'Target', 'Met'],
  met: { true: 'yes', false: 'no', null: '–' },
};
