import type { Locale } from '../platform/caller.js';
import { instantWords } from '../platform/components/when.js';
import { en } from './words.en.js';
import { vi, type BulkWords } from './words.vi.js';

export const bulkWords = (locale: Locale): BulkWords => (locale === 'vi' ? vi : en);

/** When the mails leave by which units are urged. */
export function mailsSentence({ atOnce, digestAt }: { atOnce: number; digestAt: Date | null }, locale: Locale): string {
  const { mails } = bulkWords(locale);
  return [
    ...(digestAt ? [mails.digest(instantWords(digestAt, locale))] : []),
    ...(atOnce > 0 ? [mails.atOnce(atOnce)] : []),
  ].join(' ');
}
