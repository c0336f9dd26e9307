import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { plusDays, type IsoDate } from '../platform/vn-time.js';
import { namedOn } from '../units/index.js';
import type { HeldAssignment } from './assignment.queries.js';

/** A duty that this one goes on from, or that took it over. */
export interface Relative {
  assignment: string;
  unitId: string;
  code: string;
  name: string;
  effectiveOn: IsoDate;
  /** Reorganisation by which the duty moved. */
  reorganisation: string;
}

/** Who has figures for which part of the period that a report is about; both days included, null is open. */
export interface Producer {
  assignment: string;
  code: string;
  name: string;
  from: IsoDate | null;
  to: IsoDate | null;
}

export interface Lineage {
  predecessors: Relative[];
  successors: Relative[];
  /** Empty where one unit has the whole period. */
  producers: Producer[];
}

type Link = Relative & { direction: 'before' | 'after' };

/** Where a duty comes from and where it went, and who reports on which part of its period; empty for most duties. */
export async function lineageOf(db: Db, row: HeldAssignment): Promise<Lineage> {
  const links = await rowsOf<Link>(
    db,
    sql`select x.direction, x.assignment, u.id as "unitId", u.code, p.name, x.effective_on::text as "effectiveOn",
        x.reorganisation_id as reorganisation
      from (
        select 'before' as direction, from_id as assignment, effective_on, reorganisation_id from assignment_succession
        where cascade_id = ${row.cascadeId} and to_id = ${row.id}
        union all
        select 'after', to_id, effective_on, reorganisation_id from assignment_succession
        where cascade_id = ${row.cascadeId} and from_id = ${row.id}) x
      join assignment a on a.cascade_id = ${row.cascadeId} and a.id = x.assignment join unit u on u.id = a.unit_id
      join ${namedOn('u.id', sql`x.effective_on - 1`, 'p')}
      order by x.direction, u.code limit 200`,
  );
  const of = (direction: Link['direction']): Relative[] =>
    links.filter((link) => link.direction === direction).map(({ direction: _, ...relative }) => relative);
  const predecessors = of('before');
  return {
    predecessors,
    successors: of('after'),
    producers: predecessors.length > 0 && row.role === 'action' ? await producersOf(db, row) : [],
  };
}

interface Part {
  assignment: string;
  code: string;
  name: string;
  /** First day on which this unit had the duty; null for the first of a line. */
  since: IsoDate | null;
  /** Day from which another has it; null for the one that has it now. */
  until: IsoDate | null;
}

/**
 * The period is what the paper asks to report on, else from its issue to its deadline. Whoever had the duty in a part of
 * it has the figures of that part; the unit that has the duty now hands the report in.
 */
async function producersOf(db: Db, { cascadeId, id, directiveId }: HeldAssignment): Promise<Producer[]> {
  const window = await firstOf(
    db,
    sql<{ from: IsoDate | null; to: IsoDate | null }>`
      select coalesce(min(w.start), (d.issued_at at time zone 'Asia/Ho_Chi_Minh')::date)::text as "from",
        coalesce(max(w.finish), (d.work_due_at at time zone 'Asia/Ho_Chi_Minh')::date)::text as "to"
      from directive d left join dispatch p on p.id = d.dispatch_id
        left join lateral (
          select (r -> 'value' ->> 'windowStart')::date as start, (r -> 'value' ->> 'windowEnd')::date as finish
          from jsonb_array_elements(case when jsonb_typeof(p.reading -> 'reports') = 'array' then p.reading -> 'reports' end) r
        ) w on true
      where d.id = ${directiveId} group by d.id`,
  );
  const parts = await rowsOf<Part>(
    db,
    sql`with recursive line as (
        select ${id}::uuid as id, null::date as until
        union
        select s.from_id, s.effective_on from line l join assignment_succession s
          on s.cascade_id = ${cascadeId} and s.to_id = l.id)
      select l.id as assignment, u.code, p.name, l.until::text as until,
        (select max(s.effective_on) from assignment_succession s
          where s.cascade_id = ${cascadeId} and s.to_id = l.id)::text as since
      from line l join assignment a on a.cascade_id = ${cascadeId} and a.id = l.id join unit u on u.id = a.unit_id
        join ${namedOn('u.id', sql`coalesce(l.until - 1, date '9999-12-31')`, 'p')}
      order by l.until nulls last, u.code`,
  );
  const producers = parts.flatMap(({ since, until, ...unit }): Producer[] => {
    const from = later(since, window?.from ?? null);
    const to = earlier(until && plusDays(until, -1), window?.to ?? null);
    return from !== null && to !== null && from > to ? [] : [{ ...unit, from, to }];
  });
  return producers.length > 1 ? producers : [];
}

const later = (a: IsoDate | null, b: IsoDate | null): IsoDate | null => (a === null || (b !== null && b > a) ? b : a);
const earlier = (a: IsoDate | null, b: IsoDate | null): IsoDate | null => (a === null || (b !== null && b < a) ? b : a);
