import type { Locale } from '../platform/caller.js';
import { composed, type Composed } from '../platform/components/letter.js';
import { dateWords } from '../platform/components/when.js';
import { countWords } from '../platform/components/words.js';
import type { IsoDate } from '../platform/vn-time.js';
import { en } from './words.en.js';
import { vi, type ReorganisationWords } from './words.vi.js';

const wordsIn = (locale: Locale): ReorganisationWords => (locale === 'vi' ? vi : en);

export interface TakenOver {
  locale: Locale;
  /** The unit written to. */
  unitName: string;
  title: string;
  legalBasis: string;
  effectiveOn: IsoDate;
  /** How many duties it took over. */
  duties: number;
  /** Those of them that joined a duty which the unit had already. */
  joined: number;
  link: string;
}

/** To a unit that took duties over: one mail for all of them. */
export function takenOverNotice(notice: TakenOver): Composed {
  const { locale, duties, joined } = notice;
  const words = wordsIn(locale).notice;
  const count = countWords(duties, locale);
  return composed({
    locale,
    subject: words.subject(count),
    to: notice.unitName,
    paragraphs: [
      words.text(count, notice.title),
      ...(joined > 0 ? [words.joined(countWords(joined, locale))] : []),
      ...(joined < duties ? [words.what] : []),
    ],
    facts: [
      [words.effectiveOn, dateWords(notice.effectiveOn, locale)],
      [words.legalBasis, notice.legalBasis],
    ],
    link: { text: words.open, href: notice.link, note: null },
  });
}
