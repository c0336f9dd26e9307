import type { RecallAnswer } from '../../directives/index.js';
import type { Locale } from '../../platform/caller.js';
import { Hidden, Submit, TextArea } from '../../platform/components/form.js';
import { Note } from '../../platform/components/parts.js';
import { paperWords } from '../../platform/components/paper.js';
import { Due, instantWords, type Instant } from '../../platform/components/when.js';
import { countWords } from '../../platform/components/words.js';
import type { BelowCounts, OwnBelow } from './below-recalled.queries.js';
import { recallingWords } from './recall.notice.view.js';
import { AnswerLines, AnswerTabs, BelowLines, belowSentence } from './recall-page.view.js';
import type { RecallLine } from './recall.queries.js';

/** What stands below, before it is recalled. */
function StandingBelow({ below, locale }: Pick<RecallFormProps, 'below' | 'locale'>): JSX.Element {
  const { counts, items } = below;
  if (counts.inForce === 0) return <></>;
  const words = recallingWords(locale).below;
  const n = (count: number): string => countWords(count, locale);
  const more = counts.inForce - items.length;
  return (
    <>
      <p safe>{words.before(n(counts.inForce))}</p>
      <ul>
        {items.map((item) => (
          <li>
            <a href={`/directives/${item.id}`} safe>
              {words.line(paperWords(item, locale), item.issuer.name, n(item.units))}
            </a>
          </li>
        ))}
        {more > 0 ? <li safe>{words.more(n(more))}</li> : null}
      </ul>
    </>
  );
}

interface RecallFormProps {
  directive: string;
  /** Dispatches that were issued below to carry it out; the first of those in force. */
  below: { counts: BelowCounts; items: readonly OwnBelow[] };
  locale: Locale;
}

/** Folded away: asking every unit to give the paper back. */
export function RecallForm({ directive, below, locale }: RecallFormProps): JSX.Element {
  const words = recallingWords(locale).page;
  return (
    <details class="inline">
      <summary safe>{words.act}</summary>
      <form method="post" action={`/directives/${directive}/recall`}>
        <p safe>{words.hint}</p>
        <StandingBelow below={below} locale={locale} />
        <TextArea id="recall-reason" name="reason" label={words.reason} required />
        <Submit label={words.act} look="warning" />
      </form>
    </details>
  );
}

export interface RecallStanding {
  directive: string;
  reason: string | null;
  counts: Readonly<Record<RecallAnswer, number>>;
  /** The first of those that declined. */
  lines: readonly RecallLine[];
  below: { counts: BelowCounts; items: readonly OwnBelow[] };
  mayAskAgain: boolean;
  locale: Locale;
}

/** Who gave a recalled paper back, who declined and why, who has not answered, and what stands below. */
export function RecallAnswers(props: RecallStanding): JSX.Element {
  const { directive, counts, lines, below, locale } = props;
  const words = recallingWords(locale);
  const href = `/directives/${directive}/recall`;
  return (
    <section class="sheet" aria-labelledby="recall">
      <h2 id="recall" safe>
        {words.page.title}
      </h2>
      <AnswerTabs directive={directive} counts={counts} locale={locale} />
      {lines.length > 0 ? <AnswerLines lines={lines} locale={locale} /> : null}
      {lines.length < counts.refused ? (
        <p>
          <a href={`${href}?answer=refused`} safe>
            {words.page.more(countWords(counts.refused, locale))}
          </a>
        </p>
      ) : null}
      {props.mayAskAgain && counts.refused > 0 ? (
        <form method="post" action={href}>
          <Hidden name="reason" value={props.reason ?? '–'} />
          <Hidden name="again" value="yes" />
          <Submit label={words.page.again} look="secondary" />
        </form>
      ) : null}
      {below.counts.total === 0 ? null : (
        <>
          <h3 safe>{words.below.title}</h3>
          <p safe>{belowSentence(below.counts, locale)}</p>
          <BelowLines items={below.items} locale={locale} />
          {below.items.length < below.counts.total ? (
            <p>
              <a href={`${href}#below`} safe>
                {words.below.open}
              </a>
            </p>
          ) : null}
        </>
      )}
    </section>
  );
}

/** On the page of a duty: give the paper back, or say why not. */
export function RecallAsked(props: {
  assignment: string;
  reason: string | null;
  mayAnswer: boolean;
  answerBy: Date | null;
  now: Instant;
  /** The unit passed it on with dispatches of its own. */
  ownBelow: number;
  locale: Locale;
}): JSX.Element {
  const words = recallingWords(props.locale).duty;
  return (
    <Note tone="warning" title={words.title} text={words.text}>
      {props.reason === null ? null : <p safe>{words.why(props.reason)}</p>}
      {props.answerBy === null ? null : (
        <p class="todo-due">
          <span safe>{words.by}</span> <Due at={props.answerBy} now={props.now} locale={props.locale} />
        </p>
      )}
      {props.mayAnswer ? (
        <>
          <form method="post" action={`/assignments/${props.assignment}/agree-recall`}>
            {props.ownBelow > 0 ? (
              <label class="check">
                <input type="checkbox" name="below" value="yes" checked /> <span safe>{words.agreeBelow}</span>
              </label>
            ) : null}
            <Submit label={words.agree} />
          </form>
          <details class="inline">
            <summary safe>{words.refuse}</summary>
            <form method="post" action={`/assignments/${props.assignment}/refuse-recall`}>
              <p safe>{words.refuseHint}</p>
              <TextArea id="refuse-recall-reason" name="reason" label={words.refuseWhy} required />
              <Submit label={words.refuse} look="secondary" />
            </form>
          </details>
        </>
      ) : null}
    </Note>
  );
}

/** That the unit declined to give the paper back, and why. */
export const RecallRefused = (props: { at: Date; reason: string; locale: Locale }): JSX.Element => (
  <p class="muted" safe>
    {recallingWords(props.locale).duty.wasRefused(instantWords(props.at, props.locale), props.reason)}
  </p>
);
