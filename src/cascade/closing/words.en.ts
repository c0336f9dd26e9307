import type { ClosingWords } from './words.vi.js';

export const en: ClosingWords = {
  close: 'Close',
  hint: 'Once closed, nobody is reminded any more.',
  nothingLeft: 'Nothing is unfinished.',
  left: (n) => `${n} assignments are unfinished; the history keeps them as they are when it is closed:`,
  kinds: {
    notAcknowledged: 'not acknowledged',
    working: 'work not finished',
    waiting: 'waiting for an answer',
    waitingForRelay: 'waiting for their superior',
    notReviewed: 'result not reviewed',
    recallUnanswered: 'recall not answered',
  },
};
