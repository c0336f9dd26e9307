import type { Stage } from '../../../workflows/index.js';
import { Input, Submit } from '../../platform/components/form.js';
import { Crumbs, TableHead } from '../../platform/components/parts.js';
import { instantWords, When } from '../../platform/components/when.js';
import type { Locale } from '../../platform/caller.js';
import { page, type Frame } from '../../platform/page.view.js';
import type { ChaseAccount } from './chase-account.rules.js';
import {
  accountSentences,
  deliveryText,
  explainWords,
  ruleSentence,
  type ChaseLimits,
  type ChaseRule,
} from './explain.rules.js';

interface ShownNotice {
  at: Date;
  template: 'reminder' | 'escalation' | 'urgingLetter';
  stage: Stage;
  to: { code: string; name: string };
  hasAddress: boolean;
  state: string;
}

export interface ExplainProps {
  assignment: string;
  unitName: string;
  account: ChaseAccount;
  limits: ChaseLimits;
  rule: ChaseRule;
  calendar: { version: number; provisional: boolean };
  holder: { name: string } | null;
  notices: readonly ShownNotice[];
  at: Date;
  /** What the field of the day holds; empty: now. */
  asked: string;
}

function Notices({ notices, locale }: { notices: readonly ShownNotice[]; locale: Locale }): JSX.Element {
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
              <When at={notice.at} locale={locale} />
            </td>
            <td data-label={what} safe>{`${words.templates[notice.template]}: ${words.stages[notice.stage]}`}</td>
            <td data-label={to} safe>
              {notice.to.name}
            </td>
            <td data-label={state} safe>
              {deliveryText(notice, locale)}
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
  const { account, limits, rule, calendar, holder, notices, asked, at } = props;
  const above = `/assignments/${props.assignment}`;
  const content = (
    <>
      <Crumbs
        label={words.crumbs}
        crumbs={[
          { href: above, text: props.unitName },
          { href: null, text: words.title },
        ]}
      />
      <h1 safe>{words.title}</h1>
      <form method="get" action={`${above}/explain`} class="filters no-print">
        <Input name="at" label={words.atLabel} value={asked} type="date" />
        <Submit label={words.show} icon="search" look="secondary" />
      </form>
      <p safe>{words.asOf(instantWords(at, locale))}</p>
      {accountSentences(account, limits, locale).map((sentence) => (
        <p>
          <strong safe>{sentence}</strong>
        </p>
      ))}
      {holder ? <p safe>{words.holder(holder.name)}</p> : null}
      <h2 safe>{words.ruleTitle}</h2>
      <p safe>{ruleSentence(rule, limits, locale)}</p>
      <p safe>{[words.calendar(calendar.version), ...(calendar.provisional ? [words.provisional] : [])].join(' ')}</p>
      <h2 safe>{words.noticesTitle}</h2>
      <Notices notices={notices} locale={locale} />
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
