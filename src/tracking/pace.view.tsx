import { outcomeParts, StackedBar } from '../platform/components/bar.js';
import { Crumbs, NextLink, TableHead } from '../platform/components/parts.js';
import { Due, instantWords } from '../platform/components/when.js';
import { countWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import type { ForecastRow, Outlook } from './forecast.queries.js';
import type { FrontierUnit } from './frontier.queries.js';
import type { Latency } from './latency.queries.js';
import { LatencySection, levelWords } from './latency.view.js';
import type { LevelCounts } from './progress.rules.js';
import { trackingWords } from './progress.view.js';
import type { TaskCounts } from './task-counts.queries.js';

export interface PaceProps {
  directive: string;
  subject: string;
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
  const { foreseen, own, history } = props.outlook;
  const at = (instant: Date): string => instantWords(instant, locale);
  const text =
    typeof foreseen === 'string'
      ? words.why[foreseen]
      : words.foreseen(at(foreseen.expectedAt), at(foreseen.earliestAt), at(foreseen.latestAt));
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
      <p class="muted" safe>
        {words.how(n(own.events, frame), n(history.events, frame))}
      </p>
      {props.past.length === 0 ? null : (
        <details>
          <summary safe>{words.past}</summary>
          <table class="list cards">
            <TableHead columns={[[words.madeOn, ''], [words.by, ''], [words.interval, ''], [words.reached, ''], [words.grade, '']]} />
            <tbody>
              {props.past.map((row) => (
                <tr>
                  <th scope="row" class="cell-main" safe>
                    {at(row.madeAt)}
                  </th>
                  <td data-label={words.by} safe>
                    {at(row.expectedAt)}
                  </td>
                  <td data-label={words.interval} safe>
                    {`${at(row.earliestAt)} – ${at(row.latestAt)}`}
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

function Levels({ props, frame }: Props): JSX.Element {
  const all = trackingWords(frame.locale);
  const words = all.pace;
  return (
    <section aria-labelledby="by-level">
      <h2 id="by-level" safe>
        {words.byLevel}
      </h2>
      <table class="list cards">
        <TableHead columns={[[words.level, ''], [all.tree.total, 'number'], [all.receipt, 'col-bar'], [all.work, 'col-bar'], [words.overdue, 'number']]} />
        <tbody>
          {props.levels.map((of) => (
            <tr>
              <th scope="row" class="cell-main">
                <span safe>{levelWords(of.level, frame.locale)}</span>{' '}
                <span class="muted" safe>
                  {words.depth(n(of.depth, frame))}
                </span>
              </th>
              <td class="number" data-label={all.tree.total} safe>
                {n(of.total, frame)}
              </td>
              <td data-label={all.receipt}>
                <StackedBar parts={outcomeParts(of.receiptOutcome, frame.locale)} locale={frame.locale} />
              </td>
              <td data-label={all.work}>
                <StackedBar parts={outcomeParts(of.workOutcome, frame.locale)} locale={frame.locale} />
              </td>
              <td class="number" data-label={words.overdue} safe>
                {n(of.receiptOutcome.openOverdue + of.workOutcome.openOverdue, frame)}
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
  const { open, begun, done } = words.status;
  return (
    <section aria-labelledby="by-task">
      <h2 id="by-task" safe>
        {words.byTask}
      </h2>
      <table class="list cards">
        <TableHead columns={[[words.task, ''], [open, 'number'], [begun, 'number'], [done, 'number'], [words.overdue, 'number']]} />
        <tbody>
          {props.tasks.map((task) => (
            <tr>
              <th scope="row" class="cell-main">
                <b safe>{task.label}</b> <span safe>{task.text}</span>
              </th>
              {([[open, task.status.open], [begun, task.status.begun], [done, task.status.done], [words.overdue, task.openOverdue]] as const).map(([label, count]) => (
                <td class="number" data-label={label} safe>
                  {n(count, frame)}
                </td>
              ))}
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
                    <Due at={unit.dueAt} now={frame.now} locale={frame.locale} />
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
