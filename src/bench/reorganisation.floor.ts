import type { Stage } from './stage.js';

const TABLES = ['assignment', 'assignment_succession', 'ledger_entry', 'message'] as const;

/** Copies of the tables that moving duties writes, as they are before it. They are not partitioned. */
const COPIES = [
  'create schema floor_reorganisation',
  ...TABLES.map((table) => `create table floor_reorganisation.${table} (like public.${table} including all)`),
];

const FACTS = ['superseded', 'takenOver', 'superiorChanged', 'subordinatesWait', 'nobodyWaits', 'relayed']
  .map((kind) => `'assignment.${kind}'`)
  .join(', ');

/** The rows that ours wrote, at hand before the time of the floor begins; $1 is the cascade. */
const AT_HAND = {
  changed: `select p.* from public.assignment p join floor_reorganisation.assignment c using (cascade_id, id)
    where p.cascade_id = $1 and p.version <> c.version`,
  opened: `select * from public.assignment where cascade_id = $1 and reorganisation_id is not null`,
  linked: `select * from public.assignment_succession where cascade_id = $1`,
  recorded: `select * from public.ledger_entry where cascade_id = $1 and kind in (${FACTS})`,
  queued: `select * from public.message m where cascade_id = $1
    and not exists (select 1 from floor_reorganisation.message c where c.cascade_id = $1 and c.id = m.id)`,
} as const;

const WRITES = [
  `update floor_reorganisation.assignment a set receipt = c.receipt, relay = c.relay, standing = c.standing,
     context = c.context, parent_id = c.parent_id, sender_id = c.sender_id, sent_at = c.sent_at,
     receipt_due_at = c.receipt_due_at, next_chase_at = c.next_chase_at, remind_at = c.remind_at,
     relay_due_at = c.relay_due_at, follow_due_at = c.follow_due_at, closed_at = c.closed_at, version = c.version
   from changed c where a.cascade_id = $1 and a.id = c.id`,
  'insert into floor_reorganisation.assignment select * from opened',
  'insert into floor_reorganisation.assignment_succession select * from linked',
  'insert into floor_reorganisation.ledger_entry select * from recorded',
  'insert into floor_reorganisation.message select * from queued',
];

export const FLOOR_SQL = [...COPIES, 'begin', ...WRITES, 'commit'];

/** Plain SQL that writes the rows that moving one cascade wrote, in one transaction. */
export class ReorganisationFloor {
  private constructor(private readonly stage: Stage) {}

  static async open(stage: Stage): Promise<ReorganisationFloor> {
    for (const statement of COPIES) await stage.owner.query(statement);
    for (const table of TABLES)
      await stage.owner.query(`insert into floor_reorganisation.${table} select * from public.${table}`);
    await stage.owner.query('vacuum analyze');
    return new ReorganisationFloor(stage);
  }

  /** @returns seconds that writing took, and how many rows it wrote */
  async move(cascadeId: string): Promise<{ seconds: number; rows: number }> {
    const { owner } = this.stage;
    const here = (statement: string) => statement.replaceAll('$1', `'${cascadeId}'`);
    for (const [name, query] of Object.entries(AT_HAND)) {
      await owner.query(`create temp table ${name} as ${here(query)}`);
      await owner.query(`analyze ${name}`);
    }
    const begin = performance.now();
    let rows = 0;
    await owner.query('begin');
    for (const statement of WRITES) rows += (await owner.query(here(statement))).rowCount ?? 0;
    await owner.query('commit');
    const seconds = (performance.now() - begin) / 1000;
    await owner.query(`drop table ${Object.keys(AT_HAND).join(', ')}`);
    return { seconds, rows };
  }
}
