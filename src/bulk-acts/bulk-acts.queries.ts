import { isOperator, unitsOf, type Caller } from '../platform/caller.js';
import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { notFound, type Words } from '../platform/errors.js';
import { sendingAfterStop } from '../mail/index.js';
import { isUuid } from '../platform/ids.js';
import { headed } from '../platform/text.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import { namedOn } from '../units/index.js';
import type { BulkState, Outcome } from './bulk-act.entity.js';
import type { Act, Parameters, Selection } from './selection.rules.js';

export interface BulkActRow {
  id: string;
  unitId: string | null;
  act: Act;
  selection: Selection;
  parameters: Parameters;
  caller: Caller;
  machineVersion: number;
  state: BulkState;
  total: number;
  done: number;
  repeated: number;
  pending: number;
  refused: number;
  askedAt: Date;
  begunAt: Date | null;
  endedAt: Date | null;
  version: number;
  now: Date;
}

const BULK_ACT = sql`b.id, b.unit_id as "unitId", b.act, b.selection, b.parameters, b.caller, b.machine_version as "machineVersion",
  b.state, b.total, b.done, b.repeated, b.pending, b.refused, b.asked_at as "askedAt", b.begun_at as "begunAt",
  b.ended_at as "endedAt", b.version, business_now() as now`;

/** @throws ProductError `not-found` */
export async function bulkActById(db: Db, id: string, lock = false): Promise<BulkActRow> {
  const row = isUuid(id)
    ? await firstOf(
        db,
        sql<BulkActRow>`select ${BULK_ACT} from bulk_act b where b.id = ${id} ${lock ? sql`for update` : sql``}`,
      )
    : undefined;
  if (!row) throw notFound('Không có thao tác hàng loạt này.', 'There is no such bulk act.');
  return row;
}

/** Acts that keep mail from going out. */
const STOPS_MAIL: readonly Act[] = ['pause', 'recall', 'close'];

/** How many mails that such an act stops were on their way already and still are; 0: nothing goes out any more. */
export async function sendingOf(db: Db, { id, act }: Pick<BulkActRow, 'id' | 'act'>): Promise<number> {
  if (!STOPS_MAIL.includes(act)) return 0;
  const stopped = await rowsOf<{ cascadeId: string }>(
    db,
    sql`select distinct cascade_id as "cascadeId" from bulk_act_item
      where bulk_act_id = ${id} and outcome in ('done', 'repeated')`,
  );
  return sendingAfterStop(
    db,
    stopped.map(({ cascadeId }) => cascadeId),
  );
}

/** Refuses who is not of the unit that asked: for them it is not there. @throws ProductError `not-found` */
export function mustBeOfUnit(by: Caller, { unitId }: Pick<BulkActRow, 'unitId'>): void {
  if (isOperator(by) || (unitId !== null && unitsOf(by).includes(unitId))) return;
  throw notFound('Không có thao tác hàng loạt này.', 'There is no such bulk act.');
}

/** Bulk acts of the caller's unit, the newest first; the operator's are all. */
export async function listBulkActs(
  db: Db,
  by: Caller,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<BulkActRow>> {
  const after = cursor ? fromCursor(cursor, ['instant', 'uuid']) : undefined;
  const rows = await rowsOf<BulkActRow>(
    db,
    sql`select ${BULK_ACT} from bulk_act b
      where ${isOperator(by) ? sql`true` : sql`b.unit_id = any(${unitsOf(by)}::uuid[])`}
        ${after ? sql`and (b.asked_at, b.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by b.asked_at desc, b.id desc limit ${limit + 1}`,
  );
  return pageOf(rows, limit, ({ askedAt, id }) => [askedAt.toISOString(), id]);
}

export interface BulkItem {
  n: number;
  directive: string;
  subject: string;
  assignment: string | null;
  unitCode: string | null;
  unitName: string | null;
  outcome: Outcome | null;
  reason: Words | null;
}

/** The rows of a bulk act in their order, each with what became of it. */
export async function itemsOf(
  db: Db,
  id: string,
  { limit, cursor, outcome }: { limit: number; cursor?: string | undefined; outcome?: Outcome | undefined },
): Promise<Page<BulkItem>> {
  const [after] = cursor ? fromCursor(cursor, ['count']) : [0];
  const rows = await rowsOf<BulkItem>(
    db,
    sql`select i.n, i.directive_id as directive, d.subject, i.assignment_id as assignment, u.code as "unitCode",
        p.name as "unitName", i.outcome, i.reason
      from bulk_act_item i join directive d on d.id = i.directive_id
      left join assignment a on a.cascade_id = i.cascade_id and a.id = i.assignment_id
      left join unit u on u.id = a.unit_id left join ${namedOn('a.unit_id', sql`d.roster_on`, 'p')}
      where i.bulk_act_id = ${id} and i.n > ${after} ${outcome ? sql`and i.outcome = ${outcome}` : sql``}
      order by i.n limit ${limit + 1}`,
  );
  const headedRows = rows.map((row) => ({ ...row, subject: headed(row.subject) }));
  return pageOf(headedRows, limit, ({ n }) => [n]);
}

/** Those that are to be begun or gone on with, the oldest first. */
export const openBulkActs = (db: Db): Promise<{ id: string }[]> =>
  rowsOf(db, sql`select id from bulk_act where state in ('planned', 'running') order by asked_at limit 1000`);
