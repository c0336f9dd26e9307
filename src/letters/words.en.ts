import type { LetterWords } from './words.vi.js';

export const en: LetterWords = {
  links: {
    directive: 'The paper to sign',
    forward: 'Letter that passes it on',
    reminder: 'Letter to those who are late',
    report: 'The report to sign',
    reply: 'Letter in reply',
  },
  word: 'Word',
  pdf: 'PDF',
};
