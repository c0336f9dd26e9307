import type { Locale } from '../../platform/caller.js';
import { ErrorSummary, Select, Submit, type FormError } from '../../platform/components/form.js';
import { Empty, Facts, NextLink, TableHead } from '../../platform/components/parts.js';
import { paperWords } from '../../platform/components/paper.js';
import { Due, When } from '../../platform/components/when.js';
import { countWords } from '../../platform/components/words.js';
import { page, type Frame } from '../../platform/page.view.js';
import { dueOf, sectionOf, type DigestItem } from './digest.rules.js';
import { DIGEST_HOURS } from './slot.rules.js';
import { en } from './words.en.js';
import { vi, type DigestWords } from './words.vi.js';

export const digestWords = (locale: Locale): DigestWords => (locale === 'vi' ? vi : en);

export interface NextDigestProps {
  hour: string;
  at: Date;
  total: number;
  items: readonly DigestItem[];
  nextHref: string | null;
  maySet: boolean;
  /** Whether the reader, a leader with an address, gets the weekly summary; null for everybody else. */
  wantsSummary: boolean | null;
  /** What was wrong with the hour that was asked for. */
  errors?: readonly FormError[];
}

/** Why something is in the mail, in a few words. */
export const whyOf = ({ template, stage }: Pick<DigestItem, 'template' | 'stage'>, words: DigestWords): string =>
  template === 'rerouted' ? words.page.rerouted : words.states[stage];

/** Notices as lines: what the same paper says of several units below is one. */
function linesOf(items: readonly DigestItem[]): (readonly [DigestItem, ...DigestItem[]])[] {
  const lines = new Map<string, [DigestItem, ...DigestItem[]]>();
  for (const item of items) {
    const key =
      sectionOf(item) === 'below'
        ? [item.directiveId, item.template, item.stage, dueOf(item)?.getTime()].join(' ')
        : item.id;
    const line = lines.get(key);
    if (line) line.push(item);
    else lines.set(key, [item]);
  }
  return [...lines.values()];
}

function Line({ items, frame }: { items: readonly [DigestItem, ...DigestItem[]]; frame: Frame }): JSX.Element {
  const words = digestWords(frame.locale);
  const { columns, urgent } = words.page;
  const [item] = items;
  const isOne = items.length === 1;
  const paper = paperWords(item.facts.paper, frame.locale);
  const due = dueOf(item);
  return (
    <tr>
      <td class="cell-main">
        {isOne ? (
          <a href={`/assignments/${item.facts.assignmentId}`} safe>
            {paper}
          </a>
        ) : (
          <b safe>{paper}</b>
        )}
        <p class="cell-note" safe>
          {[item.urgent ? urgent : null, item.facts.paper.subject].filter(Boolean).join(' · ')}
        </p>
      </td>
      <td data-label={columns.why} safe>
        {whyOf(item, words)}
      </td>
      <td data-label={columns.unit}>
        <span>
          {items.map(({ facts }, i) => (
            <>
              {i === 0 ? null : ', '}
              {isOne ? (
                <span safe>{facts.unitName}</span>
              ) : (
                <a href={`/assignments/${facts.assignmentId}`} safe>
                  {facts.unitName}
                </a>
              )}
            </>
          ))}
        </span>
      </td>
      <td data-label={columns.due}>{due ? <Due at={due} now={frame.now} locale={frame.locale} /> : <span>–</span>}</td>
    </tr>
  );
}

function Summary({ wants, words }: { wants: boolean; words: DigestWords['page'] }): JSX.Element {
  return (
    <section aria-labelledby="summary">
      <h2 id="summary" safe>
        {words.summary}
      </h2>
      <p safe>{words.summaryLead}</p>
      <form method="post" action="/digest/summary">
        <Submit label={wants ? words.refuse : words.want} name="wants" value={wants ? 'no' : 'yes'} look="secondary" />
      </form>
    </section>
  );
}

/** `/digest`: when the office gets its mail of the chase, and what would be in the next one. */
export function nextDigestPage(frame: Frame, props: NextDigestProps): string {
  const { locale } = frame;
  const { errors = [] } = props;
  const words = digestWords(locale).page;
  const { columns } = words;
  const content = (
    <>
      <ErrorSummary errors={errors} locale={locale} />
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>
        {words.lead}
      </p>
      <Facts
        rows={[
          [words.next, <When at={props.at} locale={locale} />],
          [words.total, countWords(props.total, locale)],
        ]}
      />
      {props.maySet ? (
        <form method="post" action="/digest/hour" class="act">
          <Select
            name="hour"
            label={words.hour}
            hint={words.hourHint}
            value={props.hour}
            error={errors[0]?.text}
            options={DIGEST_HOURS.map((hour) => ({ value: hour, label: hour }))}
          />
          <Submit label={words.set} look="secondary" />
        </form>
      ) : null}
      <h2 safe>{words.preview}</h2>
      {props.items.length === 0 ? (
        <Empty icon="done" title={words.empty} />
      ) : (
        <table class="list cards">
          <TableHead
            columns={[
              [columns.paper, ''],
              [columns.why, ''],
              [columns.unit, ''],
              [columns.due, ''],
            ]}
          />
          <tbody>
            {linesOf(props.items).map((items) => (
              <Line items={items} frame={frame} />
            ))}
          </tbody>
        </table>
      )}
      <NextLink href={props.nextHref} locale={locale} />
      {props.wantsSummary === null ? null : <Summary wants={props.wantsSummary} words={words} />}
    </>
  );
  return page({ title: words.title, frame, content, current: 'assignments' });
}
