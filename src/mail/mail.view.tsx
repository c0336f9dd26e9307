import type { Locale } from '../platform/caller.js';
import { ErrorSummary, Find, Submit, type FormError } from '../platform/components/form.js';
import { Empty, NextLink, Note, TableHead } from '../platform/components/parts.js';
import { Tag, type Tone } from '../platform/components/state.js';
import { When } from '../platform/components/when.js';
import { countWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import type { MailStanding } from './mail.json.js';
import { DomainsPart, JobsPart, PolicyPart } from './mail-parts.view.js';
import type { Undelivered, UndeliveredMessage } from './operator.queries.js';
import { outboxWords } from './words.rules.js';

const TONE: Record<Undelivered, Tone> = { failed: 'late', unknown: 'wait', bounced: 'back' };
const PERIODS = [1, 7, 30];
const STATES = ['failed', 'unknown', 'bounced'] as const;

export interface MailPageProps {
  configured: boolean;
  standing: MailStanding;
  lines: readonly UndeliveredMessage[];
  state: Undelivered | undefined;
  domain: string;
  nextHref: string | null;
  errors: readonly FormError[];
}

const hrefOf = (asked: Record<string, string | number | undefined>): string => {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return `/mail${query === '' ? '' : `?${query}`}`;
};

function Tabs(props: { label: string; tabs: readonly { href: string; text: string; isHere: boolean }[] }): JSX.Element {
  return (
    <nav class="tabs" aria-label={props.label}>
      <ul>
        {props.tabs.map(({ href, text, isHere }) => (
          <li>
            <a href={href} aria-current={isHere ? 'true' : undefined} safe>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Figures({ standing, locale }: { standing: MailStanding; locale: Locale }): JSX.Element {
  const words = outboxWords(locale);
  const { counts, oldestQueuedAt } = standing;
  const shown = [
    [words.total, counts.total],
    ...Object.entries(words.states).map(([state, text]) => [text, counts.states[state as 'queued']] as const),
  ] as const;
  return (
    <>
      <dl class="figures" aria-label={words.state}>
        {shown.map(([name, n]) => (
          <div>
            <dt safe>{name}</dt>
            <dd safe>{countWords(n, locale)}</dd>
          </div>
        ))}
      </dl>
      {counts.states.queued === 0 ? null : (
        <section>
          <h2 safe>{words.waitingTitle}</h2>
          <dl class="figures" aria-label={words.waitingTitle}>
            {Object.entries(words.parts).map(([part, text]) => (
              <div>
                <dt safe>{text}</dt>
                <dd safe>{countWords(counts.queued[part as 'due'], locale)}</dd>
              </div>
            ))}
          </dl>
          <p class="muted">
            <span safe>{words.sums}</span>
            {oldestQueuedAt === null ? null : (
              <>
                {' '}
                <span safe>{words.oldest}</span> <When at={oldestQueuedAt} locale={locale} />.
              </>
            )}
          </p>
        </section>
      )}
    </>
  );
}

function Resend({ line, locale }: { line: UndeliveredMessage; locale: Locale }): JSX.Element {
  const words = outboxWords(locale);
  if (line.digestId !== null) return <span safe>{words.inDigest}</span>;
  if (line.domain === null) return <>–</>;
  return (
    <form method="post" action={`/mail/messages/${line.id}/resend`} class="act">
      <Submit label={words.resend} look="secondary" />
    </form>
  );
}

function Line({ line, locale }: { line: UndeliveredMessage; locale: Locale }): JSX.Element {
  const words = outboxWords(locale);
  const { columns } = words;
  const name = words.templates[line.template] ?? line.template;
  return (
    <tr>
      <td class="cell-main">
        <Tag tone={TONE[line.state]} text={words.states[line.state]} /> <b safe>{name}</b>
        {line.assignmentId === null ? null : (
          <>
            {' · '}
            <a href={`/assignments/${line.assignmentId}`} safe>
              {words.duty}
            </a>
          </>
        )}
      </td>
      <td data-label={columns.domain} safe>
        {line.domain ?? words.noAddress}
      </td>
      <td data-label={columns.attempts} safe>
        {countWords(line.attempts, locale)}
      </td>
      <td data-label={columns.queuedAt}>
        <When at={line.queuedAt} locale={locale} />
      </td>
      <td data-label={columns.error} safe>
        {line.domain === null ? '–' : (line.error ?? '–')}
      </td>
      <td data-label={columns.act}>
        <Resend line={line} locale={locale} />
      </td>
    </tr>
  );
}

function UndeliveredPart({ props, locale }: { props: MailPageProps; locale: Locale }): JSX.Element {
  const words = outboxWords(locale);
  const { columns } = words;
  const { days } = props.standing;
  const tabs = [undefined, ...STATES].map((state) => ({
    href: hrefOf({ days, state, domain: props.domain }),
    text: state ? words.states[state] : words.all,
    isHere: state === props.state,
  }));
  const kept = { days: String(days), ...(props.state ? { state: props.state } : {}) };
  return (
    <section>
      <h2 safe>{words.undeliveredTitle}</h2>
      <p class="muted" safe>
        {words.undeliveredHint}
      </p>
      <Tabs label={words.show} tabs={tabs} />
      <Find
        action="/mail"
        name="domain"
        value={props.domain}
        label={words.find}
        button={words.findButton}
        kept={kept}
      />
      {props.lines.length === 0 ? (
        <Empty icon="mail" title={words.empty} />
      ) : (
        <table class="list cards">
          <TableHead
            columns={[
              [columns.notice, ''],
              [columns.domain, ''],
              [columns.attempts, ''],
              [columns.queuedAt, ''],
              [columns.error, ''],
              [columns.act, ''],
            ]}
          />
          <tbody>
            {props.lines.map((line) => (
              <Line line={line} locale={locale} />
            ))}
          </tbody>
        </table>
      )}
      <NextLink href={props.nextHref} locale={locale} />
    </section>
  );
}

/** `/mail`: where outgoing mail is, and what did not arrive; neither texts nor addresses. */
export function mailPage(frame: Frame, props: MailPageProps): string {
  const { locale } = frame;
  const words = outboxWords(locale);
  const periods = PERIODS.map((days) => ({
    href: hrefOf({ days, state: props.state, domain: props.domain }),
    text: words.periods[days] ?? words.days(String(days)),
    isHere: days === props.standing.days,
  }));
  const content = (
    <>
      <ErrorSummary errors={props.errors} locale={locale} />
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>
        {words.intro}
      </p>
      {props.configured ? null : <Note tone="warning" text={words.notConfigured} />}
      <Tabs label={words.period} tabs={periods} />
      <Figures standing={props.standing} locale={locale} />
      <UndeliveredPart props={props} locale={locale} />
      <DomainsPart standing={props.standing} locale={locale} />
      <JobsPart standing={props.standing} locale={locale} />
      <PolicyPart standing={props.standing} locale={locale} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'mail', width: 'wide' });
}
