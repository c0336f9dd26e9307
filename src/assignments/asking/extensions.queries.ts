import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { notFound } from '../../platform/errors.js';
import { isUuid } from '../../platform/ids.js';
import { fromCursor, pageOf, type Page } from '../../platform/paging.js';
import type { IsoDate } from '../../platform/vn-time.js';
import type { HeldAssignment } from '../assignment.queries.js';
import { ASKED, ASKED_JOINS, HAS_ENDED, sideOf, type Asked, type AskedSearch } from './asked.queries.js';

/** `lapsed`: the duty ended, or its work is done, before anybody decided. */
export type ExtensionState = 'asked' | 'granted' | 'refused' | 'withdrawn' | 'lapsed';

export interface ExtensionRow extends Asked {
  state: ExtensionState;
  dueOn: IsoDate;
  reason: string;
  /** The deadline when it was asked, and the present one. */
  wasDueAt: Date;
  workDueAt: Date | null;
  grantedOn: IsoDate | null;
  refusal: string | null;
  decidedAt: Date | null;
  /** Asked after the deadline. */
  late: boolean;
}

// a report that is sent back brings its request to life again
const HAS_LAPSED = sql`(${HAS_ENDED} or a.work in ('implemented', 'reported', 'accepted', 'notApplicable'))`;
const IS_ASKED = sql`q.state = 'asked' and not ${HAS_LAPSED}`;
const STATE = sql`case when q.state = 'asked' and ${HAS_LAPSED} then 'lapsed' else q.state end`;
const EXTENSION = sql`${ASKED}, ${STATE} as state, q.due_on::text as "dueOn", q.reason, q.was_due_at as "wasDueAt",
  a.work_due_at as "workDueAt", q.granted_on::text as "grantedOn", q.refusal, q.decided_at as "decidedAt",
  q.asked_at > q.was_due_at as late`;

/** @throws ProductError `not-found` */
export async function extensionById(db: Db, id: string): Promise<ExtensionRow> {
  const row = isUuid(id)
    ? await firstOf(db, sql<ExtensionRow>`select ${EXTENSION} from extension q ${ASKED_JOINS} where q.id = ${id}`)
    : undefined;
  if (!row) throw notFound('Không có đề nghị gia hạn này.', 'There is no such request for more time.');
  return row;
}

export interface ExtensionSearch extends AskedSearch {
  state?: ExtensionState | undefined;
}

/** Requests for more time, newest first; those to decide, oldest first. */
export async function listExtensions(db: Db, search: ExtensionSearch): Promise<Page<ExtensionRow>> {
  const isOldestFirst = search.state === 'asked';
  const after = search.cursor ? fromCursor(search.cursor, ['instant', 'uuid']) : undefined;
  const order = isOldestFirst ? sql`q.asked_at, q.id` : sql`q.asked_at desc, q.id desc`;
  const rows = await rowsOf<ExtensionRow>(
    db,
    sql`select ${EXTENSION} from extension q ${ASKED_JOINS} where ${sideOf(search)}
      ${search.state === undefined ? sql`` : isOldestFirst ? sql`and ${IS_ASKED}` : sql`and ${STATE} = ${search.state}`}
      ${after ? sql`and (q.asked_at, q.id) ${isOldestFirst ? sql`>` : sql`<`} (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by ${order} limit ${search.limit + 1}`,
  );
  return pageOf(rows, search.limit, ({ askedAt, id }) => [askedAt.toISOString(), id]);
}

/** How many requests wait for a decision of these units. */
export async function countAskedExtensions(db: Db, unitIds: readonly string[]): Promise<number> {
  const row = await firstOf(
    db,
    sql<{ n: number }>`select count(*)::int as n from extension q
      join assignment a on a.cascade_id = q.cascade_id and a.id = q.assignment_id
      where q.to_unit_id = any(${unitIds}::uuid[]) and ${IS_ASKED}`,
  );
  return row!.n;
}

const SHOWN = 20;

/** The requests of one assignment, newest first. */
export const extensionsOf = (db: Db, { cascadeId, id }: HeldAssignment): Promise<ExtensionRow[]> =>
  rowsOf<ExtensionRow>(
    db,
    sql`select ${EXTENSION} from extension q ${ASKED_JOINS}
      where q.cascade_id = ${cascadeId} and q.assignment_id = ${id} order by q.asked_at desc, q.id desc limit ${SHOWN}`,
  );

/** A relation that has a row where an assignment was granted more time at an instant or after it. */
export const grantedSince = (
  cascadeId: string,
  assignmentId: RawBuilder<unknown>,
  from: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`select 1 from extension e
  where e.cascade_id = ${cascadeId} and e.assignment_id = ${assignmentId} and e.state = 'granted' and e.decided_at >= ${from}`;
