import { weekdayOf } from '../platform/vn-time.js';
import { ErrorSummary, Input, Submit, type FormError } from '../platform/components/form.js';
import { Crumbs, Empty, Facts, NextLink, Note, TableHead } from '../platform/components/parts.js';
import { dateWords, When } from '../platform/components/when.js';
import { page, type Frame } from '../platform/page.view.js';
import type { ShownDay, ShownScope, ShownVersion, ShownYear } from './calendar.queries.js';
import type { ChangeRow } from './change.queries.js';
import { calendarWords, nameOfDay } from './words.rules.js';
import type { CalendarWords } from './words.vi.js';

/** What the units of scopes are called, by their codes. */
export type ScopeNames = ReadonlyMap<string | null, string>;

export interface CalendarProps extends ShownYear {
  of: ShownScope;
  scopes: ScopeNames;
  /** An earlier version than the one in force. */
  isOld: boolean;
  mayChange: boolean;
  /** What was asked for and is not there, with what was written. */
  wrong?: { asked: Readonly<Record<string, string>>; errors: readonly FormError[] } | undefined;
}

type Look = { frame: Frame; words: CalendarWords; scopes: ScopeNames };

function Day({ day, frame, words, scopes }: { day: ShownDay } & Look): JSX.Element {
  const isWorked = day.kind === 'make-up';
  const kind = words.kinds[day.kind] + (day.half ? ` (${words.halves[day.half]})` : '');
  return (
    <tr>
      <th scope="row" class="cell-main" data-label={words.columns[0]}>
        <time datetime={day.on} safe>
          {dateWords(day.on, frame.locale)}
        </time>{' '}
        <small class="muted" safe>
          {words.weekdays[weekdayOf(day.on)]}
        </small>
      </th>
      <td data-label={words.columns[1]}>
        <strong safe>{isWorked || day.half !== null ? words.works : words.off}</strong> <span safe>{kind}</span>
      </td>
      <td data-label={words.columns[2]} safe>
        {nameOfDay(day.name, frame.locale)}
      </td>
      <td data-label={words.columns[3]} safe>
        {scopes.get(day.scope) ?? words.national}
      </td>
      <td data-label={words.columns[4]} safe>
        {day.legalBasis}
      </td>
    </tr>
  );
}

function Days({ days, ...look }: { days: readonly ShownDay[] } & Look): JSX.Element {
  if (days.length === 0) return <Empty icon="clock" title={look.words.noDays} />;
  return (
    <table class="list cards">
      <TableHead columns={look.words.columns.map((column) => [column, ''] as const)} />
      <tbody>
        {days.map((day) => (
          <Day day={day} {...look} />
        ))}
      </tbody>
    </table>
  );
}

function Hours({ hours, frame, words, scopes }: Pick<ShownYear, 'hours'> & Look): JSX.Element {
  return (
    <section aria-labelledby="calendar-hours">
      <h2 id="calendar-hours" safe>
        {words.hours}
      </h2>
      <p safe>{words.usualHours}</p>
      {hours.length === 0 ? null : (
        <Facts
          rows={hours.map((period) => {
            const until = period.until && dateWords(period.until, frame.locale);
            const when = words.period(dateWords(period.from, frame.locale), until);
            return [
              `${scopes.get(period.scope) ?? words.national}, ${when}`,
              <span safe>{`${words.hoursOf(period)} (${period.legalBasis})`}</span>,
            ] as const;
          })}
        />
      )}
    </section>
  );
}

function WhichCalendar({ props, words }: { props: CalendarProps; words: CalendarWords }): JSX.Element {
  const { asked, errors } = props.wrong ?? { asked: null, errors: [] };
  const errorOf = (name: string): string | undefined => errors.find(({ field }) => field === name)?.text;
  const scope = props.of.name === null ? '' : props.of.code;
  return (
    <form method="get" action="/calendar" class="filters no-print">
      <Input
        name="year"
        label={words.year}
        type="number"
        value={asked?.['year'] ?? String(props.year)}
        error={errorOf('year')}
      />
      <Input
        name="scope"
        label={words.scope}
        hint={words.scopeHint}
        value={asked?.['scope'] ?? scope}
        error={errorOf('scope')}
      />
      <Submit label={words.show} icon="search" look="secondary" />
    </form>
  );
}

/** `/calendar`: a year of a calendar: what is worked, what is off, and by which notice. */
export function calendarPage(frame: Frame, props: CalendarProps): string {
  const words = calendarWords(frame.locale);
  const look = { frame, words, scopes: props.scopes };
  return page({
    title: words.titleOf(props.year),
    frame,
    current: 'calendar',
    content: (
      <>
        <ErrorSummary errors={props.wrong?.errors ?? []} locale={frame.locale} />
        <h1>
          <small safe>{props.of.name === null ? words.national : words.ofUnit(props.of.name)}</small>
          <span safe>{words.titleOf(props.year)}</span>
        </h1>
        <p class="lead" safe>
          {words.intro}
        </p>
        {props.isOld ? <Note tone="warning" text={words.oldVersion(props.version)} /> : null}
        {props.isOfficial ? (
          <p safe>{`${words.official(props.notice ?? '')} ${words.version(props.version)}.`}</p>
        ) : (
          <Note tone="warning" text={words.provisionalYear(props.year)} />
        )}
        <WhichCalendar props={props} words={words} />
        <Days days={props.days} {...look} />
        <Hours hours={props.hours} {...look} />
        <p class="no-print">
          <a href="/calendar/versions" safe>
            {words.versions}
          </a>
          {props.mayChange ? (
            <>
              {' · '}
              <a href="/calendar/changes/new" safe>
                {words.newChange}
              </a>
            </>
          ) : null}
        </p>
      </>
    ),
  });
}

export interface VersionsProps {
  versions: readonly ShownVersion[];
  changes: readonly ChangeRow[];
  scopes: ScopeNames;
  nextHref: string | null;
}

const Trail = ({ words, last }: { words: CalendarWords; last: string }): JSX.Element => (
  <Crumbs
    label={words.title}
    crumbs={[
      { href: '/calendar', text: words.title },
      { href: null, text: last },
    ]}
  />
);

/** `/calendar/versions`: every version with its proof, and the latest changes. */
export function versionsPage(frame: Frame, { versions, changes, scopes, nextHref }: VersionsProps): string {
  const words = calendarWords(frame.locale);
  const look = { frame, words, scopes };
  return page({
    title: words.versions,
    frame,
    current: 'calendar',
    content: (
      <>
        <Trail words={words} last={words.versions} />
        <h1 safe>{words.versions}</h1>
        <p class="lead" safe>
          {words.versionsIntro}
        </p>
        <table class="list cards">
          <TableHead columns={words.versionColumns.map((column) => [column, ''] as const)} />
          <tbody>
            {versions.map((one) => (
              <Version one={one} {...look} />
            ))}
          </tbody>
        </table>
        <NextLink href={nextHref} locale={frame.locale} />
        <Changes changes={changes} {...look} />
      </>
    ),
  });
}

function Version({ one, frame, words, scopes }: { one: ShownVersion } & Look): JSX.Element {
  const [version, madeAt, reason, scope, proof, fingerprint] = words.versionColumns;
  return (
    <tr>
      <th scope="row" class="cell-main" data-label={version}>
        <a href={`/calendar?version=${one.version}&scope=${encodeURIComponent(one.scope ?? 'national')}`} safe>
          {words.version(one.version)}
        </a>
      </th>
      <td data-label={madeAt}>
        <When at={one.madeAt} locale={frame.locale} />
      </td>
      <td data-label={reason} safe>
        {[words.reasonOf(one.reason), one.legalBasis].filter(Boolean).join(': ')}
      </td>
      <td data-label={scope} safe>
        {scopes.get(one.scope) ?? words.national}
      </td>
      <td data-label={proof} safe>
        {one.isProven ? words.proven : words.notKept}
      </td>
      <td data-label={fingerprint}>
        <code safe>{one.fingerprint.slice(0, 16)}</code>
      </td>
    </tr>
  );
}

function Changes({ changes, frame, words, scopes }: { changes: readonly ChangeRow[] } & Look): JSX.Element {
  return (
    <section aria-labelledby="calendar-changes">
      <h2 id="calendar-changes" safe>
        {words.changes}
      </h2>
      {changes.length === 0 ? <p safe>{words.noChanges}</p> : null}
      <ul>
        {changes.map((change) => (
          <li>
            <a href={`/calendar/changes/${change.id}`} safe>
              {`${words.changeKinds[change.kind]}: ${change.legalBasis}`}
            </a>{' '}
            <small class="muted">
              <span safe>{`${scopes.get(change.scope) ?? words.national}, ${words.states[change.state]}, `}</span>
              <When at={change.draftedAt} locale={frame.locale} />
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
