import type { Locale } from '../../../platform/caller.js';
import { composed, type Composed } from '../../../platform/components/letter.js';
import type { LetterSection } from '../../../platform/components/letter-sections.js';
import { paperWords } from '../../../platform/components/paper.js';
import { dateWords, dueHint, instantWords } from '../../../platform/components/when.js';
import { countWords } from '../../../platform/components/words.js';
import type { IsoDate } from '../../../platform/vn-time.js';
import { PARTS, type Part, type SummaryLine } from './summary.rules.js';
import { en } from './words.en.js';
import { vi, type SummaryWords } from './words.vi.js';

export interface Summary {
  locale: Locale;
  on: IsoDate;
  unitName: string;
  lines: readonly SummaryLine[];
  /** A page of the product. */
  page: (path: string) => string;
  now: Date;
}

const ABOUT_OTHERS: ReadonlySet<Part> = new Set(['below', 'toAnswer']);

function sectionsOf({ locale, lines, page, now }: Summary): LetterSection[] {
  const words: SummaryWords = locale === 'vi' ? vi : en;
  return PARTS.flatMap((part) => {
    const of = lines.filter((line) => line.part === part);
    const [first] = of;
    if (!first) return [];
    const items = of.map((line) => ({
      title: `${paperWords(line.paper, locale)}: ${line.paper.subject}`,
      lines: [
        ...(ABOUT_OTHERS.has(part) ? [words.unit(line.unitName)] : []),
        ...(line.dueAt
          ? [`${words.due}: ${instantWords(line.dueAt, locale)} (${dueHint(line.dueAt, now, locale).text})`]
          : []),
      ],
      link: { text: words.open, href: page(`/assignments/${line.assignmentId}`) },
    }));
    const title = words.parts[part](countWords(first.total, locale));
    return [{ title: first.total > of.length ? words.first(title, countWords(of.length, locale)) : title, items }];
  });
}

/** To a leader at the beginning of the week: what falls due, what is late, who holds up, what waits for an answer. */
export function weekSummary(summary: Summary): Composed {
  const { locale, on, unitName } = summary;
  const words: SummaryWords = locale === 'vi' ? vi : en;
  return composed({
    locale,
    subject: words.subject(unitName, dateWords(on, locale)),
    to: words.to(unitName),
    paragraphs: [words.opening(dateWords(on, locale)), words.refuse],
    facts: [],
    sections: sectionsOf(summary),
    link: { text: words.all, href: summary.page('/assignments'), note: null },
  });
}
