import type { SupersedingWords } from './words.vi.js';

export const en: SupersedingWords = {
  none: 'What replaces this paper has to be issued after it, and the office has no such paper yet. Issue the new one first, then come back here.',
  begin: 'Hand in the new paper',
};
