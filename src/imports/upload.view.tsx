import type { Locale } from '../platform/caller.js';
import { ErrorSummary, Input, Submit, type FormError } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Crumbs, Empty, NextLink, Note, TableHead } from '../platform/components/parts.js';
import { page, type Frame } from '../platform/page.view.js';
import { formatVn } from '../platform/vn-time.js';
import type { ImportRead } from './imports.queries.js';
import { en } from './words.en.js';
import { vi, type ImportWords } from './words.vi.js';

/** The words of the pages. */
export const wordsIn = (locale: Locale): ImportWords => (locale === 'vi' ? vi : en);

const LISTS = ['units', 'officers', 'mailboxes'] as const;

export interface UploadProps {
  items: readonly ImportRead[];
  nextHref: string | null;
  errors: readonly FormError[];
  /** Whether the caller may import for the whole country. */
  isNational: boolean;
}

/** The way to a page of imports. */
export const crumbsTo = (words: ImportWords, ...last: readonly [string, string | null][]): JSX.Element => (
  <Crumbs
    label={words.crumbs}
    crumbs={[{ href: '/units', text: words.units }, ...last.map(([text, href]) => ({ href, text }))]}
  />
);

function Upload({ props, words }: { props: UploadProps; words: ImportWords }): JSX.Element {
  const error = (field: string): string | undefined => props.errors.find((e) => e.field === field)?.text;
  const problem = error('file');
  return (
    <form method="post" action="/imports" enctype="multipart/form-data" class="sheet">
      <div class="field">
        <label for="f-file" safe>
          {words.file}
        </label>
        <p class="field-hint" id="f-file-hint" safe>
          {words.fileHint}
        </p>
        {problem ? (
          <p class="field-error" id="f-file-error">
            <Icon name="warning" /> <span safe>{problem}</span>
          </p>
        ) : null}
        <input type="file" id="f-file" name="file" required accept=".xlsx,.xls,.csv" aria-describedby="f-file-hint" />
      </div>
      {props.isNational ? (
        <details open={error('at') !== undefined || error('effectiveOn') !== undefined}>
          <summary safe>{words.dates}</summary>
          <Input name="at" type="date" label={words.at} hint={words.atHint} error={error('at')} />
          <Input
            name="effectiveOn"
            type="date"
            label={words.effectiveOn}
            hint={words.effectiveOnHint}
            error={error('effectiveOn')}
          />
          <Input name="legalBasis" label={words.legalBasis} />
        </details>
      ) : null}
      <Submit label={words.check} icon="upload" />
    </form>
  );
}

function Templates({ words }: { words: ImportWords }): JSX.Element {
  return (
    <section aria-labelledby="templates">
      <h2 id="templates" safe>
        {words.templates}
      </h2>
      <ul class="plain-list">
        {LISTS.map((list) => (
          <li>
            <span safe>{words.templatesOf[list]}</span>:{' '}
            <a href={`/imports/templates/${list}.xlsx`} safe>{`${list}.xlsx`}</a>
            {', '}
            <a href={`/imports/templates/${list}.csv`} safe>{`${list}.csv`}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Recent({ props, locale }: { props: UploadProps; locale: Locale }): JSX.Element {
  const words = wordsIn(locale);
  return (
    <section aria-labelledby="recent">
      <h2 id="recent" safe>
        {words.recent}
      </h2>
      {props.items.length === 0 ? (
        <Empty icon="upload" title={words.none} />
      ) : (
        <table class="list cards">
          <TableHead columns={[[words.fileName, ''], [words.when, ''], [words.state, '']]} />
          <tbody>
            {props.items.map((item) => (
              <tr>
                <td>
                  <a href={`/imports/${item.id}`} safe>
                    {item.fileName}
                  </a>
                </td>
                <td safe>{formatVn(item.createdAt, locale)}</td>
                <td safe>{words.states[item.state]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <NextLink href={props.nextHref} locale={locale} />
    </section>
  ); // prettier-ignore
}

/** `/imports`: a list is handed in (multipart, fields `file`, `at`, `effectiveOn`, `legalBasis`), templates, what was before. */
export function uploadPage(frame: Frame, props: UploadProps): string {
  const words = wordsIn(frame.locale);
  const content = (
    <>
      {crumbsTo(words, [words.title, null])}
      <ErrorSummary errors={props.errors} locale={frame.locale} />
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>
        {words.intro}
      </p>
      {props.isNational ? null : <Note tone="plain" text={words.below} />}
      <Upload props={props} words={words} />
      <Templates words={words} />
      <Recent props={props} locale={frame.locale} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'imports', width: 'narrow' });
}
