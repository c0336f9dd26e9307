import { rowsOf, sql } from '../platform/database/sql.js';
import { ancestorsOf, childrenOf, refreshAncestry, subtreeOf, type Line } from '../units/index.js';
import { figureOf, percentile, rounded, type Figure } from './figure.rules.js';
import { FLOOR } from './hierarchy.floor.js';
import { nationalBodies } from './national-bodies.js';
import type { Stage } from './stage.js';

const PAGE = 100;
const TARGET_MS = 5;
const NINETY_FIVE = 0.95;
const WARM_UP = 20;
/** The floor walks the whole tree each time: fewer suffice. */
const FLOOR_SHARE = 0.2;

type Query = keyof typeof FLOOR;
interface Place {
  unitId: string;
  line: Line;
  at: string;
}

/**
 * 95th percentile of the time that children, subtree and ancestors take, in process, on the national tree with made-up
 * sectoral bodies: over places drawn at random (unit, line and day), and at the root. Lists are pages of 100; at the root
 * of the subtree the pages follow one another to the last.
 */
export async function measureHierarchy(stage: Stage): Promise<Figure[]> {
  stage.progress('hierarchy: units');
  const detail = await addBodies(stage);
  const count = Math.ceil(20 * stage.effort.seconds);
  const inner = await drawn(stage, { count, inner: true });
  const any = await drawn(stage, { count, inner: false });
  const root = rootOf(inner, await rootId(stage));
  const figures: Figure[] = [];
  for (const [name, query, places] of [
    ['children', 'children', inner],
    ['children-root', 'children', root],
    ['subtree', 'subtree', inner],
    ['subtree-root', 'subtree', root],
    ['ancestors', 'ancestors', any],
  ] as const) {
    stage.progress(`hierarchy: ${name}`);
    figures.push(await figure(stage, { name, query, places, detail }));
  }
  return figures;
}

async function addBodies({ owner, db, effort }: Stage): Promise<Record<string, unknown>> {
  for (const statement of nationalBodies(effort.bodies)) await owner.query(statement);
  await owner.query('analyze unit, unit_period, unit_relation');
  const begin = performance.now();
  await refreshAncestry(db);
  const refreshMs = rounded(performance.now() - begin);
  // as autovacuum would after a load of this size
  for (const table of ['unit', 'unit_period', 'unit_relation', 'unit_ancestry', 'unit_subtree_size'])
    await owner.query(`vacuum analyze ${table}`);
  const { rows } = await owner.query(`
    select (select count(*)::int from unit) as units, (select count(*)::int from unit_on('2026-01-05')) as "unitsToday",
      (select count(*)::int from unit_relation) as relations, (select count(*)::int from unit_ancestry) as ancestries,
      (select count(*)::int from unit_subtree_size) as sizes`);
  return { ...rows[0], refreshMs };
}

/** Units at random with a line and a day within the ten years on which they are there; `inner`: something is below. */
const drawn = ({ db }: Stage, { count, inner }: { count: number; inner: boolean }): Promise<Place[]> =>
  rowsOf<Place>(
    db,
    sql`select e.unit_id as "unitId", e.line, greatest(e.valid_from, date '2016-01-01' + (e.n * 7919 % 3900)::int)::text as at
        from (select distinct on (x.line, x.unit_id) x.*, row_number() over (order by md5(x.unit_id::text || x.line)) as n
          from (select line, ${inner ? sql`ancestor_id` : sql`unit_id`} as unit_id, valid_from, valid_to from unit_ancestry
            where line <> 'territory' and depth = 1) x
          order by x.line, x.unit_id, x.valid_from desc) e
        where e.valid_to is null or e.valid_to > greatest(e.valid_from, date '2016-01-01' + (e.n * 7919 % 3900)::int)
        order by md5(e.unit_id::text || e.line) limit ${count}`,
  );

async function rootId({ owner }: Stage): Promise<string> {
  return (await owner.query(`select id from unit where code = 'vn'`)).rows[0].id;
}

const rootOf = (places: readonly Place[], unitId: string): Place[] =>
  places.map(({ at }) => ({ unitId, line: 'administrative', at }));

async function figure(
  stage: Stage,
  of: { name: string; query: Query; places: readonly Place[]; detail: Record<string, unknown> },
): Promise<Figure> {
  const ours = oursOf(stage, of.query);
  const floors = of.places.slice(0, Math.ceil(of.places.length * FLOOR_SHARE));
  const ask = ({ unitId, line, at }: Place) => stage.owner.query(FLOOR[of.query], [unitId, line, at]);
  const times = await timed(of.places, ours);
  const floor = await timed(floors, ask);
  const half = Math.ceil(times.length / 2);
  return figureOf({
    name: `hierarchy-${of.name}`,
    unit: 'ms',
    ours: percentile(times, NINETY_FIVE),
    floor: percentile(floor, NINETY_FIVE),
    target: TARGET_MS,
    absolute: true,
    sql: [FLOOR[of.query]],
    detail: {
      ...of.detail,
      asked: times.length,
      median: rounded(percentile(times, 0.5)),
      slowest: rounded(Math.max(...times)),
      halves: [times.slice(0, half), times.slice(half)].map((part) => rounded(percentile(part, NINETY_FIVE))),
      floorMedian: rounded(percentile(floor, 0.5)),
    },
  });
}

function oursOf({ db }: Stage, query: Query): (place: Place) => Promise<unknown> {
  if (query === 'ancestors') return ({ unitId, line, at }) => ancestorsOf(db, unitId, line, at);
  if (query === 'children') return (place) => childrenOf(db, { ...place, limit: PAGE });
  let last = '';
  let cursor: string | null = null;
  return async (place) => {
    // at one place the pages follow one another; elsewhere each place is asked for its first
    if (place.unitId !== last) cursor = null;
    last = place.unitId;
    ({ nextCursor: cursor } = await subtreeOf(db, { ...place, limit: PAGE, cursor: cursor ?? undefined }));
  };
}

async function timed(places: readonly Place[], ask: (place: Place) => Promise<unknown>): Promise<number[]> {
  for (const place of places.slice(0, WARM_UP)) await ask(place);
  const times: number[] = [];
  for (const place of places) {
    const begin = performance.now();
    await ask(place);
    times.push(performance.now() - begin);
  }
  return times;
}
