import type { Locale } from '../platform/caller.js';
import { countWords } from '../platform/components/words.js';
import { Note, TableHead } from '../platform/components/parts.js';
import { Tag } from '../platform/components/state.js';
import { instantWords } from '../platform/components/when.js';
import type { Done, JobState } from '../platform/heartbeat/heartbeats.js';
import { page, type Frame } from '../platform/page.view.js';
import type { PartState } from '../platform/readiness.js';
import { watchdogWords } from './words.rules.js';

/** How the system stands at one moment. */
export interface SystemState {
  parts: Readonly<Record<string, PartState>>;
  jobs: readonly JobState[];
}

const AGAIN_SECONDS = 15;

const nameOf = (part: string, locale: Locale): string => watchdogWords(locale).parts[part] ?? part;

function stateOf(state: PartState): 'stopped' | 'degraded' | 'ok' {
  if (!state.ok) return 'stopped';
  return state.degraded ? 'degraded' : 'ok';
}
const TONE = { stopped: 'late', degraded: 'back', ok: 'done' } as const;
/** What needs somebody comes first. */
const RANK = { stopped: 0, degraded: 1, ok: 2 } as const;

function doneWords(done: Done, locale: Locale): string {
  const words = watchdogWords(locale).done;
  const counts = Object.entries(done).filter(([, count]) => count > 0);
  return counts.map(([what, count]) => `${countWords(count, locale)} ${words[what] ?? what}`).join(', ');
}

function Attention({ state, locale }: { state: PartState; locale: Locale }): JSX.Element {
  const { degraded, note } = state;
  const words = watchdogWords(locale);
  const since = degraded?.since ? instantWords(degraded.since, locale) : null;
  return (
    <>
      {note ? <p safe>{note[locale]}</p> : null}
      {degraded ? (
        <p>
          <span safe>{degraded.note[locale]}</span> <span safe>({words.degradedCount(degraded.count, since)})</span>
        </p>
      ) : null}
    </>
  );
}

function LastRound({ job, locale }: { job: JobState | undefined; locale: Locale }): JSX.Element {
  const words = watchdogWords(locale);
  if (!job) return <>—</>;
  if (job.provedAt === null) return <span safe>{words.never}</span>;
  return (
    <>
      <span safe>{instantWords(job.provedAt, locale)}</span>
      <br />
      <small safe>{words.secondsAgo(Math.max(0, job.proofSeconds ?? 0))}</small>
    </>
  );
}

function LastWork({ job, locale }: { job: JobState | undefined; locale: Locale }): JSX.Element {
  if (!job) return <>—</>;
  if (job.workedAt === null) return <span safe>{watchdogWords(locale).nothingYet}</span>;
  return (
    <>
      <span safe>{instantWords(job.workedAt, locale)}</span>
      <br />
      <small safe>{doneWords(job.done, locale)}</small>
    </>
  );
}

function Row(props: { part: string; state: PartState; job: JobState | undefined; locale: Locale }): JSX.Element {
  const { part, state, job, locale } = props;
  const words = watchdogWords(locale);
  const is = stateOf(state);
  return (
    <tr id={`part-${part}`}>
      <th scope="row" class="cell-main">
        <span safe>{nameOf(part, locale)}</span>
        <br />
        <small>
          <code safe>{part}</code>
        </small>
      </th>
      <td data-label={words.columns.state}>
        <Tag tone={TONE[is]} text={words.states[is]} />
        <Attention state={state} locale={locale} />
      </td>
      <td data-label={words.columns.lastRound}>
        <LastRound job={job} locale={locale} />
      </td>
      <td data-label={words.columns.lastWork}>
        <LastWork job={job} locale={locale} />
      </td>
      <td data-label={words.columns.period}>{job ? words.seconds(job.periodSeconds) : '—'}</td>
    </tr>
  );
}

function Summary({ parts, locale }: { parts: SystemState['parts']; locale: Locale }): JSX.Element {
  const words = watchdogWords(locale);
  const named = (is: 'stopped' | 'degraded'): string =>
    Object.entries(parts)
      .filter(([, state]) => stateOf(state) === is)
      .map(([part]) => nameOf(part, locale))
      .join(', ');
  const [stopped, degraded] = [named('stopped'), named('degraded')];
  return (
    <>
      {stopped ? <Note tone="error" text={words.notWell(stopped)} /> : null}
      {degraded ? <Note tone="warning" text={words.someDegraded(degraded)} /> : null}
      {stopped || degraded ? null : <Note tone="done" text={words.allWell} />}
    </>
  );
}

/** `/system`: every part, whether it runs, when it last got through a round, and what it did. */
export function systemPage(frame: Frame, { parts, jobs }: SystemState): string {
  const { locale } = frame;
  const words = watchdogWords(locale);
  const { part, state, lastRound, lastWork, period } = words.columns;
  const rows = Object.entries(parts).toSorted(([, a], [, b]) => RANK[stateOf(a)] - RANK[stateOf(b)]);
  const content = (
    <>
      <header class="page-head">
        <h1 safe>{words.title}</h1>
        <p class="lead" safe>
          {words.lead}
        </p>
      </header>
      <div id="system" hx-get="/system" hx-trigger={`every ${AGAIN_SECONDS}s`} hx-select="#system" hx-swap="outerHTML">
        <Summary parts={parts} locale={locale} />
        <table class="list cards">
          <TableHead columns={[[part, ''], [state, ''], [lastRound, ''], [lastWork, ''], [period, '']]} />
          <tbody>
            {rows.map(([name, its]) => (
              <Row part={name} state={its} job={jobs.find(({ job }) => job === name)} locale={locale} />
            ))}
          </tbody>
        </table>
        <p class="hint" safe>
          {words.asOf(instantWords(frame.now, locale))}
        </p>
      </div>
    </>
  ); // prettier-ignore
  return page({ title: words.title, frame, content, current: 'system', live: true, againSeconds: AGAIN_SECONDS });
}
