import { NATIONAL, type ScopeChange } from '../calendar/index.js';
import type { Caller } from '../platform/caller.js';
import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import { isUuid } from '../platform/ids.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import { vnIso } from '../platform/vn-time.js';
import type { ChangeState } from './calendar-change.entity.js';
import { scopeChangeOf, type ChangeContent, type ChangeKind } from './change.rules.js';

export interface ChangeRow {
  id: string;
  scope: string;
  kind: ChangeKind;
  legalBasis: string;
  content: ChangeContent;
  state: ChangeState;
  draftedAt: Date;
  confirmedAt: Date | null;
  endedAt: Date | null;
  confirmer: Caller | null;
  version: number | null;
  now: Date;
}

const ROW = sql`c.id, c.scope, c.kind, c.legal_basis as "legalBasis", c.content, c.state, c.drafted_at as "draftedAt",
  c.confirmed_at as "confirmedAt", c.ended_at as "endedAt", c.confirmer, c.version, business_now() as now`;

/** @throws ProductError `not-found` */
export async function changeById(db: Db, id: string, isHeld = false): Promise<ChangeRow> {
  const row = isUuid(id)
    ? await firstOf(
        db,
        sql<ChangeRow>`select ${ROW} from calendar_change c where c.id = ${id} ${isHeld ? sql`for update` : sql``}`,
      )
    : undefined;
  if (!row) throw notFound('Không có thay đổi lịch này.', 'There is no such change of the calendar.');
  return row;
}

/** Changes, the newest first. */
export async function listChanges(
  db: Db,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<ChangeRow>> {
  const [at, id] = cursor ? fromCursor(cursor, ['instant', 'uuid']) : [];
  const rows = await rowsOf(
    db,
    sql<ChangeRow>`select ${ROW} from calendar_change c
      ${cursor ? sql`where (date_trunc('milliseconds', c.drafted_at), c.id) < (${at}::timestamptz, ${id}::uuid)` : sql``}
      order by date_trunc('milliseconds', c.drafted_at) desc, c.id desc limit ${limit + 1}`,
  );
  return pageOf(rows, limit, (row) => [row.draftedAt.toISOString(), row.id]);
}

/** The change as the calendar takes it, with what the notice of a year takes out. */
export async function scopeChange(db: Db, change: ChangeRow): Promise<ScopeChange> {
  if (change.kind !== 'notice') return scopeChangeOf(change);
  const standing = await rowsOf(
    db,
    sql<{ on: string }>`select on_date::text as "on" from calendar_day
      where scope = ${NATIONAL} and extract(year from on_date) = ${change.content.year} order by on_date`,
  );
  return scopeChangeOf(
    change,
    standing.map(({ on }) => on),
  );
}

/** A change as programs read it. */
export const changeJson = ({ id, scope, kind, legalBasis, content, state, version, ...at }: ChangeRow) => ({
  id,
  scope,
  kind,
  legalBasis,
  year: content.year,
  days: content.days.map((one) => ({ ...one, kind: one.kind ?? 'none' })),
  hours: content.hours,
  state,
  calendarVersion: version,
  draftedAt: vnIso(at.draftedAt),
  confirmedAt: at.confirmedAt && vnIso(at.confirmedAt),
  endedAt: at.endedAt && vnIso(at.endedAt),
});
