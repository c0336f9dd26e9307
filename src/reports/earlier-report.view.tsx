import type { Locale } from '../platform/caller.js';
import { Note } from '../platform/components/parts.js';
import { instantWords, type Instant } from '../platform/components/when.js';
import { reportWords } from './reports.view.js';

/** On the page of a duty: what became of a report that nobody can review any more, and what to do. */
export function EarlierReport(props: { submittedAt: Instant; ended: boolean; locale: Locale }): JSX.Element {
  const words = reportWords(props.locale).earlier;
  const title = words.title(instantWords(props.submittedAt, props.locale));
  return (
    <Note tone={props.ended ? 'plain' : 'warning'} title={title} text={props.ended ? words.ended : words.amended} />
  );
}
