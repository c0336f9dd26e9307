import type { RecallAnswer } from '../../directives/index.js';
import type { Locale } from '../../platform/caller.js';
import { Hidden, Submit, TextArea } from '../../platform/components/form.js';
import { Note, TableHead } from '../../platform/components/parts.js';
import { Due, When, instantWords, type Instant } from '../../platform/components/when.js';
import { countWords } from '../../platform/components/words.js';
import { recallingWords } from './recall.notice.view.js';
import type { RecallLine } from './recall.queries.js';

/** Folded away: asking every unit to give the paper back. */
export function RecallForm({ directive, locale }: { directive: string; locale: Locale }): JSX.Element {
  const words = recallingWords(locale).page;
  return (
    <details class="inline">
      <summary safe>{words.act}</summary>
      <form method="post" action={`/directives/${directive}/recall`}>
        <p safe>{words.hint}</p>
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
  /** Those that declined, then those that have not answered; the first of them only. */
  lines: readonly RecallLine[];
  mayAskAgain: boolean;
  locale: Locale;
}

function Lines({ lines, locale }: Pick<RecallStanding, 'lines' | 'locale'>): JSX.Element {
  const words = recallingWords(locale).page;
  const { unit, answer, at, why } = words.columns;
  return (
    <div class="table-wrap">
      <table>
        <TableHead
          columns={[
            [unit, ''],
            [answer, ''],
            [at, ''],
            [why, ''],
          ]}
        />
        <tbody>
          {lines.map((line) => (
            <tr>
              <th scope="row">
                <a href={`/assignments/${line.assignment}`} safe>
                  {line.unit.name}
                </a>
              </th>
              <td safe>{words.counts[line.answer]}</td>
              <td>{line.answeredAt === null ? '' : <When at={line.answeredAt} locale={locale} />}</td>
              <td safe>{line.refusal ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Who gave a recalled paper back, who declined and why, and who has not answered. */
export function RecallAnswers(props: RecallStanding): JSX.Element {
  const { counts, lines, locale } = props;
  const words = recallingWords(locale).page;
  const told = Object.entries(words.counts).map(([answer, text]) => [text, counts[answer as RecallAnswer]] as const);
  return (
    <section class="sheet">
      <h2 safe>{words.title}</h2>
      <ul class="counts">
        {told.map(([text, n]) => (
          <li>
            <b safe>{countWords(n, locale)}</b> <span safe>{text}</span>
          </li>
        ))}
      </ul>
      {lines.length > 0 ? <Lines lines={lines} locale={locale} /> : null}
      {lines.length < counts.refused + counts.unanswered ? (
        <p class="muted" safe>
          {words.more}
        </p>
      ) : null}
      {props.mayAskAgain && counts.refused > 0 ? (
        <form method="post" action={`/directives/${props.directive}/recall`}>
          <Hidden name="reason" value={props.reason ?? '–'} />
          <Hidden name="again" value="yes" />
          <Submit label={words.again} look="secondary" />
        </form>
      ) : null}
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
