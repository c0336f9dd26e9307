import type { Locale } from '../../platform/caller.js';
import { ErrorSummary, Input, Select, Submit, type FormError } from '../../platform/components/form.js';
import { Crumbs, TableHead } from '../../platform/components/parts.js';
import { instantWords, When } from '../../platform/components/when.js';
import { countWords } from '../../platform/components/words.js';
import { page, type Frame } from '../../platform/page.view.js';
import { headed } from '../../platform/text.js';
import { formatVnDate } from '../../platform/vn-time.js';
import { mailsPerDay } from '../../directives/index.js';
import { explainWords } from '../explaining/explain.rules.js';
import type { Holiday, VirtualDay } from './days.rules.js';
import { firstTold, noDigestIn, rehearsalWords, totalsOf } from './rehearsal.rules.js';
import type { Rehearsal, RehearsedStep } from './rehearsal.queries.js';
import { ANSWERS, MOST_MONTHS } from './timeline.rules.js';

/** Lines that a table of the page shows. */
const SHOWN = 60;

export interface RehearsalProps extends Rehearsal {
  /** What the fields hold; no start: now. */
  form: { at: string; months: string; answers: string };
  errors?: readonly FormError[];
}

const More = ({ count, locale }: { count: number; locale: Locale }): JSX.Element | null =>
  count > SHOWN ? <p safe>{rehearsalWords(locale).more(countWords(count - SHOWN, locale))}</p> : null;

interface Column<Line> {
  head: string;
  /** Figures stand to the right. */
  isFigure?: boolean;
  cell: (line: Line) => string;
}

function Table<Line>({
  lines,
  columns,
  locale,
}: {
  lines: readonly Line[];
  columns: readonly Column<Line>[];
  locale: Locale;
}) {
  return (
    <>
      <table class="list cards">
        <TableHead columns={columns.map(({ head, isFigure }) => [head, isFigure ? 'number' : ''] as const)} />
        <tbody>
          {lines.slice(0, SHOWN).map((line) => (
            <tr>
              {columns.map(({ head, isFigure, cell }) => (
                <td data-label={head} class={isFigure ? 'number' : ''} safe>
                  {cell(line)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <More count={lines.length} locale={locale} />
    </>
  );
}

function Steps({ steps, locale }: { steps: readonly RehearsedStep[]; locale: Locale }): JSX.Element {
  const { stepColumns, letter } = rehearsalWords(locale);
  const { stages, nextSteps } = explainWords(locale);
  return Table<RehearsedStep>({
    lines: steps,
    locale,
    columns: [
      { head: stepColumns.at, cell: ({ at }) => instantWords(at, locale) },
      { head: stepColumns.stage, cell: ({ stage }) => stages[stage] },
      { head: stepColumns.step, cell: ({ to, channel }) => (channel === 'letter' ? letter : nextSteps[to]) },
      { head: stepColumns.units, isFigure: true, cell: ({ units }) => countWords(units, locale) },
    ],
  });
}

function Days({ days, locale }: { days: readonly VirtualDay[]; locale: Locale }): JSX.Element {
  const { dayColumns } = rehearsalWords(locale);
  const figures = (['mails', 'digests', 'atOnce', 'notices', 'deferred', 'unreached', 'noDigest'] as const).filter(
    (name) => days.some((day) => day[name] > 0),
  );
  return Table<VirtualDay>({
    lines: days,
    locale,
    columns: [
      { head: dayColumns.on, cell: ({ on }) => formatVnDate(on, locale) },
      ...figures.map((name) => ({
        head: dayColumns[name],
        isFigure: true,
        cell: (day: VirtualDay) => countWords(day[name], locale),
      })),
    ],
  });
}

function Holidays({ holidays, locale }: { holidays: readonly Holiday[]; locale: Locale }): JSX.Element {
  const { holidayColumns, noHolidays } = rehearsalWords(locale);
  if (holidays.length === 0) return <p safe>{noHolidays}</p>;
  const figure = (head: string, cell: (holiday: Holiday) => number) => ({
    head,
    isFigure: true,
    cell: (holiday: Holiday) => countWords(cell(holiday), locale),
  });
  return Table<Holiday>({
    lines: holidays,
    locale,
    columns: [
      {
        head: holidayColumns.period,
        cell: ({ from, to }) => `${formatVnDate(from, locale)} – ${formatVnDate(to, locale)}`,
      },
      figure(holidayColumns.days, ({ days }) => days),
      figure(holidayColumns.steps, ({ steps }) => steps),
      figure(holidayColumns.after, ({ mailsAfter }) => mailsAfter),
    ],
  });
}

/** Those that the list does not name. */
const MoreUnits = ({ of, locale }: { of: { count: number; units: readonly unknown[] }; locale: Locale }) =>
  of.count > of.units.length ? (
    <p safe>{rehearsalWords(locale).more(countWords(of.count - of.units.length, locale))}</p>
  ) : null;

function Unreached({ unreached, locale }: { unreached: Rehearsal['unreached']; locale: Locale }): JSX.Element {
  const words = rehearsalWords(locale);
  if (unreached.count === 0) return <p safe>{words.allReached}</p>;
  return (
    <>
      <p safe>{words.unreachedCount(countWords(unreached.count, locale))}</p>
      <ul>
        {unreached.units.map(({ name, isDead }) => (
          <li safe>{`${name}: ${isDead ? words.dead : words.none}`}</li>
        ))}
      </ul>
      <MoreUnits of={unreached} locale={locale} />
    </>
  );
}

function Unread({ unread, locale }: { unread: Rehearsal['unread']; locale: Locale }): JSX.Element | null {
  const words = rehearsalWords(locale);
  if (unread.count === 0) return null;
  return (
    <>
      <h2 safe>{words.unread}</h2>
      <p safe>{words.unreadCount(countWords(unread.count, locale))}</p>
      <ul>
        {unread.units.map(({ name }) => (
          <li safe>{name}</li>
        ))}
      </ul>
      <MoreUnits of={unread} locale={locale} />
    </>
  );
}

function Asking({ props, locale }: { props: RehearsalProps; locale: Locale }): JSX.Element {
  const words = rehearsalWords(locale);
  const errorOf = (name: string): string | undefined => props.errors?.find(({ field }) => field === name)?.text;
  return (
    <form method="get" action={`/directives/${props.directive.id}/rehearsal`} class="filters no-print">
      <Input name="at" label={words.from} value={props.form.at} type="date" error={errorOf('at')} />
      <Input
        name="months"
        label={`${words.months} (1–${MOST_MONTHS})`}
        value={props.form.months}
        type="number"
        error={errorOf('months')}
      />
      <Select
        name="answers"
        label={words.answers}
        value={props.form.answers}
        options={ANSWERS.map((value) => ({ value, label: words.answerNames[value] }))}
      />
      <Submit label={words.run} icon="search" look="secondary" />
    </form>
  );
}

/** What comes of it, in sentences. */
function Summary({ props, locale }: { props: RehearsalProps; locale: Locale }): JSX.Element {
  const words = rehearsalWords(locale);
  const number = (n: number): string => countWords(n, locale);
  const { mails, notices, busiest } = totalsOf(props);
  const noDigest = noDigestIn(props);
  return (
    <>
      <p>
        <strong safe>
          {words.summary({ units: number(props.units), mails: number(mails), notices: number(notices) })}
        </strong>
      </p>
      <p safe>{busiest ? words.busiest(formatVnDate(busiest.on, locale), number(busiest.mails)) : words.quiet}</p>
      <p safe>{words.limit(mailsPerDay(props.directive.policy))}</p>
      {props.waiting > 0 ? <p safe>{words.waiting(number(props.waiting))}</p> : null}
      {noDigest > 0 ? <p safe>{words.noDigest(number(noDigest))}</p> : null}
      {props.provisional ? <p safe>{words.provisional}</p> : null}
    </>
  );
}

function First({ steps, locale }: { steps: readonly RehearsedStep[]; locale: Locale }): JSX.Element {
  const words = rehearsalWords(locale);
  const told = firstTold(steps);
  if (told.length === 0) return <p safe>{words.firstNone}</p>;
  return (
    <ul>
      {told.map(({ to, at, units }) => (
        <li safe>{words.firstAt(words.firstOf[to], instantWords(at, locale), countWords(units, locale))}</li>
      ))}
    </ul>
  );
}

/** `/directives/:id/rehearsal`: what chasing a directive would come to. */
export function rehearsalPage(frame: Frame, props: RehearsalProps): string {
  const { locale } = frame;
  const words = rehearsalWords(locale);
  const { directive } = props;
  const above = directive.issuedAt ? `/directives/${directive.id}` : `/directives/${directive.id}/preview`;
  const content = (
    <>
      <Crumbs
        label={words.crumbs}
        crumbs={[
          { href: above, text: headed(directive.subject) },
          { href: null, text: words.title },
        ]}
      />
      <ErrorSummary errors={props.errors ?? []} locale={locale} />
      <h1 safe>{words.title}</h1>
      <p safe>{words.intro}</p>
      <Asking props={props} locale={locale} />
      <p>
        <When at={props.from} locale={locale} /> – <When at={props.until} locale={locale} />
      </p>
      <Summary props={props} locale={locale} />
      <h2 safe>{words.first}</h2>
      <First steps={props.steps} locale={locale} />
      {props.days.length === 0 ? null : (
        <>
          <h2 safe>{words.days}</h2>
          <Days days={props.days} locale={locale} />
        </>
      )}
      {props.steps.length === 0 ? null : (
        <>
          <h2 safe>{words.steps}</h2>
          <Steps steps={props.steps} locale={locale} />
        </>
      )}
      <h2 safe>{words.holidays}</h2>
      <Holidays holidays={props.holidays} locale={locale} />
      <h2 safe>{words.unreached}</h2>
      <Unreached unreached={props.unreached} locale={locale} />
      <Unread unread={props.unread} locale={locale} />
    </>
  );
  return page({ title: words.title, frame, content });
}
