import { ChaseDue } from '../chasing/index.js';
import { Clock } from '../platform/clock.js';
import { figureOf, median, rounded, type Figure } from './figure.rules.js';
import { openAssignmentsOf, openAtLeast } from './open-directives.js';
import type { Stage } from './stage.js';
import { SWEEP_SQL, SweepFloor } from './sweep.floor.js';

const ROUNDS = 3;
/** One assignment in so many is due: two per cent. */
const ONE_IN = 50;
const HOURS = 4 * 3600;
/** Draws that `acknowledge-open` leaves alone are taken by the rounds of the sweep. */
const FIRST_DRAW = 1;

interface Drawing {
  /** Which of the fifty parts. */
  draw: number;
  /** The last of the instants at which they fall due, each cascade at one of its own. */
  at: Date;
  /** How far the instants lie apart. */
  withinSeconds: number;
  /** Where the rows are to fall due: the product's tables, and the floor's copies. */
  schemas?: readonly string[];
}

/** Makes two in a hundred of the open assignments due. @returns how many */
export async function makeDue(
  { owner }: Stage,
  { draw, at, withinSeconds, schemas = ['public'] }: Drawing,
): Promise<number> {
  let due = 0;
  for (const schema of schemas) {
    const { rowCount } = await owner.query(
      `update ${schema}.assignment a set receipt_due_at = x.at, remind_at = x.at, next_chase_at = x.at from (
         select cascade_id, id, $2::timestamptz - make_interval(secs => $3 * get_byte(uuid_send(cascade_id), 15) / 255) as at
         from public.assignment where receipt = 'sent' and standing = 'inForce' and next_chase_at > $2::timestamptz
           and (get_byte(uuid_send(id), 15) * 256 + get_byte(uuid_send(id), 14)) % ${ONE_IN} = $1) x
       where a.cascade_id = x.cascade_id and a.id = x.id`,
      [draw, at, withinSeconds],
    );
    due = rowCount ?? 0;
  }
  return due;
}

/**
 * Time of one run of the chaser over what is due: claimed by lock, machine asked, next instant set, facts and messages
 * written. The floor claims the same rows from copies of the tables and writes what ours wrote.
 */
export async function measureSweep(stage: Stage): Promise<Figure> {
  await openAtLeast(stage, stage.effort.assignments);
  const floor = await SweepFloor.open(stage);
  const rounds: { ours: number; floor: number; rows: number; floorRows: number }[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    stage.progress(`sweep: ${round}/${ROUNDS}`);
    const at = await stage.get(Clock).now();
    await makeDue(stage, { draw: FIRST_DRAW + round, at, withinSeconds: HOURS, schemas: ['floor_sweep', 'public'] });
    const begin = performance.now();
    const { reminded, escalated } = await stage.get(ChaseDue).execute(at);
    const ours = (performance.now() - begin) / 1000;
    const plain = await floor.sweep(at);
    // the first is not counted: it warms caches on both sides
    if (round > 0) rounds.push({ ours, floor: plain.seconds, rows: reminded + escalated, floorRows: plain.rows });
  }
  return figureOf({
    name: 'sweep',
    unit: 's',
    ours: median(rounds.map((r) => r.ours)),
    floor: median(rounds.map((r) => r.floor)),
    target: 2.5,
    sql: SWEEP_SQL,
    detail: {
      open: await openAssignmentsOf(stage),
      rows: rounds.map((r) => r.rows),
      floorRows: rounds.map((r) => r.floorRows),
      oursRounds: rounds.map((r) => rounded(r.ours)),
      floorRounds: rounds.map((r) => rounded(r.floor)),
    },
  });
}
