import { sql, type Db, type RawBuilder } from '../platform/database/sql.js';

/**
 * Moves the terms of directives themselves, which pages and letters tell, with those of their units, in the caller's
 * transaction. A term that is not the one that moved stays.
 * @param source  relation in brackets with `directive_id`, `deadline` (`receipt`, `work`), `was_at` and `is_at`
 */
export const moveTerms = async (db: Db, source: RawBuilder<unknown>): Promise<void> => {
  await sql`
    with told as (
      select m.directive_id, m.deadline, m.was_at, min(m.is_at) as is_at from ${source} m
      where m.deadline in ('receipt', 'work') group by 1, 2, 3)
    update directive d set
      receipt_due_at = coalesce((select is_at from told t
        where t.directive_id = d.id and t.deadline = 'receipt' and t.was_at = d.receipt_due_at), d.receipt_due_at),
      work_due_at = coalesce((select is_at from told t
        where t.directive_id = d.id and t.deadline = 'work' and t.was_at = d.work_due_at), d.work_due_at)
    where d.id in (select directive_id from told)`.execute(db);
};
