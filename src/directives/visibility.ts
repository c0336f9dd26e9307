import type { Caller } from '../platform/caller.js';
import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';

/** How much of a cascade a unit sees: all of it, only its own branch, or nothing. */
export type Sight = 'all' | 'branch' | 'none';

/**
 * One sees a cascade as its issuer, once it is issued also above the issuer on either line, and one's own branch as a
 * party to it. A draft is seen by its issuer alone.
 */
export async function sightOf(db: Db, caller: Caller, directiveId: string): Promise<Sight> {
  if (caller.unitId === null) return 'all';
  const row = await firstOf(
    db,
    sql<{ all: boolean; party: boolean }>`
      select d.issuer_id = ${caller.unitId}
          or (d.issued_at is not null and (
            exists (select 1 from unit_ancestors(d.issuer_id, 'administrative', d.roster_on) x where x.unit_id = ${caller.unitId})
            or exists (select 1 from unit_ancestors(d.issuer_id, 'sectoral', d.roster_on) x where x.unit_id = ${caller.unitId})))
          or exists (select 1 from directive r where r.id = d.cascade_id and r.issuer_id = ${caller.unitId}) as all,
        exists (select 1 from assignment a where a.cascade_id = d.cascade_id and a.unit_id = ${caller.unitId}
          and a.receipt <> 'expected') as party
      from directive d where d.id = ${directiveId}`,
  );
  if (row?.all) return 'all';
  return row?.party ? 'branch' : 'none';
}

/** What one may not see is answered as what is not there. @throws ProductError `not-found` */
export async function mustSee(db: Db, caller: Caller, directiveId: string): Promise<'all' | 'branch'> {
  const sight = await sightOf(db, caller, directiveId);
  if (sight === 'none') throw notFound('Không có văn bản này.', 'There is no such directive.');
  return sight;
}
