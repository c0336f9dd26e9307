import { sql, type Db } from '../platform/database/sql.js';
import type { Due } from './claim-due.js';

/** What is tried again at once by whoever comes next: the server was busy, or went away. */
const PASSING = /^(08|40|53|55|57P|25)/;

/** Whether an error says something of the rows, and not of the moment: it would come again. */
export function isOfTheRows(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code !== 'string' || !PASSING.test(code);
}

const FIRST_WAIT_MINUTES = 1;
const LONGEST_WAIT_MINUTES = 60;
const TEXT_LENGTH = 500;

/**
 * Puts rows off that cannot be chased, so that they hold up no others, and writes down why: their directive shows as
 * degraded. The wait doubles with every attempt, up to an hour.
 * @param at  business instant
 */
export async function keepFault(db: Db, rows: readonly Due[], error: unknown, at: Date): Promise<void> {
  const text = (error instanceof Error ? error.message : String(error)).slice(0, TEXT_LENGTH);
  const directives = [...new Map(rows.map((row) => [row.directiveId, row.cascadeId]))];
  await sql`
    with fault as (
      insert into chase_fault as f (cascade_id, directive_id, error, since, failed_at, attempts, retry_at)
      select c, d, ${text}::text, ${at}::timestamptz, ${at}::timestamptz, 1,
        ${at}::timestamptz + make_interval(mins => ${FIRST_WAIT_MINUTES})
      from unnest(${directives.map(([, cascade]) => cascade)}::uuid[], ${directives.map(([id]) => id)}::uuid[]) t (c, d)
      order by d
      on conflict (directive_id) do update set error = excluded.error, failed_at = excluded.failed_at,
        attempts = f.attempts + 1, retry_at = ${at}::timestamptz
          + make_interval(mins => least(${FIRST_WAIT_MINUTES} * 2 ^ least(f.attempts, 10), ${LONGEST_WAIT_MINUTES})::int)
      returning directive_id, retry_at)
    update assignment a set next_chase_at = fault.retry_at
    from unnest(${rows.map((r) => r.cascadeId)}::uuid[], ${rows.map((r) => r.id)}::uuid[]) k (cascade_id, id), fault
    where a.cascade_id = k.cascade_id and a.id = k.id and a.next_chase_at <= ${at}
      and fault.directive_id = a.directive_id`.execute(db);
}

/** What was chased again is no longer degraded, once none of its rows is put off any more. */
export async function forgetFaults(db: Db, rows: readonly Due[], at: Date): Promise<void> {
  const directives = [...new Set(rows.map(({ directiveId }) => directiveId))];
  await sql`delete from chase_fault f where f.directive_id = any(${directives}::uuid[]) and f.failed_at < ${at}
    and f.retry_at <= ${at} and not exists (select 1 from assignment a
      where a.cascade_id = f.cascade_id and a.directive_id = f.directive_id and a.next_chase_at = f.retry_at)`.execute(
    db,
  );
}
