import { CHASE_STAGES, type ClassRules } from '../directives/index.js';
import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import type { Due } from './claim-due.js';

/** Rows that took their last step, or acknowledged, at one instant. */
export interface LastStep {
  /** Undefined: the calendar has not changed since then. */
  since: Date | undefined;
  rows: readonly Due[];
}

/** Working days are no more than so many days of the calendar each, and Tết. */
const DAYS_EACH = 2;
const HOLIDAYS = 30;

/** The longest wait that is counted in working days from a step or an acknowledgement. */
function longestWait({ steps, beginWorkingDays }: ClassRules): number {
  const waits = CHASE_STAGES.filter((stage) => stage !== 'relay').flatMap((stage) =>
    steps[stage].map(({ after }) => ('workingDays' in after ? after.workingDays : 0)),
  );
  return Math.max(0, beginWorkingDays ?? 0, ...waits);
}

/** Whether somebody has changed the calendar while a wait may have run. */
async function hasChanged(db: Db, wait: number, at: Date): Promise<boolean> {
  const days = wait * DAYS_EACH + HOLIDAYS;
  const row = await firstOf(
    db,
    sql<{ changed: boolean }>`select exists (select 1 from calendar_version where change_id is not null
      and made_at > ${at}::timestamptz - make_interval(days => ${days}::int)) as changed`,
  );
  return row!.changed;
}

/**
 * Rows that have fallen due, by when they took their last step: what is counted from it is counted anew where a change
 * of the calendar came in between. Mostly there was none, and they are one group that nothing is read for; a wait of one
 * day is what the next working day says.
 * @param at  business instant
 */
export async function byLastStep(
  db: Db,
  rows: readonly Due[],
  { ladders, at }: { ladders: ClassRules; at: Date },
): Promise<LastStep[]> {
  const wait = longestWait(ladders);
  if (wait < 2 || !(await hasChanged(db, wait, at))) return [{ since: undefined, rows }];
  const found = await rowsOf(
    db,
    sql<{ id: string; since: Date }>`select k.id, max(e.at) as since
      from unnest(${rows.map(({ cascadeId }) => cascadeId)}::uuid[], ${rows.map(({ id }) => id)}::uuid[]) k (cascade_id, id)
        join ledger_entry e on e.cascade_id = k.cascade_id and e.assignment_id = k.id
        cross join lateral (select convert_from(e.bytes, 'UTF8')::jsonb -> 'payload' as p) x
      where e.kind = 'assignment.acknowledged'
        or e.kind in ('assignment.reminded', 'assignment.escalated') and x.p ? 'step' and x.p ->> 'stage' <> 'relay'
      group by k.id having exists (select 1 from calendar_version v where v.change_id is not null and v.made_at > max(e.at))`,
  );
  const sinceOf = new Map(found.map(({ id, since }) => [id, since]));
  const groups = new Map<number | undefined, { since: Date | undefined; rows: Due[] }>();
  for (const row of rows) {
    const since = sinceOf.get(row.id);
    const group = groups.get(since?.getTime()) ?? { since, rows: [] };
    group.rows.push(row);
    groups.set(since?.getTime(), group);
  }
  return [...groups.values()];
}
