import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { invalid, type Words } from '../platform/errors.js';
import { vnDate } from '../platform/vn-time.js';
import { territoryOf, unitsByIds } from '../units/index.js';
import type { HeldAssignment } from './assignment.queries.js';

/** How many units a refusal names. */
const NAMED = 10;

const SENTENCES: Readonly<Record<'forward' | 'supervise', (names: string) => Words>> = {
  forward: (names) => ({
    vi: `Chỉ chuyển tiếp cho đơn vị cấp dưới hoặc trên địa bàn của mình; không chuyển được cho: ${names}.`,
    en: `A paper is passed on only to units below one's own or in its area; not to: ${names}.`,
  }),
  supervise: (names) => ({
    vi: `Chỉ đôn đốc đơn vị cấp dưới hoặc trên địa bàn của mình; không thêm được: ${names}.`,
    en: `A unit sees only to units below its own or in its area; not to: ${names}.`,
  }),
};

/**
 * A paper is passed on to subordinates only, and only they are seen to: units below the own one on either line, units
 * whose area is the own one or within it, on the day, and units that wait for this relay. Never back up: neither to a
 * superior nor to whoever the paper came through.
 * @throws ProductError `invalid` with the first of the others in `outside`
 */
export async function mustBeWithinReach(
  db: Db,
  row: HeldAssignment,
  units: readonly string[],
  what: keyof typeof SENTENCES = 'forward',
): Promise<void> {
  const outside = await outsideReach(db, row, units);
  if (outside.length === 0) return;
  const named = await unitsByIds(db, outside.slice(0, NAMED), vnDate(row.now));
  const names = named.map(({ name }) => name).join('; ') + (outside.length > NAMED ? '; …' : '');
  const { vi, en } = SENTENCES[what](names);
  throw invalid(vi, en, { outside: named.map(({ code, name }) => ({ code, name })) });
}

async function outsideReach(db: Db, row: HeldAssignment, units: readonly string[]): Promise<string[]> {
  const day = vnDate(row.now);
  const area = await territoryOf(db, row.unitId, day);
  const found = await rowsOf<{ id: string }>(
    db,
    sql`with recursive came_through as (
        select parent_id, unit_id, sender_id from assignment where cascade_id = ${row.cascadeId} and id = ${row.id}
        union all
        select a.parent_id, a.unit_id, a.sender_id from came_through c
          join assignment a on a.cascade_id = ${row.cascadeId} and a.id = c.parent_id
      ), above as (
        select unit_id from came_through union select sender_id from came_through
        union select issuer_id from directive where id = ${row.cascadeId}
        union select unit_id from unit_ancestors(${row.unitId}, 'administrative', ${day}::date)
        union select unit_id from unit_ancestors(${row.unitId}, 'sectoral', ${day}::date)
      ), area as (
        select ${area?.id ?? null}::uuid as unit_id
        union select unit_id from unit_subtree(${area?.id ?? null}::uuid, 'administrative', ${day}::date)
      ), below as (
        select unit_id from unit_subtree(${row.unitId}, 'administrative', ${day}::date)
        union select unit_id from unit_subtree(${row.unitId}, 'sectoral', ${day}::date)
        union select unit_id from area where unit_id is not null
        union select r.unit_id from area join unit_relation r on r.parent_id = area.unit_id and r.line = 'territory'
          and r.valid_from <= ${day}::date and (r.valid_to is null or r.valid_to > ${day}::date)
      ), reach as (
        (select unit_id from below except select unit_id from above)
        union select unit_id from assignment
          where cascade_id = ${row.cascadeId} and parent_id = ${row.id} and receipt = 'expected'
      )
      select unit_id as id from unnest(${[...units]}::uuid[]) wanted (unit_id) except select unit_id from reach order by id`,
  );
  return found.map(({ id }) => id);
}
