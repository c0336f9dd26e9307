import type { HeldAssignment } from '../assignments/index.js';
import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';

/** The units that a draft asks to act; copies for information may go upward. */
export const unitsOfDraft = async (db: Db, directiveId: string): Promise<string[]> =>
  (
    await rowsOf<{ id: string }>(
      db,
      sql`select distinct unit_id as id from roster_entry where directive_id = ${directiveId} and role = 'action'`,
    )
  ).map(({ id }) => id);

/**
 * The dispatch that a draft says again: which the unit has issued below this assignment and not recalled, of the same subject,
 * number and symbol, to units that each have it already. A paper without a number is the same where its kind, text and term are.
 * @returns its id, of the last where there are several; undefined where the draft is new
 */
export async function issuedAlready(db: Db, row: HeldAssignment, draftId: string): Promise<string | undefined> {
  const found = await firstOf(
    db,
    sql<{ id: string | null }>`with draft as (
        select d.*, p.text_sha256 from directive d join dispatch p on p.id = d.dispatch_id where d.id = ${draftId}
      ), before as (
        select d.id from draft n join directive d on d.cascade_id = n.cascade_id and d.parent_assignment_id = ${row.id}
            and d.issuer_id = n.issuer_id and d.id <> n.id and d.issued_at is not null and d.state <> 'recalled'
          join dispatch p on p.id = d.dispatch_id
        where d.subject = n.subject and coalesce(d.symbol, '') = coalesce(n.symbol, '')
          and case when n.number is null
            then d.kind = n.kind and p.text_sha256 = n.text_sha256 and d.due_on is not distinct from n.due_on
            else d.number = n.number and d.dated_on is not distinct from n.dated_on end
      )
      select (select max(id::text) from before) as id where exists (select 1 from roster_entry where directive_id = ${draftId})
        and not exists (select 1 from directive_addressee where directive_id = ${draftId} and status = 'not-understood')
        and not exists (select 1 from roster_entry e where e.directive_id = ${draftId} and not exists (
          select 1 from assignment a where a.cascade_id = ${row.cascadeId} and a.unit_id = e.unit_id
            and a.directive_id in (select id from before)))`,
  );
  return found?.id ?? undefined;
}
