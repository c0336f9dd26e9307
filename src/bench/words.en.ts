import type { BenchWords } from './words.vi.js';

export const en: BenchWords = {
  header: ['Figure', 'Unit', 'Ours', 'Plain SQL', 'Ratio', 'Target', 'Met'],
  met: { yes: 'yes', no: 'no' },
};
