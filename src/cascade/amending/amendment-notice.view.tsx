import type { Changes } from '../../directives/index.js';
import type { Locale } from '../../platform/caller.js';
import { composed, type Composed, type LetterCode } from '../../platform/components/letter.js';
import { paperWords, type Paper } from '../../platform/components/paper.js';
import { instantWords, type Instant } from '../../platform/components/when.js';
import { amendingWords, changeLines } from './changes.view.js';

/** Changes that a mail spells out; the rest is on the page. */
const SHOWN = 12;

export interface AmendmentNotice {
  locale: Locale;
  unitName: string;
  paper: Paper;
  changes: Changes;
  reason: string | null;
  receiptDueAt: Instant | null;
  /** It let that term go by before the paper was amended. */
  isLate: boolean;
  link: string;
  /** What the link does and until when. */
  linkNote: string;
  /** What stands for the link on the telephone. */
  code?: LetterCode | null;
  /** The address at which an answer acknowledges as well; without it nobody reads answers. */
  replyTo?: string | null;
  about: string;
}

/** To a unit: which of its own tasks an amendment changed, with the link that acknowledges again. */
export function amendmentNotice(notice: AmendmentNotice): Composed {
  const { locale, paper, changes } = notice;
  const words = amendingWords(locale);
  const lines = changeLines(changes, locale);
  const due = (at: Instant | null): string => (at === null ? words.changes.noDeadline : instantWords(at, locale));
  const { deadline } = changes;
  const isBack = lines.length === 0 && deadline === null;
  return composed({
    locale,
    subject: words.mail.subject(notice.about),
    to: notice.unitName,
    paragraphs: [
      (isBack ? words.mail.back : words.mail.text)(paper.issuer, paperWords(paper, locale)),
      ...(notice.reason === null ? [] : [words.mail.reason(notice.reason)]),
    ],
    facts: [
      ...(notice.receiptDueAt === null
        ? []
        : ([[notice.isLate ? words.mail.receiptMissed : words.mail.receiptDue, due(notice.receiptDueAt)]] as const)),
      ...(deadline === null
        ? []
        : ([[words.mail.workDue, words.mail.from(due(deadline.before), due(deadline.after))]] as const)),
    ],
    list:
      lines.length === 0
        ? null
        : {
            title: words.mail.title,
            lines: [...lines.slice(0, SHOWN), ...(lines.length > SHOWN ? [`… (+${lines.length - SHOWN})`] : [])],
          },
    link: { text: words.mail.acknowledge, href: notice.link, note: notice.linkNote, code: notice.code ?? null },
    replyTo: notice.replyTo ?? null,
  });
}
