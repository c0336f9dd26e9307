import type { Stage } from './stage.js';

const TABLES = ['assignment', 'ledger_entry', 'message'] as const;

/** Copies of the tables that the chaser writes, with all the rows of the product's. They are not partitioned. */
const COPIES = [
  'create schema floor_sweep',
  ...TABLES.map((table) => `create table floor_sweep.${table} (like public.${table} including all)`),
];

/** The rows that ours wrote in one run, at hand before the time of the floor begins; $1 is its instant. */
const AT_HAND = {
  changed: `select p.cascade_id, p.id, p.context, p.remind_at, p.relay_due_at, p.follow_due_at, p.next_chase_at, p.version from public.assignment p
    join floor_sweep.assignment c using (cascade_id, id) where p.version <> c.version`,
  recorded: 'select * from public.ledger_entry where at = $1',
  queued: 'select * from public.message where queued_at = $1',
} as const;
const INDEXES = [
  'create unique index on changed (id)',
  'create index on recorded (assignment_id)',
  'create index on queued (assignment_id)',
];

const BATCH = 1000;
/** One batch in one statement and one transaction: the fastest way that plain SQL has. */
const SWEEP = `with due as (
    select cascade_id, id from floor_sweep.assignment where next_chase_at <= $1
    order by next_chase_at limit ${BATCH} for update skip locked),
  moved as (
    update floor_sweep.assignment a set context = c.context, remind_at = c.remind_at, relay_due_at = c.relay_due_at,
      follow_due_at = c.follow_due_at, next_chase_at = c.next_chase_at, version = c.version
    from due join changed c using (cascade_id, id) where a.cascade_id = due.cascade_id and a.id = due.id),
  facts as (
    insert into floor_sweep.ledger_entry select r.* from due join recorded r on r.assignment_id = due.id),
  messages as (
    insert into floor_sweep.message select q.* from due join queued q on q.assignment_id = due.id)
  select count(*)::int as claimed from due`;

export const SWEEP_SQL = [...COPIES, `${SWEEP}; -- until nothing is claimed`];

/** Plain SQL that claims what is due and writes what ours wrote for it: next instants, facts and messages. */
export class SweepFloor {
  private constructor(private readonly stage: Stage) {}

  static async open(stage: Stage): Promise<SweepFloor> {
    for (const statement of COPIES) await stage.owner.query(statement);
    for (const table of TABLES) {
      stage.progress(`sweep: copy of ${table}`);
      await stage.owner.query(`insert into floor_sweep.${table} select * from public.${table}`);
    }
    await stage.owner.query('vacuum analyze');
    return new SweepFloor(stage);
  }

  /** @returns seconds of claiming and writing, and how many rows were claimed */
  async sweep(at: Date): Promise<{ seconds: number; rows: number }> {
    const { owner } = this.stage;
    for (const [name, query] of Object.entries(AT_HAND))
      await owner.query(`create temp table ${name} as ${query.replaceAll('$1', `'${at.toISOString()}'::timestamptz`)}`);
    for (const statement of INDEXES) await owner.query(statement);
    await owner.query('analyze changed, recorded, queued');
    const begin = performance.now();
    let rows = 0;
    for (let claimed = BATCH; claimed === BATCH; rows += claimed)
      claimed = (await owner.query({ name: 'sweep', text: SWEEP, values: [at] })).rows[0].claimed;
    const seconds = (performance.now() - begin) / 1000;
    await owner.query(`drop table ${Object.keys(AT_HAND).join(', ')}`);
    return { seconds, rows };
  }
}
