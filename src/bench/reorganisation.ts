import { commandLineCaller } from '../platform/caller.js';
import { CarryOutReorganisation, PauseReorganisation, type CarriedOut } from '../reorganisation/index.js';
import { acknowledgeDuring } from './acknowledge-during.js';
import { figureOf, median, rounded, type Figure } from './figure.rules.js';
import { approvedReform, unsetClock } from './reform-stage.js';
import { FLOOR_SQL, ReorganisationFloor } from './reorganisation.floor.js';
import type { Stage } from './stage.js';

/** More than a process of its own moves in a second, so that enough is left for the comparison. */
const SPARE_PER_SECOND = 2;
const ENDED = new Set<CarriedOut>(['finished', 'over']);

/**
 * The reform of 1/7/2025 carried out over open national directives: how long ours takes beside plain SQL that writes the
 * same rows, cascade by cascade in turn, each in a transaction; and what units feel of it that are not concerned.
 * @param apart  whether to measure those too, with the reform in a process of its own; it needs the compiled product
 */
export async function measureReorganisation(stage: Stage, apart: boolean): Promise<Figure[]> {
  const spare = apart ? Math.ceil(stage.effort.seconds * SPARE_PER_SECOND) : 0;
  const id = await approvedReform(stage, stage.effort.directives + spare);
  const begun = await turn(stage, id);
  const during = apart ? [await acknowledgeDuring(stage, id)] : [];
  stage.progress('reorganisation: copies');
  const floor = await ReorganisationFloor.open(stage);
  if (await isResting(stage, id)) await stage.get(PauseReorganisation).resume(id, commandLineCaller('vi'));
  const compared = await inTurn(stage, id, { begun, floor });
  await unsetClock(stage);
  return [compared, ...during];
}

async function isResting({ owner }: Stage, id: string): Promise<boolean> {
  const { rowCount } = await owner.query(
    `select 1 from reorganisation where id = $1 and state = 'running' and stop_asked_at is not null`,
    [id],
  );
  return rowCount === 1;
}

interface Turn {
  did: CarriedOut;
  ours: number;
  floor: number;
  rows: number;
}

/** One transaction of ours: the change of the tree, one cascade, or the end. */
async function turn(stage: Stage, id: string): Promise<Turn> {
  const begin = performance.now();
  const did = await stage.get(CarryOutReorganisation).step(id);
  return { did, ours: (performance.now() - begin) / 1000, floor: 0, rows: 0 };
}

async function inTurn(
  stage: Stage,
  id: string,
  { begun, floor }: { begun: Turn; floor: ReorganisationFloor },
): Promise<Figure> {
  const turns = [begun];
  while (!ENDED.has(turns.at(-1)!.did)) {
    const ours = await turn(stage, id);
    const { seconds, rows } = await floor.move(ours.did === 'moved' ? await lastMoved(stage, id) : id);
    turns.push({ ...ours, floor: seconds, rows });
    stage.progress(`reorganisation: ${turns.length}`);
  }
  return figure(turns, await sizeOf(stage, id));
}

async function lastMoved({ owner }: Stage, id: string): Promise<string> {
  const { rows } = await owner.query(
    'select cascade_id from reorganisation_cascade where reorganisation_id = $1 order by done_at desc nulls last limit 1',
    [id],
  );
  return rows[0].cascade_id;
}

async function sizeOf({ owner }: Stage, id: string): Promise<Record<string, number>> {
  const { rows } = await owner.query(
    `select count(*)::int as cascades, sum(superseded)::int as closed, sum(opened)::int as opened,
       (select count(*)::int from assignment where cascade_id in (select cascade_id from reorganisation_cascade)) as assignments
     from reorganisation_cascade where reorganisation_id = $1`,
    [id],
  );
  return rows[0];
}

function figure(turns: readonly Turn[], size: Record<string, number>): Figure {
  const sum = (of: (one: Turn) => number) => turns.reduce((total, one) => total + of(one), 0);
  const moved = turns.filter(({ did }) => did === 'moved');
  return figureOf({
    name: 'reorganisation',
    unit: 's',
    ours: sum(({ ours }) => ours),
    floor: sum(({ floor }) => floor),
    target: 2,
    sql: FLOOR_SQL,
    detail: {
      ...size,
      compared: moved.length,
      rows: sum(({ rows }) => rows),
      perCascade: {
        ours: rounded(median(moved.map((t) => t.ours))),
        floor: rounded(median(moved.map((t) => t.floor))),
      },
      ratios: moved.map((t) => rounded(t.ours / t.floor)),
      besides: turns.filter(({ did }) => did !== 'moved').map(({ did, ours }) => ({ did, seconds: rounded(ours) })),
    },
  });
}
