import type { Locale } from '../platform/caller.js';
import {
  ErrorSummary,
  Hidden,
  Select,
  Submit,
  TextArea,
  type FormError,
  type Option,
} from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Crumbs, Note, TableHead } from '../platform/components/parts.js';
import { countWords, wordsOf } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import { dispatchWords } from './dispatches.view.js';

export interface UploadProps {
  /** What was pasted before, after an error. */
  text: string;
  /** Encodings to choose from, in words. */
  encodings: readonly Option[];
  waiting: number;
  /** The duty whose paper it is to carry on. */
  below?: string | undefined;
  errors: readonly FormError[];
}

const ACCEPTED = '.txt,.md,.docx,.doc,.pdf,.xlsx,.xls,.eml,.zip';

/** The way to a page of intake. */
export const crumbsTo = (frame: Frame, ...titles: readonly [title: string, href?: string][]): JSX.Element => {
  const words = dispatchWords(frame.locale);
  return (
    <Crumbs
      label={words.crumbs}
      crumbs={[
        { href: '/directives', text: words.directives },
        ...titles.map(([text, href]) => ({ href: href ?? null, text })),
      ]}
    />
  );
};

function Files({ error, locale }: { error: string | undefined; locale: Locale }): JSX.Element {
  const words = dispatchWords(locale).intake;
  return (
    <div class="field">
      <label for="f-file" safe>
        {words.file}
      </label>
      <p class="field-hint" id="f-file-hint" safe>
        {words.fileHint}
      </p>
      {error ? (
        <p class="field-error">
          <Icon name="warning" /> <span safe>{error}</span>
        </p>
      ) : null}
      <input type="file" id="f-file" name="file" multiple accept={ACCEPTED} aria-describedby="f-file-hint" />
    </div>
  );
}

/** The query that carries a duty along, from page to page. */
export const belowQuery = (below: string | undefined): string =>
  below === undefined ? '' : `?${new URLSearchParams({ below }).toString()}`;

/** `/dispatches/new`: papers as files or as text (multipart, fields `file`, `text`, `encoding`). */
export function uploadPage(frame: Frame, props: UploadProps): string {
  const words = dispatchWords(frame.locale);
  const { intake } = words;
  const error = (field: string): string | undefined => props.errors.find((e) => e.field === field)?.text;
  const content = (
    <>
      {crumbsTo(frame, [words.title])}
      <ErrorSummary errors={props.errors} locale={frame.locale} />
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>
        {words.intro}
      </p>
      {props.waiting > 0 ? (
        <p>
          <a class="button button-secondary" href={`/dispatches${belowQuery(props.below)}`}>
            <Icon name="hourglass" />
            <span safe>{intake.allWaiting(countWords(props.waiting, frame.locale))}</span>
          </a>
        </p>
      ) : null}
      {props.below === undefined ? null : <Note tone="plain" text={intake.below} />}
      <form method="post" action="/dispatches/new" enctype="multipart/form-data" class="sheet">
        {props.below === undefined ? null : <Hidden name="below" value={props.below} />}
        <Files error={error('file')} locale={frame.locale} />
        <p class="or">
          <span safe>{words.or}</span>
        </p>
        <TextArea
          name="text"
          label={words.text}
          hint={words.textHint}
          rows={10}
          value={props.text}
          error={error('text')}
        />
        <details>
          <summary safe>{intake.encoding}</summary>
          <Select
            name="encoding"
            label={intake.encoding}
            value=""
            options={[{ value: '', label: intake.encodingAuto }, ...props.encodings]}
          />
        </details>
        <Submit label={words.read} icon="paper" />
      </form>
      <p>
        <a href={`/directives/by-hand${belowQuery(props.below)}`} safe>
          {intake.byHand}
        </a>
      </p>
      <Note tone="warning" text={words.secret} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'directives', width: 'narrow' });
}

/** How many points of a reading are doubted, in words. */
export const doubtsWords = (queries: number, locale: Locale): string => {
  const words = dispatchWords(locale).intake;
  return queries === 0 ? words.noDoubts : words.doubts(countWords(queries, locale));
};

export interface BatchLine {
  origin: string | null;
  /** What to do about a file that was refused; null where it was read. */
  refusal: string | null;
  dispatchId: string | null;
  kind: string | null;
  subject: string | null;
  queries: number;
}

export interface BatchProps {
  id: string;
  total: number;
  done: number;
  state: 'reading' | 'finished' | 'cancelled' | 'interrupted';
  items: readonly BatchLine[];
}

function BatchRow({ item, locale }: { item: BatchLine; locale: Locale }): JSX.Element {
  const words = dispatchWords(locale).intake;
  const what = item.subject ?? (item.kind === '' ? words.notOfficial : words.unread);
  return (
    <tr>
      <td safe>{item.origin ?? words.nameless}</td>
      <td>
        {item.dispatchId === null ? (
          <span class="refused">
            <Icon name="refuse" /> <span safe>{item.refusal ?? ''}</span>
          </span>
        ) : (
          <>
            <a href={`/dispatches/${item.dispatchId}`} safe>
              {what}
            </a>{' '}
            <small class={item.queries > 0 ? 'doubtful' : 'muted'} safe>
              {doubtsWords(item.queries, locale)}
            </small>
          </>
        )}
      </td>
    </tr>
  );
}

/** What becomes of the files of one batch; while it is read the part asks for itself again each second. */
function Batch({ batch, locale }: { batch: BatchProps; locale: Locale }): JSX.Element {
  const words = dispatchWords(locale).intake;
  const reading = batch.state === 'reading';
  const tone = reading ? 'plain' : batch.state === 'finished' ? 'done' : 'warning';
  const again = reading
    ? { 'hx-get': `/dispatches/batches/${batch.id}/part`, 'hx-trigger': 'every 1s', 'hx-swap': 'outerHTML' }
    : {};
  return (
    <section id="batch" {...again}>
      <p role="status">
        <progress max={String(batch.total)} value={String(batch.done)} aria-label={words.batch} />{' '}
        <strong safe>{words.progress(countWords(batch.done, locale), countWords(batch.total, locale))}</strong>
      </p>
      <Note tone={tone} text={words.states[batch.state]} />
      {reading ? (
        <form method="post" action={`/dispatches/batches/${batch.id}/cancel`} class="review">
          <Submit label={words.cancel} icon="refuse" look="secondary" />
          <noscript>
            <a href={`/dispatches/batches/${batch.id}`} safe>
              {words.reload}
            </a>
          </noscript>
        </form>
      ) : null}
      {batch.items.length === 0 ? (
        <p class="muted" safe>
          {words.nothing}
        </p>
      ) : (
        <table class="list cards">
          <TableHead columns={[[words.paper, ''], [words.outcome, '']]} />
          <tbody>
            {batch.items.map((item) => (
              <BatchRow item={item} locale={locale} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  ); // prettier-ignore
}

/** The part of the page that asks for itself again. */
export function batchPart(batch: BatchProps, locale: Locale): string {
  const part = <Batch batch={batch} locale={locale} />;
  if (typeof part !== 'string') throw new TypeError('a part is drawn at once; nothing in it may wait');
  return part;
}

export function batchPage(frame: Frame, batch: BatchProps): string {
  const words = dispatchWords(frame.locale);
  const content = (
    <>
      {crumbsTo(frame, [words.title, '/dispatches/new'], [words.intake.batch])}
      <h1 safe>{words.intake.batch}</h1>
      <Batch batch={batch} locale={frame.locale} />
      <p>
        <a href="/dispatches/new" safe>
          {words.intake.newUpload}
        </a>{' '}
        ·{' '}
        <a href="/dispatches" safe>
          {words.intake.waiting}
        </a>
      </p>
    </>
  );
  return page({ title: words.intake.batch, frame, content, current: 'directives', live: batch.state === 'reading' });
}

/** The encodings a text may be in, by their codes, as options of a form. */
export const encodingOptions = (codes: readonly string[], words: Readonly<Record<string, string>>): Option[] =>
  codes.map((value) => ({ value, label: wordsOf(words, value) }));
