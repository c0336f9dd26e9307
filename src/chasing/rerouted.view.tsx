import type { Locale } from '../platform/caller.js';
import { composed, type Composed } from '../platform/components/letter.js';
import { paperWords, type Paper } from '../platform/components/paper.js';
import { en } from './words.en.js';
import { vi, type ChasingWords } from './words.vi.js';

export interface ReroutedNotice {
  locale: Locale;
  /** The superior that is written to. */
  unitName: string;
  /** The unit whose address is dead. */
  silentUnitName: string;
  paper: Paper;
  stage: 'receipt' | 'relay' | 'work';
  link: string;
}

/** To the superior: a reminder cannot reach its unit, whose mail address is dead. */
export function reroutedNotice(notice: ReroutedNotice): Composed {
  const { locale, paper, silentUnitName, stage } = notice;
  const words: ChasingWords = locale === 'vi' ? vi : en;
  const { rerouted } = words;
  const name = paperWords(paper, locale);
  return composed({
    locale,
    subject: rerouted.subject(silentUnitName, name),
    to: notice.unitName,
    paragraphs: [rerouted.text[stage](silentUnitName, name), words.subject(paper.subject), rerouted.ask],
    facts: [],
    link: { text: rerouted.open, href: notice.link, note: null },
  });
}
