import { e } from '@kitajs/html';
import type { Locale } from '../caller.js';
import type { IsoDate } from '../vn-time.js';
import { dateWords, headingDateWords } from './when.js';
import { frameWords, wordsOf } from './words.js';

/** What identifies a paper: the heading by Decree 30/2020. Whatever it does not say is null. */
export interface Paper {
  kind: string;
  number: number | null;
  symbol: string | null;
  /** What it is worked on under while it has no number. */
  provisional?: string | null;
  issuer: string;
  place?: string | null;
  datedOn: IsoDate | null;
  subject: string;
  urgency?: 'KHẨN' | 'THƯỢNG KHẨN' | 'HỎA TỐC' | null;
}

/** `Số: 05/STTTT-TTBCXB`; a number below 10 keeps its leading zero. */
export function numberWords(paper: Pick<Paper, 'number' | 'symbol' | 'provisional'>, locale: Locale): string {
  const words = frameWords(locale).paper;
  if (paper.number === null && paper.provisional) return `${words.provisional} ${paper.provisional}`;
  if (paper.number === null && !paper.symbol) return words.noNumber;
  const number = paper.number === null ? '…' : String(paper.number).padStart(2, '0');
  return `${words.number} ${number}${paper.symbol ? `/${paper.symbol}` : ''}`;
}

/** One line that names a paper: `Công văn 374/STTTT-TTBCXB ngày 26/3/2024`. */
export function paperWords(
  paper: Pick<Paper, 'kind' | 'number' | 'symbol' | 'provisional' | 'datedOn'>,
  locale: Locale,
): string {
  const words = frameWords(locale);
  const kind = wordsOf(words.kinds, paper.kind);
  if (paper.number === null && paper.provisional) return `${kind} ${paper.provisional}`;
  const name =
    paper.number === null && !paper.symbol ? kind : `${kind} ${numberWords(paper, locale).replace(/^\S+ /, '')}`;
  if (paper.datedOn === null) return name;
  return `${name} ${locale === 'vi' ? 'ngày' : 'of'} ${dateWords(paper.datedOn, locale)}`;
}

/** The stamp of urgency, in the decree's red box. */
export const Urgency = ({ urgency }: { urgency: Paper['urgency'] }): JSX.Element =>
  urgency ? <span class="stamp">{urgency}</span> : <></>;

/** The head of a page about one paper, laid out as the paper itself. */
export function PaperHeading({ paper, locale }: { paper: Paper; locale: Locale }): JSX.Element {
  const words = frameWords(locale);
  const date =
    paper.datedOn === null
      ? words.paper.noDate
      : locale === 'vi'
        ? headingDateWords(paper.datedOn)
        : dateWords(paper.datedOn, 'en');
  return (
    <header class="paper">
      <div class="paper-row">
        <p>
          <b safe>{paper.issuer}</b>
          <span safe>{numberWords(paper, locale)}</span>
          {paper.number !== null && paper.provisional ? (
            <small safe>{`${words.paper.provisionalBefore} ${paper.provisional}`}</small>
          ) : null}
        </p>
        <p class="paper-date">
          <Urgency urgency={paper.urgency} />
          <span safe>{[paper.place, date].filter(Boolean).join(', ')}</span>
        </p>
      </div>
      <h1>
        <small safe>{wordsOf(words.kinds, paper.kind)}</small>
        {e` ${paper.subject || words.paper.unread}`}
      </h1>
    </header>
  );
}

export interface PaperTask {
  n: number;
  label: string;
  text: string;
  /** What else is said of it. */
  note?: string | null;
}

/** The numbered points of a paper. */
export function Tasks({ tasks, locale }: { tasks: readonly PaperTask[]; locale: Locale }): JSX.Element {
  const words = frameWords(locale).paper;
  if (tasks.length === 0) return <p class="muted">{e`${words.noTasks}`}</p>;
  return (
    <ol class="tasks">
      {tasks.map((task) => (
        <li>
          <b class="task-label" safe>
            {task.label}
          </b>
          <div class="task-body">
            <span safe>{task.text}</span>
            {task.note ? (
              <p class="muted" safe>
                {task.note}
              </p>
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
