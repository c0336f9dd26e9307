import type { Locale } from '../../platform/caller.js';
import { composed, type Composed } from '../../platform/components/letter.js';
import { paperWords, type Paper } from '../../platform/components/paper.js';
import { instantWords } from '../../platform/components/when.js';
import { countWords } from '../../platform/components/words.js';
import { en } from './words.en.js';
import { vi, type RecallingWords } from './words.vi.js';

export const recallingWords = (locale: Locale): RecallingWords => (locale === 'vi' ? vi : en);

/** What is said beside a recall of the dispatches below that stand until their issuers agree; empty where there are none. */
export const standsBelow = (inForce: number, locale: Locale): string =>
  inForce === 0 ? '' : ` ${recallingWords(locale).below.done(countWords(inForce, locale))}`;

interface About {
  locale: Locale;
  paper: Paper;
  /** The unit written to. */
  unitName: string;
  link: string;
}

/** To a unit that has the paper: give it back, or say why not. */
export function recallNotice(
  notice: About & { recalledBy: string; at: Date; reason: string | null; answerBy: Date | null },
): Composed {
  const { locale, paper, reason, answerBy } = notice;
  const words = recallingWords(locale).ask;
  const name = paperWords(paper, locale);
  return composed({
    locale,
    subject: words.subject(name),
    to: notice.unitName,
    paragraphs: [words.text(notice.recalledBy, name, instantWords(notice.at, locale)), paper.subject],
    facts: [
      ...(reason === null ? [] : [[words.reason, reason] as const]),
      ...(answerBy === null ? [] : [[words.answerBy, instantWords(answerBy, locale)] as const]),
    ],
    link: { text: words.open, href: notice.link, note: null },
  });
}

/** To the sender: a unit gave the paper back, or declined. */
export function recallAnswerNotice(
  notice: About & { answeredBy: string; at: Date; agreed: boolean; refusal: string | null },
): Composed {
  const { locale, paper, agreed, refusal } = notice;
  const words = recallingWords(locale).answer;
  const name = paperWords(paper, locale);
  return composed({
    locale,
    subject: agreed ? words.agreedSubject(notice.answeredBy, name) : words.refusedSubject(notice.answeredBy, name),
    to: notice.unitName,
    paragraphs: [
      (agreed ? words.agreedText : words.refusedText)(notice.answeredBy, name, instantWords(notice.at, locale)),
      paper.subject,
    ],
    facts: agreed || refusal === null ? [] : [[words.reason, refusal]],
    link: { text: words.open, href: notice.link, note: null },
  });
}
