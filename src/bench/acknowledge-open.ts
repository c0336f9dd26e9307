import { setTimeout as wait } from 'node:timers/promises';
import { AcknowledgeAssignment } from '../assignments/index.js';
import { ChaseDue } from '../chasing/index.js';
import { commandLineCaller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { BenchServer } from './bench-server.js';
import { figureOf, percentile, rounded, spread, type Figure } from './figure.rules.js';
import { memoryFigures } from './memory.js';
import { drawnOpen, openAssignmentsOf, openAtLeast, type Drawn } from './open-directives.js';
import type { Stage } from './stage.js';
import { atSteadyRate } from './steady-rate.js';
import { makeDue } from './sweep.js';

const PER_SECOND = 200;
const WARM_UP_SHARE = 0.1;
const TARGET_MS = 50;
/** Parts of the run after which the chaser begins, and the directive is issued. */
const SWEEP_AFTER = 0.25;
const ISSUE_AFTER = 0.6;
const DRAW = 0;
/** Rows are made due, and what follows from that done, ahead of time: this part of the run's length. */
const HEAD_START = 0.5;

interface Run {
  /** Milliseconds from the instant at which each was due to come. */
  times: number[];
  sweepSeconds: number;
  issueSeconds: number;
  due: number;
}

interface Way {
  acknowledge: (item: Drawn) => Promise<unknown>;
  /** Runs the chaser over what was made due. */
  sweep: () => Promise<unknown>;
  issue: (directive: string) => Promise<unknown>;
}

/**
 * 99th percentile of an acknowledgement at 200 a second, open loop: each is timed from the instant at which it was due to
 * come, so that waiting counts. Meanwhile one directive is issued to every commune and the chaser finds two per cent of
 * the open assignments. All three are done by this process, as one `serve` does, which makes the load too.
 */
export const measureAcknowledgeOpen = async (stage: Stage): Promise<Figure> => inProcess(stage, await itemsFor(stage));

/** The same through the API: all three are done by one `serve`, and the load comes from here. */
export const measureAcknowledgeOpenHttp = async (stage: Stage, apart: boolean): Promise<Figure[]> =>
  apart ? throughApi(stage, await itemsFor(stage)) : [];

async function itemsFor(stage: Stage): Promise<Drawn[]> {
  await openAtLeast(stage, stage.effort.assignments);
  return drawnOpen(stage, Math.ceil(PER_SECOND * stage.effort.openSeconds * (1 + WARM_UP_SHARE)));
}

async function inProcess(stage: Stage, items: readonly Drawn[]): Promise<Figure> {
  const by = commandLineCaller('vi');
  const acknowledging = stage.get(AcknowledgeAssignment);
  const run = await openLoop(stage, items, {
    acknowledge: ({ id }) => acknowledging.execute(id, {}, by),
    sweep: () => stage.get(ChaseDue).execute(),
    issue: (directive) => stage.issue(directive),
  });
  return figure(stage, 'acknowledge-open', run);
}

async function throughApi(stage: Stage, items: readonly Drawn[]): Promise<Figure[]> {
  const server = await BenchServer.start(stage);
  try {
    stage.progress('acknowledge-open-http: tokens');
    const issuer = (await stage.owner.query(`select id from unit where code = $1`, [stage.issuer])).rows[0]
      .id as string;
    const tokens = await server.tokensFor([issuer, ...items.map(({ unitId }) => unitId)]);
    const stopWatching = server.watchMemory();
    const run = await openLoop(stage, items, {
      acknowledge: ({ id, unitId }) => server.post(`/api/v1/assignments/${id}/acknowledge`, tokens.get(unitId)!),
      // its own chaser wakes every ten seconds
      sweep: () => untilNothingIsDue(stage),
      issue: (directive) => server.post(`/api/v1/directives/${directive}/issue`, tokens.get(issuer)!),
    });
    return [
      await figure(stage, 'acknowledge-open-http', run),
      ...memoryFigures(server.peakMegabytes(), stopWatching()),
    ];
  } finally {
    await server.stop();
  }
}

async function untilNothingIsDue({ owner }: Stage): Promise<void> {
  const due = 'select 1 from assignment where next_chase_at <= business_now() limit 1';
  while ((await owner.query(due)).rowCount) await wait(100);
}

async function openLoop(stage: Stage, items: readonly Drawn[], way: Way): Promise<Run> {
  const { openSeconds } = stage.effort;
  const directive = await stage.draft();
  const measured = Math.ceil(PER_SECOND * openSeconds);
  const now = await stage.get(Clock).now();
  const sweepAt = new Date(now.getTime() + openSeconds * (HEAD_START + SWEEP_AFTER) * 1000);
  const due = await makeDue(stage, { draw: DRAW, at: sweepAt, withinSeconds: 1 });
  await stage.owner.query('vacuum (analyze) assignment, ledger_entry, message');
  // a server is in use for months: until then its statements are not planned on every connection
  await atSteadyRate(items.slice(measured), PER_SECOND, way.acknowledge);
  await untilReached(stage, new Date(now.getTime() + openSeconds * HEAD_START * 1000));
  stage.progress(`acknowledge-open: ${PER_SECOND}/s for ${openSeconds} s`);
  const sweep = after(openSeconds * SWEEP_AFTER, way.sweep);
  const issue = after(openSeconds * ISSUE_AFTER, () => way.issue(directive));
  const times = await atSteadyRate(items.slice(0, measured), PER_SECOND, way.acknowledge);
  return { times, sweepSeconds: await sweep, issueSeconds: await issue, due };
}

async function untilReached(stage: Stage, at: Date): Promise<void> {
  const now = await stage.get(Clock).now();
  await wait(Math.max(0, at.getTime() - now.getTime()));
}

/** @returns seconds that the work took, once begun */
async function after(seconds: number, work: () => Promise<unknown>): Promise<number> {
  await wait(seconds * 1000);
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
}

/** What the percentiles were while nothing else was done, while the chaser ran, and while the directive was issued. */
function phases(seconds: number, { times, sweepSeconds, issueSeconds }: Run): Record<string, Record<string, number>> {
  const of = (share: number, took: number) => {
    const from = Math.floor(share * seconds * PER_SECOND);
    return times.slice(from, from + Math.ceil(took * PER_SECOND));
  };
  const parts = {
    before: times.slice(0, Math.floor(SWEEP_AFTER * seconds * PER_SECOND)),
    sweep: of(SWEEP_AFTER, sweepSeconds),
    issue: of(ISSUE_AFTER, issueSeconds),
  };
  const some = Object.entries(parts).filter(([, part]) => part.length > 0);
  return Object.fromEntries(some.map(([name, part]) => [name, spread(part)]));
}

const figure = async (stage: Stage, name: string, run: Run): Promise<Figure> =>
  figureOf({
    name,
    unit: 'ms',
    ours: percentile(run.times, 0.99),
    floor: null,
    target: TARGET_MS,
    detail: {
      perSecond: PER_SECOND,
      seconds: stage.effort.openSeconds,
      acknowledged: run.times.length,
      open: await openAssignmentsOf(stage),
      due: run.due,
      sweepSeconds: rounded(run.sweepSeconds),
      issueSeconds: rounded(run.issueSeconds),
      milliseconds: spread(run.times),
      ...phases(stage.effort.openSeconds, run),
    },
  });
