import { sightOf } from '../directives/index.js';
import { unitsOf, type Caller } from '../platform/caller.js';
import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { notFound, notPermitted } from '../platform/errors.js';
import type { HeldAssignment } from './assignment.queries.js';

/**
 * Whether a unit is the caller's own or below it on either line: today, on the last day of a unit that has ended, or on
 * the roster day of the directive that is asked about. A former superior is not above.
 */
async function isBelow(db: Db, caller: Caller, unitId: string, directiveId: string | undefined): Promise<boolean> {
  if (caller.unitId === null || unitsOf(caller).includes(unitId)) return true;
  const found = await firstOf(
    db,
    sql`with asked (day) as (
        select least((business_now() at time zone 'Asia/Ho_Chi_Minh')::date,
          case when bool_and(valid_to is not null) then max(valid_to) - 1 end) from unit_period where unit_id = ${unitId}
        union select roster_on from directive where id = ${directiveId ?? null}::uuid)
      select 1 from asked, lateral (
        select unit_id from unit_ancestors(${unitId}, 'administrative', asked.day)
        union all select unit_id from unit_ancestors(${unitId}, 'sectoral', asked.day)) above
      where above.unit_id = any(${unitsOf(caller)}::uuid[]) limit 1`,
  );
  return found !== undefined;
}

/** An assignment is seen by its unit, its sender, units above either, and who sees the whole cascade. @throws `not-found` */
export async function maySeeAssignment(db: Db, caller: Caller, row: HeldAssignment): Promise<void> {
  const units = unitsOf(caller);
  const own = units.includes(row.unitId) && row.receipt !== 'expected';
  if (own || caller.unitId === null || units.includes(row.senderId)) return;
  if ((await sightOf(db, caller, row.directiveId)) === 'all') return;
  if (caller.unitId !== row.unitId && (await isBelow(db, caller, row.unitId, row.directiveId))) return;
  throw notFound('Không có nhiệm vụ này.', 'There is no such assignment.');
}

/** A list of assignments is seen for one's own unit and those below it, or for a cascade one sees. @throws `not-permitted` */
export async function maySeeUnit(
  db: Db,
  caller: Caller,
  { unitId, directiveId }: { unitId: string | undefined; directiveId: string | undefined },
): Promise<void> {
  if (unitId !== undefined && (await isBelow(db, caller, unitId, directiveId))) return;
  if (directiveId !== undefined && (await sightOf(db, caller, directiveId)) === 'all') return;
  throw notPermitted('Không được xem danh sách của đơn vị này.', 'The list of this unit is not yours to see.');
}
