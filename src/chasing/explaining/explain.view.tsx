import { ErrorSummary, Input, Submit, type FormError } from '../../platform/components/form.js';
import { paperWords } from '../../platform/components/paper.js';
import { Crumbs, Note, TableHead } from '../../platform/components/parts.js';
import { dateWords, instantWords, When } from '../../platform/components/when.js';
import { headed } from '../../platform/text.js';
import { isCivilDay } from '../../platform/vn-time.js';
import { wordsOf } from '../../platform/components/words.js';
import type { Locale } from '../../platform/caller.js';
import { page, type Frame } from '../../platform/page.view.js';
import type { NoticeFate } from '../digests/what-became.queries.js';
import type { Explanation } from './explain.queries.js';
import { accountSentences, calendarSentences, explainWords, fateText, ruleSentences } from './explain.rules.js';

export interface ExplainProps {
  explained: Explanation;
  /** What the field of the day holds; empty: now. */
  asked: string;
  errors?: readonly FormError[];
}

function Notices({ notices, locale }: { notices: readonly NoticeFate[]; locale: Locale }): JSX.Element {
  const words = explainWords(locale);
  if (notices.length === 0) return <p safe>{words.noNotices}</p>;
  const { at, what, to, state } = words.headers;
  return (
    <table class="list cards">
      <TableHead columns={[at, what, to, state].map((text) => [text, ''] as const)} />
      <tbody>
        {notices.map((notice) => (
          <tr>
            <td data-label={at}>
              <When at={notice.queuedAt} locale={locale} />
            </td>
            <td
              data-label={what}
              safe
            >{`${wordsOf(words.templates, notice.template)}: ${words.stages[notice.stage]}`}</td>
            <td data-label={to} safe>
              {notice.to.name}
            </td>
            <td data-label={state} safe>
              {fateText(notice, locale)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `/assignments/:id/explain`: why a unit was reminded or not, as of a day. */
export function explainPage(frame: Frame, props: ExplainProps): string {
  const { locale } = frame;
  const words = explainWords(locale);
  const { explained, asked, errors = [] } = props;
  const { assignment, calendar, holder, notices, at, isPast, isAhead } = explained;
  const { kind, number, symbol, datedOn, subject } = assignment;
  const above = `/assignments/${assignment.id}`;
  const content = (
    <>
      <Crumbs
        label={words.crumbs}
        crumbs={[
          { href: above, text: assignment.unitName },
          { href: null, text: words.title },
        ]}
      />
      <ErrorSummary errors={errors} locale={locale} />
      <h1>
        <small safe>{paperWords({ kind, number, symbol, datedOn }, locale)}</small>
        <span safe>{words.title}</span>
      </h1>
      <p class="lead" safe>
        {headed(subject)}
      </p>
      <form method="get" action={`${above}/explain`} class="filters no-print">
        <Input name="at" label={words.atLabel} value={asked} type="date" error={errors[0]?.text} />
        <Submit label={words.show} icon="search" look="secondary" />
      </form>
      <p safe>{isCivilDay(asked) ? words.asOfEnd(dateWords(asked, locale)) : words.asOf(instantWords(at, locale))}</p>
      {isAhead ? <Note tone="warning" text={words.ahead} /> : null}
      {accountSentences(explained, explained, locale).map((sentence) => (
        <p>
          <strong safe>{sentence}</strong>
        </p>
      ))}
      {holder ? <p safe>{words.holder(holder.name)}</p> : null}
      <h2 safe>{words.ruleTitle}</h2>
      {ruleSentences(explained, explained, locale).map((sentence) => (
        <p safe>{sentence}</p>
      ))}
      <p safe>{calendarSentences(calendar, locale).join(' ')}</p>
      <h2 safe>{words.noticesTitle}</h2>
      <Notices notices={notices} locale={locale} />
      {isPast && notices.length > 0 ? <p safe>{words.pastMails}</p> : null}
    </>
  );
  return page({ title: words.title, frame, content });
}

/** The way to it from the page of the duty. */
export function ExplainLink({ assignment, locale }: { assignment: string; locale: Locale }): JSX.Element {
  return (
    <p class="no-print">
      <a href={`/assignments/${assignment}/explain`} safe>
        {explainWords(locale).link}
      </a>
    </p>
  );
}
