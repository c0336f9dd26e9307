import { RECALL_ANSWERS, type RecallAnswer } from '../../directives/index.js';
import type { Locale } from '../../platform/caller.js';
import { Crumbs, NextLink, TableHead } from '../../platform/components/parts.js';
import { paperWords, type Paper } from '../../platform/components/paper.js';
import { DirectiveTag } from '../../platform/components/state.js';
import { When } from '../../platform/components/when.js';
import { countWords } from '../../platform/components/words.js';
import { page, type Frame } from '../../platform/page.view.js';
import type { BelowCounts, OwnBelow } from './below-recalled.queries.js';
import { recallingWords } from './recall.notice.view.js';
import type { RecallLine } from './recall.queries.js';

/** The units that were asked, each with its answer and why it declined. */
export function AnswerLines({ lines, locale }: { lines: readonly RecallLine[]; locale: Locale }): JSX.Element {
  const words = recallingWords(locale).page;
  const { unit, answer, at, why } = words.columns;
  const columns = [unit, answer, at, why].map((text) => [text, ''] as const);
  return (
    <table class="list cards">
      <TableHead columns={columns} />
      <tbody>
        {lines.map((line) => (
          <tr>
            <th scope="row" class="cell-main">
              <a href={`/assignments/${line.assignment}`} safe>
                {line.unit.name}
              </a>
            </th>
            <td data-label={answer} safe>
              {words.counts[line.answer]}
            </td>
            <td data-label={at}>{line.answeredAt === null ? null : <When at={line.answeredAt} locale={locale} />}</td>
            <td data-label={why} safe>
              {line.refusal}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Dispatches that were issued below to carry it out: which, whose, to how many, and whether recalled. */
export function BelowLines({ items, locale }: { items: readonly OwnBelow[]; locale: Locale }): JSX.Element {
  const words = recallingWords(locale).below;
  const { paper, issuer, units, state } = words.columns;
  const columns = [paper, issuer, units, state].map((text) => [text, ''] as const);
  return (
    <table class="list cards">
      <TableHead columns={columns} />
      <tbody>
        {items.map((item) => (
          <tr>
            <th scope="row" class="cell-main">
              <a href={`/directives/${item.id}`} safe>
                {paperWords(item, locale)}
              </a>
            </th>
            <td data-label={issuer} safe>
              {item.issuer.name}
            </td>
            <td data-label={units} safe>
              {countWords(item.units, locale)}
            </td>
            <td data-label={state}>
              <DirectiveTag state={item.state} locale={locale} />{' '}
              {item.recalledAt === null ? null : <When at={item.recalledAt} locale={locale} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How many stand below, in one sentence. */
export function belowSentence({ total, inForce, recalled }: BelowCounts, locale: Locale): string {
  const n = (count: number): string => countWords(count, locale);
  return recallingWords(locale).below.counts(n(total), n(inForce), n(recalled));
}

/** Each answer with how many gave it, as the way to those that did. */
export function AnswerTabs(props: {
  directive: string;
  counts: Readonly<Record<RecallAnswer, number>>;
  /** The one that is shown; absent where the list stands on another page. */
  answer?: RecallAnswer | 'all' | undefined;
  locale: Locale;
}): JSX.Element {
  const { counts, locale } = props;
  const words = recallingWords(locale).page;
  const all = RECALL_ANSWERS.reduce((sum, answer) => sum + counts[answer], 0);
  const tabs = [
    ['all', words.all, all] as const,
    ...(['refused', 'unanswered', 'agreed', 'atOnce'] as const).map(
      (key) => [key, words.counts[key], counts[key]] as const,
    ),
  ];
  return (
    <nav class="tabs" aria-label={words.columns.answer}>
      <ul>
        {tabs.map(([key, text, n]) => (
          <li>
            <a
              href={`/directives/${props.directive}/recall${key === 'all' ? '' : `?answer=${key}`}`}
              aria-current={key === props.answer ? 'true' : undefined}
            >
              <span safe>{text}</span>
              <span class="count" safe>
                {countWords(n, locale)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export interface RecallPageProps {
  directive: string;
  paper: Paper;
  reason: string | null;
  counts: Readonly<Record<RecallAnswer, number>>;
  answer: RecallAnswer | undefined;
  lines: readonly RecallLine[];
  nextHref: string | null;
  below: BelowCounts;
  belowItems: readonly OwnBelow[];
  belowNextHref: string | null;
}

/** `/directives/:id/recall`: every answer, and what was issued below. */
export function recallPage(frame: Frame, props: RecallPageProps): string {
  const { locale } = frame;
  const words = recallingWords(locale);
  const content = (
    <>
      <Crumbs
        label={words.page.crumbs}
        crumbs={[
          { href: `/directives/${props.directive}`, text: paperWords(props.paper, locale) },
          { href: null, text: words.page.title },
        ]}
      />
      <h1 safe>{words.page.title}</h1>
      <p class="lead" safe>
        {props.paper.subject}
      </p>
      {props.reason === null ? null : <p safe>{words.duty.why(props.reason)}</p>}
      <AnswerTabs directive={props.directive} counts={props.counts} answer={props.answer ?? 'all'} locale={locale} />
      {props.lines.length === 0 ? (
        <p class="muted" safe>
          {words.page.nobody}
        </p>
      ) : (
        <AnswerLines lines={props.lines} locale={locale} />
      )}
      <NextLink href={props.nextHref} locale={locale} />
      {props.below.total === 0 ? null : (
        <section aria-labelledby="below">
          <h2 id="below" safe>
            {words.below.title}
          </h2>
          <p safe>{belowSentence(props.below, locale)}</p>
          <BelowLines items={props.belowItems} locale={locale} />
          <NextLink href={props.belowNextHref} locale={locale} />
        </section>
      )}
    </>
  );
  return page({ title: words.page.title, frame, content, current: 'directives' });
}
