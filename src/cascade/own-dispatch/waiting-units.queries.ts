import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { namedOn } from '../../units/index.js';

/** Names that are listed; the rest is a number. */
const NAMED = 200;

export interface UnitsOf {
  total: number;
  names: string[];
}

export interface WaitingUnits {
  /** Units that get the draft. */
  gets: number;
  /** Those that wait for the paper above and are to act on the draft instead. */
  released: UnitsOf;
  /** Those that go on waiting. */
  left: UnitsOf;
}

interface Duty {
  cascadeId: string;
  id: string;
}

/** What a draft does for the units that wait for a duty's paper to be passed on. */
export async function waitingUnits(db: Db, { cascadeId, id }: Duty, draft: string): Promise<WaitingUnits> {
  const waiting = (
    isReached: boolean,
  ): RawBuilder<unknown> => sql`assignment a join directive d on d.id = a.directive_id
      join unit u on u.id = a.unit_id join ${namedOn('a.unit_id', sql`d.roster_on`, 'n')}
    where a.cascade_id = ${cascadeId} and a.parent_id = ${id} and a.receipt = 'expected' and a.standing = 'inForce'
      and ${isReached ? sql`` : sql`not`} exists (
        select 1 from roster_entry e where e.directive_id = ${draft} and e.unit_id = a.unit_id
          and e.role = 'action')`;
  const of = async (isReached: boolean): Promise<UnitsOf> => {
    const counted = await firstOf(db, sql<{ n: number }>`select count(*)::int as n from ${waiting(isReached)}`);
    const rows = await rowsOf<{ name: string }>(
      db,
      sql`select n.name from ${waiting(isReached)} order by u.code limit ${NAMED}`,
    );
    return { total: counted!.n, names: rows.map(({ name }) => name) };
  };
  const roster = await firstOf(
    db,
    sql<{ n: number }>`select count(distinct unit_id)::int as n from roster_entry where directive_id = ${draft}`,
  );
  return { gets: roster!.n, released: await of(true), left: await of(false) };
}

/** Drafts of a unit. */
interface DraftsOf {
  /** Placed below a duty. */
  placed: string[];
  /** Of the unit, standing by themselves: those that cite the paper first, then the newest. */
  free: string[];
}

const OFFERED = 50;

/** Drafts with which a unit can carry on the paper of a duty. @param key  of the paper's number and symbol */
export async function draftsFor(
  db: Db,
  { id, issuerId, key }: { id: string; issuerId: string; key: string },
): Promise<DraftsOf> {
  const rows = await rowsOf<{ id: string; placed: boolean }>(
    db,
    sql`select d.id, d.parent_assignment_id is not null as placed from directive d
        left join citation c on c.dispatch_id = d.dispatch_id and c.code_key = ${key}
      where d.issuer_id = ${issuerId} and d.issued_at is null and d.cascade_id = d.id
        and (d.parent_assignment_id is null or d.parent_assignment_id = ${id})
      group by d.id order by placed desc, count(c.ord) desc, d.created_at desc limit ${OFFERED}`,
  );
  const of = (placed: boolean): string[] => rows.filter((row) => row.placed === placed).map((row) => row.id);
  return { placed: of(true), free: of(false) };
}
