import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { notFound, type Words } from '../platform/errors.js';
import { isUuid } from '../platform/ids.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import { businessDate } from '../units/index.js';
import type { ClockRule, Plan, Step } from './plan-schema.rules.js';
import type { ReorganisationState } from './reorganisation.entity.js';

/** A reorganisation as acts need it. */
export interface ReorganisationRow {
  id: string;
  /** Whose administrator entered it; null: the operator's. */
  unitId: string | null;
  title: string;
  legalBasis: string;
  effectiveOn: string;
  clock: ClockRule;
  acceptsUnowed: boolean;
  state: ReorganisationState;
  machineVersion: number;
  version: number;
  planHash: string | null;
  createdAt: Date;
  createdBy: string;
  submittedAt: Date | null;
  submittedBy: string | null;
  approvedAt: Date | null;
  approvedBy: string | null;
  startedAt: Date | null;
  doneAt: Date | null;
  cancelledAt: Date | null;
  stopAskedAt: Date | null;
  /** Who entered, revised or submitted it, also before it was withdrawn. */
  authors: readonly string[];
  /** When and why it could not begin though its day had come; null once it could, or was taken back. */
  blockedAt: Date | null;
  blockedReason: Words | null;
  /** How many steps the plan has. */
  steps: number;
  /** The business instant of this reading. */
  now: Date;
}

const COLUMNS = sql`r.id, r.unit_id as "unitId", r.title, r.legal_basis as "legalBasis", r.effective_on::text as "effectiveOn",
  r.clock, r.accepts_unowed as "acceptsUnowed", r.state, r.machine_version as "machineVersion", r.version,
  encode(r.plan_hash, 'hex') as "planHash", r.created_at as "createdAt", r.created_by as "createdBy",
  r.submitted_at as "submittedAt", r.submitted_by as "submittedBy", r.approved_at as "approvedAt",
  r.approved_by as "approvedBy", r.started_at as "startedAt", r.done_at as "doneAt", r.cancelled_at as "cancelledAt",
  r.stop_asked_at as "stopAskedAt", r.authors,
  r.blocked_at as "blockedAt", r.blocked_reason as "blockedReason", business_now() as now,
  (select count(*)::int from reorganisation_step s where s.reorganisation_id = r.id) as steps`;

/**
 * @param lock  holds the row until the transaction ends
 * @throws ProductError `not-found`
 */
export async function reorganisationById(db: Db, id: string, lock = false): Promise<ReorganisationRow> {
  if (lock && isUuid(id)) await sql`select 1 from reorganisation where id = ${id} for update`.execute(db);
  const row = isUuid(id)
    ? await firstOf(db, sql<ReorganisationRow>`select ${COLUMNS} from reorganisation r where r.id = ${id}`)
    : undefined;
  if (!row) throw notFound('Không có phương án sắp xếp này.', 'There is no such reorganisation.');
  return row;
}

/** The steps of a plan in their order. */
export const stepsOf = async (db: Db, id: string): Promise<Step[]> =>
  (
    await rowsOf<{ step: Step }>(
      db,
      sql`select step from reorganisation_step where reorganisation_id = ${id} order by ord`,
    )
  ).map(({ step }) => step);

/** The plan as it was entered. */
export const planOf = (row: ReorganisationRow, steps: readonly Step[]): Plan => ({
  title: row.title,
  legalBasis: row.legalBasis,
  effectiveOn: row.effectiveOn,
  clock: row.clock,
  acceptsUnowed: row.acceptsUnowed,
  steps: [...steps],
});

/**
 * One page of reorganisations, the latest effective day first.
 * @param below  only those entered for this unit or for units below it today; null: all, the operator's too
 * @throws ProductError `invalid` for a cursor that is not ours
 */
export async function listReorganisations(
  db: Db,
  {
    below,
    state,
    limit,
    cursor,
  }: { below: string | null; state?: ReorganisationState | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<ReorganisationRow>> {
  const [day, id] = cursor
    ? fromCursor(cursor, ['day', 'uuid'])
    : ['9999-12-31', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
  const today = await businessDate(db);
  const rows = await rowsOf<ReorganisationRow>(
    db,
    sql`select ${COLUMNS} from reorganisation r
      where (r.effective_on, r.id) < (${String(day)}::date, ${String(id)}::uuid)
        and (${state ?? null}::text is null or r.state = ${state ?? null})
        and (${below}::uuid is null or r.unit_id = ${below}::uuid or exists (
          select 1 from unit_ancestry a where a.unit_id = r.unit_id and a.ancestor_id = ${below}::uuid
            and a.line in ('administrative', 'sectoral')
            and a.valid_from <= ${today}::date and (a.valid_to is null or a.valid_to > ${today}::date)))
      order by r.effective_on desc, r.id desc limit ${limit + 1}`,
  );
  return pageOf(rows, limit, (row) => [row.effectiveOn, row.id]);
}

/** What could not begin is tried again by itself so much later; sooner where somebody asks. */
const TRIED_AGAIN_AFTER_MINUTES = 10;

/**
 * Those to be worked on now: approved ones whose day has come, and what was interrupted; not what was told to rest, nor
 * what could not begin a moment ago.
 */
export const dueReorganisations = (db: Db): Promise<{ id: string }[]> =>
  rowsOf(
    db,
    sql`select id from reorganisation
      where state = 'running' and stop_asked_at is null
        or state = 'approved' and effective_on::timestamp at time zone 'Asia/Ho_Chi_Minh' <= business_now()
          and (blocked_at is null or blocked_at + make_interval(mins => ${TRIED_AGAIN_AFTER_MINUTES}) <= business_now())
      order by effective_on, id`,
  );
