import type { Locale } from '../platform/caller.js';
import type { Letter } from '../platform/components/letter.js';
import { countWords } from '../platform/components/words.js';
import { en } from './words.en.js';
import { vi } from './words.vi.js';

/** So many units are named of those that wait; the rest is counted. */
export const NAMED = 30;

/** Who waits for an office, as the list of a mail; null where nobody does. */
export function waitingList(names: readonly string[], waiting: number, locale: Locale): Letter['list'] {
  if (names.length === 0) return null;
  const words = (locale === 'vi' ? vi : en).waiting;
  const named = names.slice(0, NAMED);
  const others = Math.max(waiting, names.length) - named.length;
  return { title: words.title, lines: [...named, ...(others > 0 ? [words.others(countWords(others, locale))] : [])] };
}
