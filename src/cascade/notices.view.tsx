import type { Locale } from '../platform/caller.js';
import { composed, type Composed, type LetterCode } from '../platform/components/letter.js';
import { paperWords, type Paper, type PaperTask } from '../platform/components/paper.js';
import type { AddresseeRole } from '../platform/components/state.js';
import { dueWords, instantWords, type Instant } from '../platform/components/when.js';
import { countWords, frameWords, wordsOf } from '../platform/components/words.js';
import { en } from './words.en.js';
import { vi, type CascadeWords } from './words.vi.js';

const wordsIn = (locale: Locale): CascadeWords => (locale === 'vi' ? vi : en);
const SHOWN_TASKS = 8;

/** Which of the deadlines may still move, because the days off of their year are not announced. */
export interface Provisional {
  receipt: boolean;
  work: boolean;
}

interface About {
  locale: Locale;
  /** The unit written to. */
  unitName: string;
  paper: Paper;
  link: string;
}

export interface IssueNotice extends About {
  role: AddresseeRole;
  /** The superior that passed it on; null where the issuer sent it directly. */
  relayedBy: string | null;
  receiptDueAt: Instant | null;
  workDueAt: Instant | null;
  /** Deadlines in a year whose days off are not announced. */
  provisional?: Provisional;
  tasks: readonly PaperTask[];
  /** Until when the link acknowledges. */
  linkExpiresAt: Instant;
  /** What stands for the link on the telephone. */
  code?: LetterCode | null;
  /** The address at which an answer acknowledges as well; without it nobody reads answers. */
  replyTo?: string | null;
}

const tasksOf = (tasks: readonly PaperTask[], words: CascadeWords, locale: Locale): string[] => [
  ...tasks.slice(0, SHOWN_TASKS).map((task) => (task.label === '-' ? `- ${task.text}` : `${task.label}. ${task.text}`)),
  ...(tasks.length > SHOWN_TASKS ? [words.more(countWords(tasks.length - SHOWN_TASKS, locale))] : []),
];

/** The subject of a mail to a mailbox that several units share. */
export const forUnit = (subject: string, unit: string, locale: Locale): string =>
  wordsIn(locale).forUnit(subject, unit);

/** A new directive for a unit, with the link that acknowledges it. */
export function issueNotice(notice: IssueNotice): Composed {
  const { locale, paper } = notice;
  const words = wordsIn(locale);
  const about = words.about(paperWords(paper, locale), paper.subject);
  const due = (of: keyof Provisional, at: Instant | null): (readonly [string, string])[] =>
    at === null ? [] : [[words.dues[of], dueWords(at, locale, notice.provisional?.[of])]];
  const lines = notice.role === 'action' ? tasksOf(notice.tasks, words, locale) : [];
  return composed({
    locale,
    subject: paper.urgency ? words.issue.urgent(paper.urgency, about) : words.issue.subject(about),
    to: notice.unitName,
    paragraphs: [
      words.issue.text(paper.issuer, paperWords(paper, locale)),
      words.subject(paper.subject),
      ...(notice.relayedBy === null ? [] : [words.relay.text(notice.relayedBy)]),
    ],
    facts: [
      [words.dues.role, frameWords(locale).role[notice.role]],
      ...due('receipt', notice.receiptDueAt),
      ...(notice.role === 'action' ? due('work', notice.workDueAt) : []),
    ],
    list: lines.length > 0 ? { title: words.tasks, lines } : null,
    link: {
      text: words.issue.acknowledge,
      href: notice.link,
      note: words.linkNote(instantWords(notice.linkExpiresAt, locale)),
      code: notice.code ?? null,
    },
    replyTo: notice.replyTo ?? null,
  });
}

export interface ReturnNotice extends About {
  returnedBy: string;
  returnedAt: Instant;
  reason: string;
  note: string | null;
}

/** To the sender: a unit returned the paper, and why. */
export function returnNotice(notice: ReturnNotice): Composed {
  const { locale, paper } = notice;
  const words = wordsIn(locale).return;
  return composed({
    locale,
    subject: words.subject(notice.returnedBy, paperWords(paper, locale)),
    to: notice.unitName,
    paragraphs: [
      words.text(notice.returnedBy, paperWords(paper, locale), instantWords(notice.returnedAt, locale)),
      wordsIn(locale).subject(paper.subject),
    ],
    facts: [
      [words.reason, wordsOf(words.reasons, notice.reason)],
      ...(notice.note ? ([[words.note, notice.note]] as const) : []),
    ],
    link: { text: words.open, href: notice.link, note: null },
  });
}

export interface ReportNotice extends About {
  reportedBy: string;
  reportedAt: Instant;
  late: boolean;
  nil: boolean;
}

/** To the superior: a report is there to review. */
export function reportNotice(notice: ReportNotice): Composed {
  const { locale, paper } = notice;
  const words = wordsIn(locale).report;
  return composed({
    locale,
    subject: words.subject(notice.reportedBy, paperWords(paper, locale)),
    to: notice.unitName,
    paragraphs: [
      words.text(notice.reportedBy, paperWords(paper, locale), instantWords(notice.reportedAt, locale)),
      wordsIn(locale).subject(paper.subject),
      ...(notice.late ? [words.late] : []),
      ...(notice.nil ? [words.nil] : []),
    ],
    facts: [],
    link: { text: words.open, href: notice.link, note: null },
  });
}

export interface ReviewNotice extends About {
  reviewedBy: string;
  accepted: boolean;
  note: string | null;
  /** The deadline of the work, where it is still open. */
  workDueAt: Instant | null;
  provisional?: Provisional;
}

/** To the unit: its report was accepted, or is to be done again. */
export function reviewNotice(notice: ReviewNotice): Composed {
  const { locale, paper, accepted } = notice;
  const words = wordsIn(locale);
  const name = paperWords(paper, locale);
  return composed({
    locale,
    subject: accepted ? words.review.acceptedSubject(name) : words.review.sentBackSubject(name),
    to: notice.unitName,
    paragraphs: [
      accepted
        ? words.review.acceptedText(notice.reviewedBy, name)
        : words.review.sentBackText(notice.reviewedBy, name),
      words.subject(paper.subject),
    ],
    facts: [
      ...(notice.note ? ([[words.review.note, notice.note]] as const) : []),
      ...(accepted || notice.workDueAt === null
        ? []
        : ([[words.dues.work, dueWords(notice.workDueAt, locale, notice.provisional?.work)]] as const)),
    ],
    link: { text: words.review.open, href: notice.link, note: null },
  });
}
