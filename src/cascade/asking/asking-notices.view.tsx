import type { Locale } from '../../platform/caller.js';
import { composed, type Composed } from '../../platform/components/letter.js';
import { paperWords, type Paper } from '../../platform/components/paper.js';
import { dateWords, instantWords, type Instant } from '../../platform/components/when.js';
import type { IsoDate } from '../../platform/vn-time.js';
import { en } from './words.en.js';
import { vi, type AskingNoticeWords } from './words.vi.js';

const wordsIn = (locale: Locale): AskingNoticeWords => (locale === 'vi' ? vi : en);

interface About {
  locale: Locale;
  /** The unit written to, and the other side. */
  unitName: string;
  by: string;
  paper: Paper;
  link: string;
}

type Lines = readonly (readonly [string, string])[];
const due = (name: string, at: Instant | null, locale: Locale): Lines =>
  at === null ? [] : [[name, instantWords(at, locale)]];

export interface QuestionNotice extends About {
  question: string;
  askedAt: Instant;
  answerDueAt: Instant;
}

/** To whoever sent the paper: a unit asks, and waits. */
export function questionNotice({ locale, paper, ...notice }: QuestionNotice): Composed {
  const words = wordsIn(locale);
  const name = paperWords(paper, locale);
  return composed({
    locale,
    subject: words.question.subject(notice.by, name),
    to: notice.unitName,
    paragraphs: [
      words.question.text(notice.by, name, instantWords(notice.askedAt, locale)),
      words.subject(paper.subject),
      words.question.clock,
    ],
    facts: [[words.question.label, notice.question], ...due(words.question.due, notice.answerDueAt, locale)],
    link: { text: words.question.open, href: notice.link, note: null },
  });
}

export interface AnswerNotice extends About {
  question: string;
  answer: string;
  workDueAt: Instant | null;
}

/** To the unit that asked: the answer, and its deadline as it is now. */
export function answerNotice({ locale, paper, ...notice }: AnswerNotice): Composed {
  const words = wordsIn(locale);
  const name = paperWords(paper, locale);
  return composed({
    locale,
    subject: words.answer.subject(name),
    to: notice.unitName,
    paragraphs: [words.answer.text(notice.by, name), words.subject(paper.subject), words.answer.clock],
    facts: [
      [words.answer.question, notice.question],
      [words.answer.answer, notice.answer],
      ...due(words.answer.workDue, notice.workDueAt, locale),
    ],
    link: { text: words.answer.open, href: notice.link, note: null },
  });
}

export interface ExtensionAskedNotice extends About {
  askedAt: Instant;
  dueOn: IsoDate;
  workDueAt: Instant | null;
  reason: string;
}

/** To whoever sent the paper: a unit asks for more time. */
export function extensionAskedNotice({ locale, paper, ...notice }: ExtensionAskedNotice): Composed {
  const words = wordsIn(locale);
  const name = paperWords(paper, locale);
  return composed({
    locale,
    subject: words.asked.subject(notice.by, name),
    to: notice.unitName,
    paragraphs: [
      words.asked.text(notice.by, name, instantWords(notice.askedAt, locale)),
      words.subject(paper.subject),
      words.asked.clock,
    ],
    facts: [
      [words.asked.until, dateWords(notice.dueOn, locale)],
      ...due(words.asked.workDue, notice.workDueAt, locale),
      [words.asked.reason, notice.reason],
    ],
    link: { text: words.asked.open, href: notice.link, note: null },
  });
}

export interface ExtensionNotice extends About {
  granted: boolean;
  dueOn: IsoDate;
  workDueAt: Instant | null;
  refusal: string | null;
}

/** To the unit: it has more time, or has not. */
export function extensionNotice({ locale, paper, granted, ...notice }: ExtensionNotice): Composed {
  const words = wordsIn(locale);
  const { extension } = words;
  const name = paperWords(paper, locale);
  const decided: Lines = granted
    ? [[extension.until, dateWords(notice.dueOn, locale)]]
    : notice.refusal === null
      ? []
      : [[extension.refusal, notice.refusal]];
  return composed({
    locale,
    subject: granted ? extension.grantedSubject(name) : extension.refusedSubject(name),
    to: notice.unitName,
    paragraphs: [
      granted ? extension.grantedText(notice.by, name) : extension.refusedText(notice.by, name),
      words.subject(paper.subject),
    ],
    facts: [...decided, ...due(extension.workDue, notice.workDueAt, locale)],
    link: { text: extension.open, href: notice.link, note: null },
  });
}
