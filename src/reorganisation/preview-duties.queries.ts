import { OPEN_DUTY } from '../assignments/index.js';
import { withPlansForSets } from '../platform/database/planning.js';
import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import { dutiesConcerned } from './duties.queries.js';

/** What carrying a plan out would do to what is under way, counted. */
export interface DutiesPreview {
  /** Open duties that would close. */
  closing: number;
  /** Duties that would open at successors. */
  opening: number;
  /** Of the closing ones, those whose successor owes the same already, or gets it from several at once: it owes it once. */
  joining: number;
  /** Open duties of ending units that nobody would take over. */
  unowed: number;
  /** Directives in which something moves. */
  directives: number;
  /** Reports that wait for a review by a unit that ends: its main successor reviews them. */
  reviews: number;
  /** Reports that ending units handed in and that wait for a review: they stay as they were handed in. */
  handedIn: number;
  /** Reports being prepared whose period goes beyond the day: both units report in them. */
  reports: number;
  mailboxes: number;
  accounts: number;
}

/** `target`: each directive with each unit that would take duties under it, of how many rows, and whether it owes it now. */
const TARGETS = sql`
  standing as (
    select a.directive_id, a.unit_id from assignment a
    where a.unit_id in (select to_id from edge) and ${OPEN_DUTY} and a.id not in (select from_id from pair)),
  target as (
    select p.to_code, p.to_id, p.directive_id, count(*)::int as from_rows, array_agg(p.unit_id) as from_units,
      (p.directive_id, p.to_id) in (select directive_id, unit_id from standing) as owes_already
    from pair p group by 1, 2, 3)`;

/** A mandate `m` that holds when the reorganisation `g` takes effect, also one that ends later. */
const HELD_THEN = sql`(m.until_at is null
  or m.until_at > g.effective_on::timestamp at time zone 'Asia/Ho_Chi_Minh')`;

/** @param id  of a submitted plan */
export async function previewOfDuties(db: Db, id: string): Promise<DutiesPreview> {
  const counts = await withPlansForSets(db, (planned) =>
    firstOf(
      planned,
      sql<DutiesPreview>`
      with ${dutiesConcerned(id)}, ${TARGETS},
      closing as (
        select o.id, o.directive_id, o.role, o.id in (select from_id from pair) as taken
        from old o where (o.unit_id in (select unit_id from ending) or o.id in (select from_id from pair))
          and o.id not in (select from_id from staying))
      select (select count(*) from closing)::int as closing,
        (select count(*) from target where not owes_already)::int as opening,
        (select coalesce(sum(from_rows - case when owes_already then 0 else 1 end), 0) from target)::int as joining,
        (select count(*) from closing where not taken)::int as unowed,
        (select count(distinct directive_id) from closing)::int as directives,
        (select count(*) from report r join assignment a on a.cascade_id = r.cascade_id and a.id = r.assignment_id
          where r.state = 'submitted' and r.to_unit_id in (select unit_id from ending))::int as reviews,
        (select count(*) from report r join assignment a on a.cascade_id = r.cascade_id and a.id = r.assignment_id
          where r.state = 'submitted' and a.unit_id in (select unit_id from ending))::int as "handedIn",
        (select count(*) from closing c join directive d on d.id = c.directive_id
          join reorganisation g on g.id = ${id}
          where c.taken and c.role = 'action' and d.work_due_at >= g.effective_on::timestamp at time zone 'Asia/Ho_Chi_Minh'
            and d.issued_at < g.effective_on::timestamp at time zone 'Asia/Ho_Chi_Minh')::int as reports,
        (select count(*) from reorganisation g, mailbox_on(g.effective_on - 1) m
          where g.id = ${id} and m.unit_id in (select unit_id from ending))::int as mailboxes,
        (select count(*) from mandate m join reorganisation g on g.id = ${id} and ${HELD_THEN}
          where m.unit_id in (select unit_id from ending))::int as accounts`,
    ),
  );
  return counts!;
}

/** One unit whose duties would move, and to whom. */
export interface UnitOfPreview {
  code: string;
  name: string;
  ends: boolean;
  duties: number;
  unowed: number;
  mailbox: boolean;
  accounts: number;
  /** Units that would take duties over, with how many each would have on top of what it owes already. */
  takers: { code: string; name: string | null; duties: number; main: boolean }[];
}

/** One page of the units that a plan takes duties from, those with unowed duties first. @throws ProductError `invalid` (cursor) */
export async function unitsOfPreview(
  db: Db,
  id: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<UnitOfPreview>> {
  const [after, afterCode] = cursor ? fromCursor(cursor, ['count', 'code']) : [-1, ''];
  const rows = await withPlansForSets(db, (planned) =>
    rowsOf<UnitOfPreview & { rank: number }>(
      planned,
      sql`with ${dutiesConcerned(id)},
      unit_of as (
        select o.unit_id, count(*)::int as duties,
          count(*) filter (where o.id not in (select from_id from pair))::int as unowed
        from old o where o.unit_id in (select unit_id from ending) or o.id in (select from_id from pair)
        group by 1),
      concerned as (
        select unit_id from ending union select unit_id from unit_of),
      listed as (
        select c.unit_id, u.code, coalesce(x.duties, 0) as duties, coalesce(x.unowed, 0) as unowed,
          case when x.unowed > 0 then 0 when x.duties > 0 then 1 else 2 end as rank
        from concerned c join unit u on u.id = c.unit_id left join unit_of x on x.unit_id = c.unit_id),
      shown as materialized (
        select * from listed l where (l.rank, l.code) > (${Number(after)}::int, ${String(afterCode)}::text)
        order by l.rank, l.code limit ${limit + 1}),
      taking as (
        select unit_id, to_code, count(*)::int as duties from pair where unit_id in (select unit_id from shown) group by 1, 2),
      taker as (
        select s.from_id, s.to_code, bool_or(s.main) as main from reorganisation_succession s
        where s.reorganisation_id = ${id} and s.from_id in (select unit_id from shown) group by 1, 2)
      select l.rank, l.code, n.name, l.duties, l.unowed, l.unit_id in (select unit_id from ending) as ends,
        exists (select 1 from reorganisation g, mailbox_on(g.effective_on - 1) m
          where g.id = ${id} and m.unit_id = l.unit_id) as mailbox,
        (select count(*) from mandate m join reorganisation g on g.id = ${id} and ${HELD_THEN}
          where m.unit_id = l.unit_id)::int as accounts,
        coalesce((select json_agg(json_build_object('code', s.to_code, 'name', (select p.name from unit tu
              join unit_period p on p.unit_id = tu.id where tu.code = s.to_code order by p.valid_from desc limit 1),
            'main', s.main, 'duties', coalesce(g.duties, 0)) order by s.main desc, s.to_code)
          from taker s left join taking g on g.unit_id = s.from_id and g.to_code = s.to_code where s.from_id = l.unit_id),
          '[]') as takers
      from shown l join lateral (select name from unit_period where unit_id = l.unit_id
        order by valid_from desc limit 1) n on true
      order by l.rank, l.code`,
    ),
  );
  return pageOf(rows, limit, (unit) => [unit.rank, unit.code]);
}

/** A unit that several open duties of one directive would come to, or that owes it already: it would owe it once. */
export interface TwiceOwed {
  code: string;
  /** Null while the unit is not founded yet. */
  name: string | null;
  directive: string;
  subject: string;
  from: { code: string; name: string }[];
  owesAlready: boolean;
}

/** One page of who would owe the same twice, were duties not joined. @throws ProductError `invalid` (cursor) */
export async function twiceOfPreview(
  db: Db,
  id: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<TwiceOwed>> {
  const [afterCode, afterDirective] = cursor
    ? fromCursor(cursor, ['code', 'uuid'])
    : ['', '00000000-0000-0000-0000-000000000000'];
  const rows = await withPlansForSets(db, (planned) =>
    rowsOf<TwiceOwed>(
      planned,
      sql`with ${dutiesConcerned(id)}, ${TARGETS},
      listed as (
        select * from target where (from_rows > 1 or owes_already)
          and (to_code, directive_id) > (${String(afterCode)}::text, ${String(afterDirective)}::uuid)
        order by to_code, directive_id limit ${limit + 1})
      select l.to_code as code, n.name, l.directive_id as directive, d.subject, l.owes_already as "owesAlready",
        (select json_agg(json_build_object('code', u.code, 'name', p.name) order by u.code)
          from unit u join lateral (select name from unit_period where unit_id = u.id order by valid_from desc limit 1) p on true
          where u.id = any(l.from_units)) as "from"
      from listed l join directive d on d.id = l.directive_id
        left join lateral (select name from unit_period where unit_id = l.to_id order by valid_from desc limit 1) n on true
      order by l.to_code, l.directive_id`,
    ),
  );
  return pageOf(rows, limit, ({ code, directive }) => [code, directive]);
}

/**
 * Units that would get duties and have no mailbox on the day: they cannot be told. One that the plan founds takes its
 * own address, else that of the unit it mainly succeeds.
 */
export const unreachableTakers = (db: Db, id: string): Promise<{ code: string; name: string | null }[]> =>
  rowsOf(
    db,
    sql`select s.to_code as code,
        (select p.name from unit_period p where p.unit_id = s.to_id order by p.valid_from desc limit 1) as name
      from (select distinct to_code, to_id from reorganisation_succession
        where reorganisation_id = ${id} and takes_duties) s cross join reorganisation r
      where r.id = ${id}
        and not exists (select 1 from mailbox_on(r.effective_on) m where m.unit_id = s.to_id)
        and not (s.to_id is null and (
          exists (select 1 from reorganisation_succession e join mailbox_on(r.effective_on - 1) m on m.unit_id = e.from_id
            where e.reorganisation_id = r.id and e.to_code = s.to_code and e.main)
          or exists (select 1 from reorganisation_step p where p.reorganisation_id = r.id
            and jsonb_path_exists(p.step, '$.** ? (@.code == $code && exists(@.address))', jsonb_build_object('code', s.to_code)))))
      order by s.to_code limit 200`,
  );
