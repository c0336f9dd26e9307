import type { Locale } from '../platform/caller.js';
import { ErrorSummary, Submit, TextArea, type FormError } from '../platform/components/form.js';
import { Empty, Facts, NextLink, Note } from '../platform/components/parts.js';
import { paperWords, type Paper } from '../platform/components/paper.js';
import { Tag, type Tone } from '../platform/components/state.js';
import { When, type Instant } from '../platform/components/when.js';
import { LetterLinks } from '../letters/index.js';
import { page, type Frame } from '../platform/page.view.js';
import { en } from './words.en.js';
import { vi, type ReportWords } from './words.vi.js';

export const reportWords = (locale: Locale): ReportWords => (locale === 'vi' ? vi : en);
export type ReportState = keyof ReportWords['states'];
export type ReportFilter = keyof ReportWords['filters'];

/** One report as its receiver reads it. */
export interface ReportItem {
  id: string;
  state: ReportState;
  unitName: string;
  paper: Paper;
  /** Where the assignment or the directive's branch is; null where the reader may not open it. */
  href: string | null;
  submittedAt: Instant | null;
  dueAt: Instant | null;
  late: boolean;
  nil: boolean;
  text: string | null;
  figures: readonly { name: string; value: string }[];
  reviewNote: string | null;
  /** Whether it waits for a review that can be given. */
  reviewable: boolean;
  /** The reader is the one who accepts it or sends it back. */
  mayReview: boolean;
}

export interface ReportsProps {
  items: readonly ReportItem[];
  filter: ReportFilter;
  errors: readonly FormError[];
  nextHref: string | null;
}

const TONE: Record<ReportState, Tone> = { due: 'idle', submitted: 'wait', accepted: 'done', sentBack: 'back' };
const FILTERS: readonly ReportFilter[] = ['submitted', 'all', 'made'];

function Review({ report, words }: { report: ReportItem; words: ReportWords }): JSX.Element {
  return (
    <div class="review">
      <form method="post" action={`/reports/${report.id}/accept`} class="act">
        <Submit label={words.accept} icon="check" />
      </form>
      <details class="inline">
        <summary safe>{words.sendBack}</summary>
        <form method="post" action={`/reports/${report.id}/send-back`} class="act">
          <TextArea id={`note-${report.id}`} name="note" label={words.note} required />
          <Submit label={words.sendBack} icon="back" look="warning" />
        </form>
      </details>
    </div>
  );
}

function Report({ report, frame }: { report: ReportItem; frame: Frame }): JSX.Element {
  const { locale } = frame;
  const words = reportWords(locale);
  return (
    <article class="sheet" aria-labelledby={`report-${report.id}`}>
      <div class="heading-row">
        <h2 id={`report-${report.id}`} safe>
          {report.unitName}
        </h2>
        <span class="tags">
          {report.state === 'submitted' && !report.reviewable ? (
            <Tag tone="plain" text={words.lapsed} />
          ) : (
            <Tag tone={TONE[report.state]} text={words.states[report.state]} />
          )}
          {report.late ? <Tag tone="late" text={words.late} /> : null}
        </span>
      </div>
      <p>
        {report.href === null ? (
          <span safe>{report.paper.subject}</span>
        ) : (
          <a href={report.href} safe>
            {report.paper.subject}
          </a>
        )}
        <br />
        <span class="muted" safe>
          {paperWords(report.paper, locale)}
        </span>
      </p>
      <Facts
        rows={[
          [words.submittedAt, report.submittedAt === null ? null : <When at={report.submittedAt} locale={locale} />],
          [words.dueAt, report.dueAt === null ? null : <When at={report.dueAt} locale={locale} />],
          ...report.figures.map(({ name, value }) => [name, <b safe>{value}</b>] as const),
        ]}
      />
      <div class="paper-text" safe>
        {report.nil ? words.nil : (report.text ?? words.noText)}
      </div>
      {report.reviewNote ? <Note tone="plain" title={words.reviewNote} text={report.reviewNote} /> : null}
      <LetterLinks letter="report" href={`/reports/${report.id}/letter`} locale={locale} />
      <LetterLinks letter="reply" href={`/reports/${report.id}/letter`} query="?kind=CV" locale={locale} />
      {report.mayReview ? <Review report={report} words={words} /> : null}
    </article>
  );
}

/** `/reports`: reports sent to this unit, to accept or to send back. */
export function reportsPage(frame: Frame, props: ReportsProps): string {
  const words = reportWords(frame.locale);
  const content = (
    <>
      <ErrorSummary errors={props.errors} locale={frame.locale} />
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>
        {words.intro}
      </p>
      <nav class="tabs" aria-label={words.show}>
        <ul>
          {FILTERS.map((filter) => (
            <li>
              <a href={`/reports?show=${filter}`} aria-current={filter === props.filter ? 'true' : undefined} safe>
                {words.filters[filter]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {props.items.length === 0 ? (
        <Empty
          icon="reports"
          title={props.filter === 'submitted' ? words.empty : words.emptyAll}
          text={props.filter === 'submitted' ? words.emptyText : undefined}
        />
      ) : (
        props.items.map((report) => <Report report={report} frame={frame} />)
      )}
      <NextLink href={props.nextHref} locale={frame.locale} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'reports' });
}
