import { expect } from '@jest/globals';
import { rowsOf, sql, type Db } from '../../src/platform/database/sql.js';
import { FACT_OF, heirOf, isOpen, ROLES, type ModelDuty, type ModelUnit } from './reorganisation-model.js';

/** What is found is what the model has. */
export const mustBe = (found: unknown, wanted: unknown): void => expect(found).toEqual(wanted);

/** A duty as it is stored. */
export interface StoredDuty extends Omit<ModelDuty, 'facts' | 'takers' | 'isFollowed' | 'mainTaker'> {
  root: string;
}

export const dutiesOf = (db: Db, roots: readonly string[]): Promise<StoredDuty[]> =>
  rowsOf(
    db,
    sql`select a.id, a.cascade_id as root, a.directive_id as directive, u.code as unit, a.role, a.receipt, a.relay,
        a.work, a.standing, a.parent_id as parent, s.code as sender
      from assignment a join unit u on u.id = a.unit_id join unit s on s.id = a.sender_id
      where a.cascade_id = any(${[...roots]}::uuid[])`,
  );

interface Link {
  from: string;
  to: string;
  mainTo: boolean;
  mainFrom: boolean;
}

export const linksOf = (db: Db, roots: readonly string[]): Promise<Link[]> =>
  rowsOf(
    db,
    sql`select from_id as "from", to_id as "to", main_to as "mainTo", main_from as "mainFrom" from assignment_succession
      where cascade_id = any(${[...roots]}::uuid[])`,
  );

/** How often each act, opening and moving of a duty stands in the history. */
export async function factsOf(db: Db, roots: readonly string[]): Promise<Map<string, Record<string, number>>> {
  const kinds = [
    ...Object.values(FACT_OF),
    ...['opened', 'takenOver', 'superseded', 'relayed'].map((kind) => `assignment.${kind}`),
  ];
  const rows = await rowsOf<{ id: string; facts: Record<string, number> }>(
    db,
    sql`select id, jsonb_object_agg(kind, n) as facts from (
        select assignment_id as id, kind, count(*)::int as n from ledger_entry
        where cascade_id = any(${[...roots]}::uuid[]) and kind = any(${kinds}::text[]) group by 1, 2) f group by 1`,
  );
  return new Map(rows.map(({ id, facts }) => [id, facts]));
}

export const parentsOf = (db: Db, ids: readonly string[], day: string): Promise<{ code: string; parent: string }[]> =>
  rowsOf(
    db,
    sql`select u.code, p.code as parent from unit_relation r join unit u on u.id = r.unit_id join unit p on p.id = r.parent_id
      where r.unit_id = any(${[...ids]}::uuid[]) and r.line = 'administrative'
        and r.valid_from <= ${day}::date and coalesce(r.valid_to, 'infinity') > ${day}::date`,
  );

export async function heirsOf(db: Db, ids: readonly string[], day: string): Promise<Map<string, string | null>> {
  const rows = await rowsOf<{ code: string; heir: string | null }>(
    db,
    sql`select u.code, h.code as heir from unit u left join unit h on h.id = unit_heir(u.id, ${day}::date)
      where u.id = any(${[...ids]}::uuid[])`,
  );
  return new Map(rows.map(({ code, heir }) => [code, heir]));
}

/** The closure says what the recursion over the relations says. */
export async function mustBeClosed(db: Db, ids: readonly string[], day: string): Promise<void> {
  const [row] = await rowsOf<{ missing: number; wrong: number }>(
    db,
    sql`with recursive above as (
        select unit_id, parent_id, 1 as depth from unit_relation
        where unit_id = any(${[...ids]}::uuid[]) and line = 'administrative'
          and valid_from <= ${day}::date and coalesce(valid_to, 'infinity') > ${day}::date
        union all
        select a.unit_id, r.parent_id, a.depth + 1 from above a join unit_relation r on r.unit_id = a.parent_id
          and r.line = 'administrative'
        where r.valid_from <= ${day}::date and coalesce(r.valid_to, 'infinity') > ${day}::date
      ), closure as (
        select unit_id, ancestor_id, depth from unit_ancestry where unit_id = any(${[...ids]}::uuid[])
          and line = 'administrative' and valid_from <= ${day}::date and coalesce(valid_to, 'infinity') > ${day}::date)
      select (select count(*)::int from (select * from above except all select * from closure) m) as missing,
        (select count(*)::int from (select * from closure except all select * from above) w) as wrong`,
  );
  expect(row).toEqual({ missing: 0, wrong: 0 });
}

/** What is owed is owed by a unit that is there; who waits, waits for somebody who can pass the paper on. */
export function mustBeOwned(
  row: StoredDuty,
  byId: ReadonlyMap<string, StoredDuty>,
  units: ReadonlyMap<string, ModelUnit>,
): void {
  if (!isOpen(row)) return;
  expect([row.unit, units.get(row.unit)!.alive]).toEqual([row.unit, true]);
  if (row.receipt !== 'expected') return;
  const above = byId.get(row.parent!)!;
  expect({ waits: row.unit, for: above.unit, standing: above.standing }).toEqual({
    waits: row.unit,
    for: above.unit,
    standing: 'inForce',
  });
  expect({ waits: row.unit, for: above.unit, heir: heirOf(units, above.unit) === null }).toMatchObject({ heir: false });
  expect({ waits: row.unit, for: above.unit }).not.toMatchObject({ for: row.unit });
}

/** A relay is owed where units wait, and only there. */
export function mustPassOn(rows: readonly StoredDuty[]): void {
  const waited = new Set(
    rows.filter((r) => r.receipt === 'expected' && r.standing === 'inForce').map(({ parent }) => parent),
  );
  for (const row of rows.filter(({ standing }) => standing === 'inForce'))
    expect([row.unit, row.relay, ['owed', 'partly'].includes(row.relay)]).toEqual([
      row.unit,
      row.relay,
      waited.has(row.id),
    ]);
}

/** No unit owes the same of one directive twice: a second open row is one that another branch sent it, or a lesser role. */
export function mustOweOnce(rows: readonly StoredDuty[]): void {
  const seen = new Set<string>();
  for (const row of rows.filter((r) => isOpen(r))) {
    const key = [row.directive, row.unit, row.parent, ROLES.indexOf(row.role)].join(' ');
    expect([row.unit, seen.has(key)]).toEqual([row.unit, false]);
    seen.add(key);
  }
}

/** What was taken over says by whom, and mainly by one; what a reorganisation opened goes on from one. */
export function mustBeLinked(
  links: readonly Link[],
  byId: ReadonlyMap<string, StoredDuty>,
  duties: ReadonlyMap<string, ModelDuty>,
): void {
  for (const duty of duties.values()) {
    const own = links.filter(({ from }) => from === duty.id);
    if (duty.standing === 'superseded') {
      expect(own.map((link) => byId.get(link.to)!.unit).toSorted()).toEqual(duty.takers);
      expect(own.filter(({ mainTo }) => mainTo)).toHaveLength(duty.isFollowed ? 1 : 0);
    } else if (isOpen(duty)) expect([duty.unit, own.filter(({ mainTo }) => mainTo)]).toEqual([duty.unit, []]);
    const before = links.filter(({ to, mainFrom }) => to === duty.id && mainFrom);
    expect(before).toHaveLength(duty.facts['assignment.takenOver'] ? 1 : 0);
  }
}

interface Tally {
  total: number;
  superseded: number;
  balance: Readonly<Record<string, number>>;
}

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

/** The balance has every duty once, and a node has what its parts have, with its own. */
export function mustAddUp(top: Tally & { children: readonly Tally[]; assignment: string | null }): void {
  expect(sum(Object.values(top.balance))).toBe(top.total + top.superseded);
  const parts = sum(top.children.map(({ total, superseded }) => total + superseded));
  expect(top.total + top.superseded - parts).toBe(top.assignment === null ? 0 : 1);
}
