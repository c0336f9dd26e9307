import { rowsOf, sql, type Db } from '../platform/database/sql.js';

/**
 * How many units a paper reached; each unit counts once, by whichever branch brought it
 * furthest, and once more for what a reorganisation brought it.
 */
export interface Reached {
  total: number;
  /** No longer waiting for a superior to pass it on. */
  sent: number;
  acknowledged: number;
}

export interface Reach {
  /** Every unit below. */
  units: Reached;
  /** Those of them at the bottom. */
  communes: Reached;
}

/** A directive of a group; with a unit, only that unit's branch of it. */
export interface ReachAsked {
  key: string;
  directiveId: string;
  unitId: string | null;
}

/**
 * How far groups of directives have come, with everything that was passed on of them.
 * @param asked  the members of each group, by its key
 * @returns by key; a group that reached nobody is absent
 */
export async function reachOf(db: Db, asked: readonly ReachAsked[]): Promise<ReadonlyMap<string, Reach>> {
  const counted = (of: string) => sql.raw(
    `json_build_object('total', count(*) filter (where ${of}), 'sent', count(*) filter (where ${of} and sent),
      'acknowledged', count(*) filter (where ${of} and acknowledged))`,
  ); // prettier-ignore
  const rows = await rowsOf<Reach & { key: string }>(
    db,
    sql`with recursive asked as (
        select * from unnest(${asked.map(({ key }) => key)}::text[], ${asked.map((a) => a.directiveId)}::uuid[],
          ${asked.map(({ unitId }) => unitId)}::uuid[]) a (key, directive_id, seen_by)
      ), below as (
        select s.directive_id as top, s.seen_by, a.cascade_id, a.id, a.unit_id, a.receipt, a.standing, a.reorganisation_id
        from (select distinct directive_id, seen_by from asked) s
        join assignment a on a.directive_id = s.directive_id and (s.seen_by is null or a.unit_id = s.seen_by)
        union
        select b.top, b.seen_by, a.cascade_id, a.id, a.unit_id, a.receipt, a.standing, a.reorganisation_id
        from below b join assignment a on a.cascade_id = b.cascade_id and a.parent_id = b.id
      ), once as (
        select k.key, b.unit_id, bool_or(b.receipt <> 'expected') as sent, bool_or(b.receipt = 'acknowledged') as acknowledged
        from asked k join below b on b.top = k.directive_id and b.seen_by is not distinct from k.seen_by
        where b.standing <> 'superseded' group by 1, 2, b.reorganisation_id
      )
      select key, ${counted('true')} as units, ${counted('commune')} as communes
      from (select *, exists (select 1 from unit_period p where p.unit_id = once.unit_id and p.level = 'commune') as commune
        from once) o
      group by key`,
  );
  return new Map(rows.map(({ key, units, communes }) => [key, { units, communes }]));
}
