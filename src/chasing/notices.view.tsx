import type { Locale } from '../platform/caller.js';
import { composed, type Composed, type LetterCode } from '../platform/components/letter.js';
import { paperWords, type Paper } from '../platform/components/paper.js';
import { dueHint, instantWords, type Instant } from '../platform/components/when.js';
import { countWords } from '../platform/components/words.js';
import { waitingList } from './waiting-list.view.js';
import { en } from './words.en.js';
import { vi, type ChasingWords } from './words.vi.js';

const wordsIn = (locale: Locale): ChasingWords => (locale === 'vi' ? vi : en);

export type ChasedStage = 'receipt' | 'work';

interface Chased {
  locale: Locale;
  /** The unit written to. */
  unitName: string;
  paper: Paper;
  stage: ChasedStage;
  dueAt: Instant;
  /** The business instant at which the mail is composed. */
  now: Instant;
  link: string;
}

const factsOf = (chased: Chased, words: ChasingWords): (readonly [string, string])[] => {
  const hint = dueHint(chased.dueAt, chased.now, chased.locale).text;
  return [[words.due[chased.stage], `${instantWords(chased.dueAt, chased.locale)} (${hint})`]];
};

export interface ReminderNotice extends Chased {
  /** 1 for the first reminder of this stage. */
  ordinal: number;
  /** Reminders that are still to come before the superior is told. */
  remindersLeft: number;
  /** Until when the link acknowledges; null where it only opens the duty. */
  linkExpiresAt: Instant | null;
  /** What stands for the link on the telephone. */
  code?: LetterCode | null;
  /** The address at which an answer acknowledges as well; without it nobody reads answers. */
  replyTo?: string | null;
  /** Units below that have not got the paper because of it, and the names of them that are listed. */
  waiting?: { count: number; names: readonly string[] };
}

/** To a unit that has not acknowledged, or not reported, in time. */
export function reminderNotice(notice: ReminderNotice): Composed {
  const { locale, paper, stage } = notice;
  const words = wordsIn(locale);
  const { remind } = words;
  return composed({
    locale,
    subject: remind.subject(String(notice.ordinal), remind.stage[stage], paperWords(paper, locale)),
    to: notice.unitName,
    paragraphs: [
      remind.text[stage](paperWords(paper, locale)),
      words.subject(paper.subject),
      ...(notice.waiting ? [words.waiting.held(countWords(notice.waiting.count, locale))] : []),
      notice.remindersLeft > 0 ? remind.left(notice.remindersLeft) : remind.last,
      remind.alreadyDone,
    ],
    facts: factsOf(notice, words),
    list: notice.waiting ? waitingList(notice.waiting.names, notice.waiting.count, locale) : null,
    link: {
      text: remind.open[stage],
      href: notice.link,
      note: notice.linkExpiresAt === null ? null : remind.linkNote(instantWords(notice.linkExpiresAt, locale)),
      code: notice.code ?? null,
    },
    replyTo: notice.replyTo ?? null,
  });
}

export interface EscalationNotice extends Chased {
  /** The unit that is late; the mail goes to its superior. */
  lateUnitName: string;
  reminders: number;
  /** Units below the late one that have not got the directive because of it. */
  waiting: number;
}

/** To the superior of a unit that did not answer its reminders. */
export function escalationNotice(notice: EscalationNotice): Composed {
  const { locale, paper, stage } = notice;
  const words = wordsIn(locale);
  const { escalate } = words;
  return composed({
    locale,
    subject: escalate.subject[stage](notice.lateUnitName, paperWords(paper, locale)),
    to: notice.unitName,
    paragraphs: [
      escalate.text[stage](notice.lateUnitName, paperWords(paper, locale)),
      words.subject(paper.subject),
      escalate.reminded(countWords(notice.reminders, locale)),
    ],
    facts: [
      ...factsOf(notice, words),
      ...(notice.waiting > 0 ? ([[escalate.waiting, countWords(notice.waiting, locale)]] as const) : []),
    ],
    link: { text: escalate.open, href: notice.link, note: null },
  });
}
