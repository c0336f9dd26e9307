import type { Locale } from '../../platform/caller.js';
import { composed, type Composed, type LetterCode } from '../../platform/components/letter.js';
import { paperWords, type Paper } from '../../platform/components/paper.js';
import { instantWords, type Instant } from '../../platform/components/when.js';
import { cascadeWords } from '../words.rules.js';
import { en } from './words.en.js';
import { vi, type ExpiringWords } from './words.vi.js';

export interface ExpiryNotice {
  locale: Locale;
  unitName: string;
  paper: Paper;
  /** The acknowledgement that has expired. */
  acknowledgedAt: Instant | null;
  arrivalNumber: number | null;
  /** In which something should have followed it. */
  workingDays: number | null;
  /** By when it is to be given again. */
  receiptDueAt: Instant | null;
  workDueAt: Instant | null;
  link: string;
  linkExpiresAt: Instant;
  /** What stands for the link on the telephone. */
  code?: LetterCode | null;
  /** The address at which an answer acknowledges as well; without it nobody reads answers. */
  replyTo?: string | null;
}

/** To a unit that registered a paper and did nothing more: its acknowledgement has expired. */
export function expiryNotice(notice: ExpiryNotice): Composed {
  const { locale, paper, arrivalNumber } = notice;
  const [words, shared]: [ExpiringWords, ReturnType<typeof cascadeWords>] = [
    locale === 'vi' ? vi : en,
    cascadeWords(locale),
  ];
  const name = paperWords(paper, locale);
  const due = (label: string, at: Instant | null): (readonly [string, string])[] =>
    at === null ? [] : [[label, instantWords(at, locale)]];
  return composed({
    locale,
    subject: words.subject(name),
    to: notice.unitName,
    paragraphs: [words.text(name, notice.workingDays), shared.subject(paper.subject), words.again],
    facts: [
      ...due(words.acknowledgedAt, notice.acknowledgedAt),
      ...(arrivalNumber === null ? [] : ([[words.arrivalNumber, String(arrivalNumber)]] as const)),
      ...due(shared.dues.receipt, notice.receiptDueAt),
      ...due(shared.dues.work, notice.workDueAt),
    ],
    link: {
      text: words.open,
      href: notice.link,
      note: shared.linkNote(instantWords(notice.linkExpiresAt, locale)),
      code: notice.code ?? null,
    },
    replyTo: notice.replyTo ?? null,
  });
}
