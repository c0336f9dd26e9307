import { unitsOf, type Caller } from '../platform/caller.js';
import { firstOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import { isUuid } from '../platform/ids.js';

/** How much of a directive a unit sees: all of it, only its own branch, or nothing. */
export type Sight = 'all' | 'branch' | 'none';

/** Whether a unit sees all of the directive that a statement calls `d`. @see sightOf */
const seesAll = (
  units: readonly string[],
): RawBuilder<boolean> => sql`(d.issuer_id = any(${units}::uuid[]) or (d.issued_at is not null and (
          exists (select 1 from unit_ancestors(d.issuer_id, 'administrative', d.roster_on) x where x.unit_id = any(${units}::uuid[]))
          or exists (select 1 from unit_ancestors(d.issuer_id, 'sectoral', d.roster_on) x where x.unit_id = any(${units}::uuid[]))
          or exists (select 1 from directive r where r.id = d.cascade_id and r.issuer_id = any(${units}::uuid[]))
          or exists (with recursive above as (
              select a.parent_id, a.unit_id, a.receipt from assignment a
              where a.cascade_id = d.cascade_id and a.id = d.parent_assignment_id
              union all
              select a.parent_id, a.unit_id, a.receipt from above join assignment a
                on a.cascade_id = d.cascade_id and a.id = above.parent_id)
            select 1 from above where unit_id = any(${units}::uuid[]) and receipt <> 'expected'))))`;

const isParty = (units: readonly string[]): RawBuilder<boolean> => sql`(d.issued_at is not null and exists (
  select 1 from assignment a where a.cascade_id = d.cascade_id
    and a.directive_id = d.id and a.unit_id = any(${units}::uuid[]) and a.receipt <> 'expected'))`;

/** How a caller sees the directive that a statement calls `d`, for statements over many: the rule of {@link sightOf}. */
export function sightIn(caller: Caller): RawBuilder<Sight> {
  if (caller.unitId === null) return sql`'all'`;
  const units = unitsOf(caller);
  return sql`case when ${seesAll(units)} then 'all' when ${isParty(units)} then 'branch' else 'none' end`;
}

/**
 * The one rule of who sees a directive, its paper and what becomes of it. A draft is seen by its issuer alone. Once it is
 * issued: by its issuer, the units above the issuer on either line on the day of the roster, the issuer of the cascade,
 * and the units through whose assignments the issuer got it, all of it; by a unit that it was sent to, that unit's own
 * branch. Who succeeds a unit that has ended sees what that saw. What is only expected has not been sent, and whoever is elsewhere in the cascade sees nothing.
 */
export async function sightOf(db: Db, caller: Caller, directiveId: string): Promise<Sight> {
  if (caller.unitId === null) return 'all';
  if (!isUuid(directiveId)) return 'none';
  const row = await firstOf(
    db,
    sql<{ sight: Sight }>`select ${sightIn(caller)} as sight from directive d where d.id = ${directiveId}`,
  );
  return row?.sight ?? 'none';
}

/** What one may not see is answered as what is not there. @throws ProductError `not-found` */
export async function mustSee(db: Db, caller: Caller, directiveId: string): Promise<'all' | 'branch'> {
  const sight = await sightOf(db, caller, directiveId);
  if (sight === 'none') throw notFound('Không có văn bản này.', 'There is no such directive.');
  return sight;
}
