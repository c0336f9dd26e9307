import { AcknowledgeAssignment } from '../assignments/index.js';
import { commandLineCaller } from '../platform/caller.js';
import { CountProgress, progressOf } from '../tracking/index.js';
import { BenchServer } from './bench-server.js';
import { figureOf, percentile, rounded, spread, type Figure } from './figure.rules.js';
import { largeCascade, LEVELS, type LargeCascade } from './progress-stage.js';
import type { Stage } from './stage.js';

const NODES_OF_A_LEVEL = 40;
const FLOOR_ASKS = 10;
const ACKNOWLEDGEMENTS = 5;
const TARGET_MS = 100;
const STALE_SECONDS = 2;
/** An answer that took so long to show an act is not waited for any longer. */
const GIVE_UP_SECONDS = 30;
const NINETY_FIVE = 0.95;

/** The same totals at the top in plain SQL: what a page of the whole cascade cannot do without. */
const GROUPED = `select receipt, relay, work, standing, role,
    acknowledged_at <= receipt_due_at as received_in_time, receipt_due_at < (select business_now()) as receipt_over,
    work_done_at <= work_due_at as done_in_time, work_due_at < (select business_now()) as work_over, count(*)::int as n
  from public.assignment where cascade_id = $1 group by 1, 2, 3, 4, 5, 6, 7, 8, 9`;

/** A unit of the cascade; the issuer, at the top, has none. */
interface Node {
  level: number;
  code: string | undefined;
}

/**
 * Time of the progress of one directive at nodes of every level, over one cascade of a million assignments: the 95th
 * percentile at the level where it is highest. And how old an answer may be: the time after an acknowledgement at which
 * the first question was asked whose answer shows it at the top.
 * @param apart  whether a `serve` runs beside it, whose jobs keep what is kept
 */
export async function measureProgress(stage: Stage, apart: boolean): Promise<Figure[]> {
  const cascade = await largeCascade(stage, stage.effort.assignments);
  stage.progress('progress: counters');
  await stage.get(CountProgress).begin();
  const times = await asked(stage, cascade, await nodesOf(stage, cascade));
  const floor = await grouped(stage, cascade);
  const answers = figureOf({
    name: 'progress',
    unit: 'ms',
    ours: Math.max(...[...times.values()].map((level) => percentile(level, NINETY_FIVE))),
    floor: percentile(floor, NINETY_FIVE),
    target: TARGET_MS,
    absolute: true,
    sql: [GROUPED],
    detail: {
      assignments: cascade.assignments,
      levels: [...times].map(([level, of]) => ({ level, asked: of.length, ...spread(of) })),
      floorMedian: rounded(percentile(floor, 0.5)),
    },
  });
  return [answers, await staleness(stage, cascade, apart)];
}

async function nodesOf({ owner }: Stage, { cascade, directive }: LargeCascade): Promise<Node[][]> {
  const levels: Node[][] = [Array.from({ length: NODES_OF_A_LEVEL }, () => ({ level: 0, code: undefined }))];
  let above = `select id from assignment where cascade_id = '${cascade}' and parent_id is null and directive_id = '${directive}'`;
  for (const level of LEVELS) {
    const { rows } = await owner.query<{ code: string }>(
      `select u.code from assignment a join unit u on u.id = a.unit_id where a.cascade_id = '${cascade}' and a.id in (${above})
       order by md5(a.id::text) limit ${NODES_OF_A_LEVEL}`,
    );
    levels.push(rows.map(({ code }) => ({ level, code })));
    above = `select id from assignment where cascade_id = '${cascade}' and parent_id in (${above})`;
  }
  return levels;
}

/** Level by level in turn, until each node was asked for or the time is over; each level at least twice. */
async function asked(
  { db, effort, progress }: Stage,
  { directive }: LargeCascade,
  levels: readonly (readonly Node[])[],
): Promise<Map<number, number[]>> {
  const times = new Map<number, number[]>();
  const until = performance.now() + effort.seconds * 2000;
  for (let n = 0; n < NODES_OF_A_LEVEL && (n < 2 || performance.now() < until); n++) {
    progress(`progress: asks ${n + 1}/${NODES_OF_A_LEVEL}`);
    for (const node of levels.flatMap((nodes) => nodes.slice(n, n + 1))) {
      const begin = performance.now();
      await progressOf(db, directive, { under: node.code });
      const list = times.get(node.level) ?? [];
      list.push(performance.now() - begin);
      times.set(node.level, list);
    }
  }
  return times;
}

async function grouped({ owner }: Stage, { cascade }: LargeCascade): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n <= FLOOR_ASKS; n++) {
    const begin = performance.now();
    await owner.query(GROUPED, [cascade]);
    if (n > 0) times.push(performance.now() - begin);
  }
  return times;
}

async function staleness(stage: Stage, cascade: LargeCascade, apart: boolean): Promise<Figure> {
  const server = apart ? await BenchServer.start(stage) : undefined;
  try {
    const { rows } = await stage.owner.query<{ id: string }>(
      `select id from assignment where cascade_id = $1 and receipt = 'sent' order by md5(id::text) limit $2`,
      [cascade.cascade, ACKNOWLEDGEMENTS],
    );
    const ages: number[] = [];
    // without a server nobody counts what changed
    const counting = () => (apart ? undefined : stage.get(CountProgress).execute());
    for (const { id } of rows) ages.push(await ageOf(stage, cascade, { id, counting }));
    return figureOf({
      name: 'progress-staleness',
      unit: 's',
      ours: Math.max(...ages),
      floor: null,
      target: STALE_SECONDS,
      detail: { acknowledged: ages.length, ages: ages.map(rounded) },
    });
  } finally {
    await server?.stop();
  }
}

/** @returns seconds after the act at which the first question was asked whose answer shows it */
async function ageOf(
  { db, get }: Stage,
  { directive }: LargeCascade,
  { id, counting }: { id: string; counting: () => Promise<unknown> | undefined },
): Promise<number> {
  const acknowledged = async () => (await progressOf(db, directive)).receipt.acknowledged;
  const before = await acknowledged();
  await get(AcknowledgeAssignment).execute(id, {}, commandLineCaller('vi'));
  const done = performance.now();
  for (;;) {
    await counting();
    const age = (performance.now() - done) / 1000;
    if ((await acknowledged()) > before || age > GIVE_UP_SECONDS) return age;
  }
}
