import type { Locale } from '../platform/caller.js';
import { composed, type Composed } from '../platform/components/letter.js';
import { paperWords, type Paper } from '../platform/components/paper.js';
import { instantWords, type Instant } from '../platform/components/when.js';
import { countWords } from '../platform/components/words.js';
import { waitingList } from './waiting-list.view.js';
import { en } from './words.en.js';
import { vi, type ChasingWords } from './words.vi.js';

const wordsIn = (locale: Locale): ChasingWords => (locale === 'vi' ? vi : en);

export interface SilentRelay {
  locale: Locale;
  /** The unit written to. */
  unitName: string;
  paper: Paper;
  acknowledgedAt: Instant | null;
  /** How long it had to pass the paper on; null where the policy no longer says. */
  workingDays: number | null;
  /** Units below that have not got the paper because of it. */
  waiting: number;
  /** Their names, in the order in which they are listed; without them only their number is told. */
  waitingNames?: readonly string[];
  link: string;
}

function factsOf({ locale, acknowledgedAt, workingDays, waiting }: SilentRelay): (readonly [string, string])[] {
  const words = wordsIn(locale).silent;
  return [
    ...(acknowledgedAt === null ? [] : ([[words.acknowledgedAt, instantWords(acknowledgedAt, locale)]] as const)),
    ...(workingDays === null ? [] : ([[words.term, words.days(workingDays)]] as const)),
    [words.waiting, countWords(waiting, locale)],
  ];
}

/** To a unit that registered a paper and passed it on to none of those that wait for it. */
export function silentRelayReminder(notice: SilentRelay): Composed {
  const { locale, paper } = notice;
  const words = wordsIn(locale);
  const name = paperWords(paper, locale);
  return composed({
    locale,
    subject: words.silent.remindSubject(name, countWords(notice.waiting, locale)),
    to: notice.unitName,
    paragraphs: [
      words.silent.remindText(name, countWords(notice.waiting, locale)),
      words.subject(paper.subject),
      words.silent.next,
    ],
    facts: factsOf(notice),
    list: waitingList(notice.waitingNames ?? [], notice.waiting, locale),
    link: { text: words.silent.open, href: notice.link, note: null },
  });
}

/** To the superior of such a unit, once the reminder brought nothing. */
export function silentRelayEscalation(notice: SilentRelay & { silentUnitName: string }): Composed {
  const { locale, paper, silentUnitName } = notice;
  const words = wordsIn(locale);
  const name = paperWords(paper, locale);
  return composed({
    locale,
    subject: words.silent.escalateSubject(silentUnitName, name),
    to: notice.unitName,
    paragraphs: [
      words.silent.escalateText(silentUnitName, name, countWords(notice.waiting, locale)),
      words.subject(paper.subject),
      words.silent.urge,
    ],
    facts: factsOf(notice),
    list: waitingList(notice.waitingNames ?? [], notice.waiting, locale),
    link: { text: words.escalate.open, href: notice.link, note: null },
  });
}
