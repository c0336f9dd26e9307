import { assignmentView } from '../../assignments/index.js';
import { papersOf, type PaperAbove } from '../../directives/index.js';
import type { Caller } from '../../platform/caller.js';
import { rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { inheritedTerm, mustBePossible, ownIssuer } from './may-pass-on.js';

/**
 * What a draft that carries on the paper of a duty begins with.
 * @throws ProductError `not-found`, `not-permitted`, `not-possible-now`
 */
export async function paperAbove(db: Db, assignment: string, by: Caller): Promise<PaperAbove> {
  const row = await mustBePossible(db, assignment, by);
  const waiting = await rowsOf<{ text: string }>(
    db,
    sql`select d.text from directive_addressee d where d.directive_id = ${row.directiveId} and d.ord in (
        select a.addressee_ord from assignment a where a.cascade_id = ${row.cascadeId} and a.parent_id = ${row.id}
          and a.receipt = 'expected' and a.standing = 'inForce')
      order by d.ord`,
  );
  return {
    assignment: row.id,
    issuerId: (await ownIssuer(db, row, by)).id,
    paper: (await papersOf(db, [row.directiveId])).get(row.directiveId)!,
    term: inheritedTerm(row),
    waiting: waiting.map(({ text }) => text),
    tasks: (await assignmentView(db, row.id)).tasks.map(({ label = '-', text = '' }) => ({ label, text })),
  };
}
