import { Legend, StackedBar, type Outcomes } from '../platform/components/bar.js';
import { Crumbs, NextLink, TableHead } from '../platform/components/parts.js';
import { dateWords, Due, instantWords } from '../platform/components/when.js';
import { countWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import { vnDate } from '../platform/vn-time.js';
import type { ForecastRow, Outlook } from './forecast.queries.js';
import type { FrontierUnit } from './frontier.queries.js';
import type { Latency } from './latency.queries.js';
import { LatencySection, levelWords } from './latency.view.js';
import type { LevelCounts } from './progress.rules.js';
import { stageParts, trackingWords } from './progress.view.js';
import type { TaskCounts } from './task-counts.queries.js';

export interface PaceProps {
  directive: string;
  subject: string;
  workDueAt: Date | null;
  /** Since when the directive stands still; null while it runs. */
  pausedAt: Date | null;
  outlook: Outlook;
  past: readonly ForecastRow[];
  rate: { graded: number; hits: number };
  latency: Latency;
  levels: readonly LevelCounts[];
  tasks: readonly TaskCounts[];
  frontier: readonly FrontierUnit[];
  nextHref: string | null;
  silent: number;
}

interface Props {
  props: PaceProps;
  frame: Frame;
}

const n = (count: number, { locale }: Frame): string => countWords(count, locale);

function Forecast({ props, frame }: Props): JSX.Element {
  const { locale } = frame;
  const words = trackingWords(locale).pace;
  const { foreseen, unreached } = props.outlook;
  const { workDueAt } = props;
  const at = (instant: Date): string => instantWords(instant, locale);
  // a forecast is not known to the minute
  const day = (instant: Date): string => dateWords(vnDate(instant), locale);
  const text =
    typeof foreseen === 'string'
      ? words.why[foreseen]
      : words.foreseen(day(foreseen.expectedAt), day(foreseen.earliestAt), day(foreseen.latestAt));
  const notes = [
    ...(typeof foreseen !== 'string' && workDueAt !== null && foreseen.expectedAt > workDueAt
      ? [words.afterDue(day(workDueAt))]
      : []),
    ...(unreached > 0 ? [words.unreached(n(unreached, frame))] : []),
    ...(typeof foreseen === 'string' ? [] : [words.how]),
  ];
  const grade = ({ hit, endedAt }: ForecastRow): string =>
    hit === true ? words.hit : hit === false ? words.miss : endedAt ? words.noGrade : words.ungraded;
  return (
    <section aria-labelledby="forecast">
      <h2 id="forecast" safe>
        {words.forecast}
      </h2>
      <p>
        <b safe>{text}</b>
      </p>
      {notes.map((note) => (
        <p class="muted" safe>
          {note}
        </p>
      ))}
      {props.past.length === 0 ? null : (
        <details>
          <summary safe>{`${words.past} (${n(props.past.length, frame)})`}</summary>
          <table class="list cards">
            <TableHead columns={[[words.madeOn, ''], [words.by, ''], [words.interval, ''], [words.reached, ''], [words.grade, '']]} />
            <tbody>
              {props.past.map((row) => (
                <tr>
                  <th scope="row" class="cell-main" safe>
                    {at(row.madeAt)}
                  </th>
                  <td data-label={words.by} safe>
                    {day(row.expectedAt)}
                  </td>
                  <td data-label={words.interval} safe>
                    {`${day(row.earliestAt)} – ${day(row.latestAt)}`}
                  </td>
                  <td data-label={words.reached} safe>
                    {row.reachedAt === null ? words.none : at(row.reachedAt)}
                  </td>
                  <td data-label={words.grade} safe>
                    {grade(row)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      {props.rate.graded === 0 ? null : <p safe>{words.rate(n(props.rate.hits, frame), n(props.rate.graded, frame))}</p>}
    </section>
  ); // prettier-ignore
}

/** A bar with its figures beside it. */
function Figures({
  outcomes,
  waiting = 0,
  frame,
}: {
  outcomes: Outcomes;
  waiting?: number;
  frame: Frame;
}): JSX.Element {
  const parts = stageParts(outcomes, waiting, frame.locale);
  return (
    <>
      <StackedBar parts={parts} locale={frame.locale} />
      <Legend parts={parts} locale={frame.locale} />
    </>
  );
}

function Levels({ props, frame }: Props): JSX.Element {
  const all = trackingWords(frame.locale);
  const words = all.pace;
  return (
    <section aria-labelledby="by-level">
      <h2 id="by-level" safe>
        {words.byLevel}
      </h2>
      <table class="list cards">
        <TableHead columns={[[words.level, ''], [all.units, 'number'], [all.receipt, 'col-bar'], [words.relayOverdue, 'number'], [all.work, 'col-bar'], [words.overdue, 'number']]} />
        <tbody>
          {props.levels.map((of) => (
            <tr>
              <th scope="row" class="cell-main">
                <span safe>{levelWords(of.level, frame.locale)}</span>{' '}
                <span class="muted" safe>
                  {words.depth(n(of.depth, frame))}
                </span>
              </th>
              <td class="number" data-label={all.units} safe>
                {n(of.total, frame)}
              </td>
              <td data-label={all.receipt}>
                <Figures outcomes={of.receiptOutcome} waiting={of.waits.receipt} frame={frame} />
              </td>
              <td class="number" data-label={words.relayOverdue} safe>
                {n(of.relay.silent, frame)}
              </td>
              <td data-label={all.work}>
                <Figures outcomes={of.workOutcome} waiting={of.waits.work} frame={frame} />
              </td>
              <td class="number" data-label={words.overdue} safe>
                {n(of.receiptOutcome.openOverdue + of.relay.silent + of.workOutcome.openOverdue, frame)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ); // prettier-ignore
}

function Tasks({ props, frame }: Props): JSX.Element {
  const words = trackingWords(frame.locale).pace;
  if (props.tasks.length === 0) return <></>;
  const { open, begun, done, notApplicable } = words.status;
  return (
    <section aria-labelledby="by-task">
      <h2 id="by-task" safe>
        {words.byTask}
      </h2>
      <table class="list cards">
        <TableHead columns={[[words.task, ''], [words.taskTotal, 'number'], [open, 'number'], [begun, 'number'], [done, 'number'], [notApplicable, 'number'], [words.byTerm, 'col-bar']]} />
        <tbody>
          {props.tasks.map((task) => (
            <tr>
              <th scope="row" class="cell-main">
                <b safe>{task.label}</b> <span safe>{task.text}</span>
              </th>
              {([[words.taskTotal, task.total], [open, task.status.open], [begun, task.status.begun], [done, task.status.done], [notApplicable, task.status.notApplicable]] as const).map(([label, count]) => (
                <td class="number" data-label={label} safe>
                  {n(count, frame)}
                </td>
              ))}
              <td data-label={words.byTerm}>
                <Figures outcomes={task} frame={frame} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ); // prettier-ignore
}

function Frontier({ props, frame }: Props): JSX.Element {
  const words = trackingWords(frame.locale).pace;
  return (
    <section aria-labelledby="frontier">
      <h2 id="frontier" safe>
        {words.frontier}
      </h2>
      {props.silent > 0 ? <p safe>{words.silentUnits(n(props.silent, frame))}</p> : null}
      {props.frontier.length === 0 ? (
        <p safe>{words.frontierNone}</p>
      ) : (
        <>
          <p class="muted" safe>
            {words.frontierText}
          </p>
          <table class="list cards">
            <TableHead columns={[[words.unit, ''], [words.holdup, ''], [words.waiting, 'number'], [words.dueAt, '']]} />
            <tbody>
              {props.frontier.map((unit) => (
                <tr>
                  <th scope="row" class="cell-main">
                    <a href={`/directives/${props.directive}?under=${encodeURIComponent(unit.unitCode)}`} safe>
                      {unit.unitName}
                    </a>
                  </th>
                  <td data-label={words.holdup} safe>
                    {words.holdups[unit.holdup]}
                  </td>
                  <td class="number" data-label={words.waiting} safe>
                    {n(unit.waiting, frame)}
                  </td>
                  <td data-label={words.dueAt}>
                    <Due
                      at={unit.dueAt}
                      now={frame.now}
                      locale={frame.locale}
                      paused={props.pausedAt ? { since: props.pausedAt } : null}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <NextLink href={props.nextHref} locale={frame.locale} />
        </>
      )}
    </section>
  ); // prettier-ignore
}

/** `/directives/:id/pace`: how fast the paper goes down, who holds it up, and when it will have arrived. */
export function pacePage(frame: Frame, props: PaceProps): string {
  const all = trackingWords(frame.locale);
  const content = (
    <>
      <Crumbs
        label={all.crumbs}
        crumbs={[
          { href: '/directives', text: all.directives },
          { href: `/directives/${props.directive}`, text: props.subject },
          { href: null, text: all.pace.title },
        ]}
      />
      <h1 safe>{all.pace.title}</h1>
      <Forecast props={props} frame={frame} />
      <Frontier props={props} frame={frame} />
      <Levels props={props} frame={frame} />
      <Tasks props={props} frame={frame} />
      <LatencySection directive={props.directive} latency={props.latency} frame={frame} />
    </>
  );
  return page({ title: `${all.pace.title}: ${props.subject}`, frame, content, current: 'directives' });
}

/** On the directive's page: only the way there, for it is light. */
export function PaceDoor({ directive, frame }: { directive: string; frame: Frame }): JSX.Element {
  return (
    <a class="button button-secondary" href={`/directives/${directive}/pace`} safe>
      {trackingWords(frame.locale).pace.door}
    </a>
  );
}
