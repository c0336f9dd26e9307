import { Column, recording } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import { stateOf } from './assignment.rules.js';
import type { AssignmentRegions } from '../../workflows/index.js';

/** A duty that hangs on the person who leads it. */
export interface LedDuty {
  id: string;
  cascadeId: string;
  directiveId: string;
  unitId: string;
  state: string;
  dueAt: Date | null;
}

type Row = Omit<LedDuty, 'state'> & AssignmentRegions;

/** Acknowledged, in force, and not settled: a report that waits for review may come back. */
const HANGS = sql`a.standing = 'inForce' and a.receipt = 'acknowledged' and a.work not in ('accepted', 'notApplicable')`;
const LED = sql`a.id, a.cascade_id as "cascadeId", a.directive_id as "directiveId", a.unit_id as "unitId",
  a.work_due_at as "dueAt", a.receipt, a.relay, a.work, a.standing`;

/** A unit's duties and those of the ended units that it stands for. */
const ofUnit = (unitId: string | null) =>
  unitId === null
    ? sql`true`
    : sql`(a.unit_id = ${unitId} or a.unit_id in (
        select p.unit_id from unit_predecessors(${unitId}, (business_now() at time zone 'Asia/Ho_Chi_Minh')::date) p))`;

const dutyOf = ({ id, cascadeId, directiveId, unitId, dueAt, ...regions }: Row): LedDuty => ({
  id,
  cascadeId,
  directiveId,
  unitId,
  dueAt,
  state: stateOf(regions),
});

/** What hangs on a person at a unit, one page, oldest first. */
export async function dutiesLedBy(
  db: Db,
  accountId: string,
  { unitId, limit, cursor }: { unitId: string | null; limit: number; cursor?: string | undefined },
): Promise<Page<LedDuty>> {
  const after = cursor ? fromCursor(cursor, ['uuid']) : undefined;
  const rows = await rowsOf(
    db,
    sql<Row>`select ${LED} from assignment a where a.lead_account_id = ${accountId} and ${HANGS} and ${ofUnit(unitId)}
      ${after ? sql`and a.id > ${after[0]}::uuid` : sql``} order by a.id limit ${limit + 1}`,
  );
  return pageOf(rows.map(dutyOf), limit, ({ id }) => [id]);
}

/** How many duties hang on each of these people, at a unit or anywhere. */
export async function countLedBy(
  db: Db,
  accountIds: readonly string[],
  unitId: string | null = null,
): Promise<ReadonlyMap<string, number>> {
  const rows = await rowsOf(
    db,
    sql<{ id: string; n: number }>`select a.lead_account_id as id, count(*)::int as n from assignment a
      where a.lead_account_id = any(${accountIds}::uuid[]) and ${HANGS} and ${ofUnit(unitId)} group by a.lead_account_id`,
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}

/** The units at which duties hang on a person. */
export const unitsLedAt = async (db: Db, accountId: string): Promise<string[]> =>
  (
    await rowsOf(
      db,
      sql<{
        id: string;
      }>`select distinct a.unit_id as id from assignment a where a.lead_account_id = ${accountId} and ${HANGS}`,
    )
  ).map(({ id }) => id);

/** Who takes the duties over; null: the unit itself, until it says who leads. */
export interface DutiesToHandOver {
  unitId: string;
  fromAccountId: string;
  to: { id: string; name: string } | null;
  handOverId: string;
}

/**
 * Gives every duty that hangs on a person at a unit to another lead, in one statement with one fact per duty. Call it
 * inside the transaction of the hand-over.
 * @returns the duties as they were handed over, oldest first
 */
export async function handOverDuties(
  db: Db,
  { unitId, fromAccountId, to, handOverId }: DutiesToHandOver,
  { at, by }: { at: Date; by: Caller },
): Promise<LedDuty[]> {
  const text = (name: string): Column => new Column(name, 'text');
  const fact = {
    kind: 'assignment.handedOver',
    at,
    by,
    unitId: text('unit_id'),
    cascadeId: text('cascade_id'),
    directiveId: text('directive_id'),
    assignmentId: text('id'),
    payload: {
      version: new Column('version', 'integer'),
      handOver: handOverId,
      from: fromAccountId,
      to: to?.id ?? null,
    },
  };
  const row = await firstOf(
    db,
    sql<{ moved: Row[] | null }>`
      with hanging as materialized (
        select a.cascade_id, a.id from assignment a
        where a.lead_account_id = ${fromAccountId} and ${HANGS} and ${ofUnit(unitId)}
        order by a.cascade_id, a.id for update
      ), moved as (
        update assignment a set lead = ${to?.name ?? null}::text, lead_account_id = ${to?.id ?? null}::uuid, version = a.version + 1
        from hanging h where a.cascade_id = h.cascade_id and a.id = h.id
        returning a.*
      ), ${recording(fact, sql`moved`)}
      select json_agg(x order by x.id) as moved from (select ${LED} from moved a) x`,
  );
  return (row?.moved ?? []).map((led) => dutyOf({ ...led, dueAt: led.dueAt && new Date(led.dueAt) }));
}
