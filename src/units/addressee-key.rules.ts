import { wordsOf } from './addressee-words.rules.js';

/** Words that say only that all of a kind are meant. */
const ALL = new Set(['các', 'những', 'mọi']);

/** An addressee expression as it is compared with another: short forms written out, without `và`, `các` and notes. */
export const addresseeKey = (text: string): string =>
  wordsOf(text)
    .map(({ key }) => key)
    .filter((key) => !ALL.has(key))
    .join(' ');
