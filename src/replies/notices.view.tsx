import type { Locale } from '../platform/caller.js';
import { composed, type Composed } from '../platform/components/letter.js';
import { instantWords, type Instant } from '../platform/components/when.js';
import { repliesWords } from './words.rules.js';

export interface DeadNotice {
  locale: Locale;
  /** The superior that is written to. */
  toUnitName: string;
  unitName: string;
  address: string;
  since: Instant;
  status: string | null;
  link: string;
}

/** To the superior: mail to a unit comes back, and nothing more is sent there. */
export function deadNotice({ locale, toUnitName, unitName, address, since, status, link }: DeadNotice): Composed {
  const words = repliesWords(locale).mail;
  return composed({
    locale,
    subject: words.deadSubject(unitName),
    to: toUnitName,
    paragraphs: [words.deadText(unitName, address), words.deadAsk],
    facts: [[words.since, instantWords(since, locale)], ...(status === null ? [] : ([[words.code, status]] as const))],
    link: { text: words.open, href: link, note: null },
  });
}
