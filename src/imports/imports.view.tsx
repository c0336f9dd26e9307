import type { Locale } from '../platform/caller.js';
import { Submit } from '../platform/components/form.js';
import { Facts, NextLink, Note, TableHead, type NoteTone } from '../platform/components/parts.js';
import { countWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import type { ImportRead } from './imports.queries.js';
import type { RefusedLine } from './plan.rules.js';
import { crumbsTo, wordsIn } from './upload.view.js';
import type { ImportWords } from './words.vi.js';

export interface ImportProps {
  item: ImportRead;
  refused: readonly RefusedLine[];
  nextHref: string | null;
}

const TONES: Readonly<Record<ImportRead['state'], NoteTone>> = {
  checking: 'plain',
  checked: 'warning',
  refused: 'error',
  writing: 'plain',
  done: 'done',
  cancelled: 'plain',
  interrupted: 'error',
};
const isAtWork = ({ state }: ImportRead): boolean => state === 'checking' || state === 'writing';

function Figures({ item, locale }: { item: ImportRead; locale: Locale }): JSX.Element {
  const words = wordsIn(locale);
  const { report } = item;
  if (!report) return <></>;
  const count = (number: number): JSX.Element => <span safe>{countWords(number, locale)}</span>;
  return (
    <section aria-labelledby="effects">
      <h2 id="effects" safe>
        {words.effects}
      </h2>
      <Facts
        rows={[
          [words.what, <span safe>{words.kinds[report.kind]}</span>],
          [words.sheet, report.sheet === '' ? null : <span safe>{report.sheet}</span>],
          [words.lines, count(report.lines)],
          [words.counts.added, item.refusedLines > 0 ? null : count(report.added)],
          [words.counts.changed, item.refusedLines > 0 ? null : count(report.changed)],
          [words.counts.unchanged, item.refusedLines > 0 ? null : count(report.unchanged)],
          [words.counts.refused, item.refusedLines === 0 ? null : count(item.refusedLines)],
        ]}
      />
      {report.notes.map(({ note, count: times, examples }) => (
        <details>
          <summary>
            <span safe>{`${countWords(times, locale)} ${words.notes[note]}`}</span>
          </summary>
          <ul>
            {examples.map((example) => (
              <li safe>{example}</li>
            ))}
            {times > examples.length ? <li>…</li> : null}
          </ul>
        </details>
      ))}
    </section>
  );
}

function Acts({ item, words }: { item: ImportRead; words: ImportWords }): JSX.Element {
  const at = `/imports/${item.id}`;
  const mayCarryOut = item.state === 'checked' && item.isKept && item.report !== null;
  const changes = mayCarryOut && item.report!.added + item.report!.changed > 0;
  return (
    <div class="actions">
      {changes ? (
        <form method="post" action={`${at}/carry-out`}>
          <Submit label={words.carryOut} icon="check" />
        </form>
      ) : null}
      {isAtWork(item) || item.state === 'checked' || item.state === 'interrupted' ? (
        <form method="post" action={`${at}/cancel`}>
          <Submit label={isAtWork(item) ? words.stop : words.discard} icon="refuse" look="secondary" />
        </form>
      ) : null}
    </div>
  );
}

/** How far a list is; while it is worked on the part asks for itself again each second. */
function Progress({ item, locale }: { item: ImportRead; locale: Locale }): JSX.Element {
  const words = wordsIn(locale);
  const { report } = item;
  const isIdle = item.state === 'done' && report !== null && report.added + report.changed === 0;
  const again = isAtWork(item)
    ? { 'hx-get': `/imports/${item.id}/part`, 'hx-trigger': 'every 1s', 'hx-swap': 'outerHTML' }
    : {};
  return (
    <section id="import" {...again}>
      <div role="status">
        <Note
          tone={TONES[item.state]}
          title={
            isAtWork(item) && item.stage ? words.stages[item.stage] : isIdle ? words.idle : words.states[item.state]
          }
          text={item.refusal?.[locale] ?? (isIdle ? words.idleText : words.says[item.state])}
        />
      </div>
      {isAtWork(item) ? (
        <p>
          <progress aria-label={words.states[item.state]} />{' '}
          <noscript>
            <a href={`/imports/${item.id}`} safe>
              {words.reload}
            </a>
          </noscript>
        </p>
      ) : null}
      <Figures item={item} locale={locale} />
      <Acts item={item} words={words} />
    </section>
  );
}

/** The part of the page that asks for itself again. */
export function importPart(item: ImportRead, locale: Locale): string {
  const part = <Progress item={item} locale={locale} />;
  if (typeof part !== 'string') throw new TypeError('a part is drawn at once; nothing in it may wait');
  return part;
}

function Refused({ props, locale }: { props: ImportProps; locale: Locale }): JSX.Element {
  const words = wordsIn(locale);
  const { sheet, line, value, reason } = words.columns;
  const named = props.refused.some((row) => row.sheet !== '');
  return (
    <section aria-labelledby="refused">
      <h2 id="refused" safe>
        {words.refusedLines}
      </h2>
      <p>
        <a href={`/imports/${props.item.id}/refused.csv`} safe>
          {words.download}
        </a>
      </p>
      <table class="list cards">
        <TableHead columns={[...(named ? [[sheet, ''] as const] : []), [line, 'number'], [value, ''], [reason, '']]} />
        <tbody>
          {props.refused.map((row) => (
            <tr>
              {named ? <td safe>{row.sheet}</td> : null}
              <td class="number" data-label={line}>
                {row.line}
              </td>
              <td safe>{row.value === '' ? '–' : row.value}</td>
              <td safe>{words.reasons[row.reason]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <NextLink href={props.nextHref} locale={locale} />
    </section>
  );
}

/** `/imports/:id`: what a list would do, or did, and the lines that keep it out. */
export function importPage(frame: Frame, props: ImportProps): string {
  const words = wordsIn(frame.locale);
  const { item } = props;
  const content = (
    <>
      {crumbsTo(words, [words.title, '/imports'], [item.fileName, null])}
      <h1 safe>{item.fileName}</h1>
      <Progress item={item} locale={frame.locale} />
      {props.refused.length > 0 ? <Refused props={props} locale={frame.locale} /> : null}
      <p>
        <a href="/imports" safe>
          {words.again}
        </a>
      </p>
    </>
  );
  return page({ title: item.fileName, frame, content, current: 'imports', live: isAtWork(item) });
}
