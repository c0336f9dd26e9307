import type { Caller } from '../platform/caller.js';
import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import { searchKey } from '../platform/text.js';
import { vnDate } from '../platform/vn-time.js';
import { NO_COUNTS, PROVEN_DAYS, type ClassCounts, type ContactClass } from './contactability.rules.js';

/** What is known of the way to one unit. */
export interface Contactability {
  unitId: string;
  contactClass: ContactClass;
  /** When its mail server last accepted a message to its present mailbox. */
  deliveredAt: Date | null;
  /** When the unit last acknowledged a paper. */
  acknowledgedAt: Date | null;
  failedAt: Date | null;
  failure: string | null;
  signedInAt: Date | null;
}

/** A unit of a list, with its name and province. */
export interface ContactLine extends Contactability {
  code: string;
  name: string;
  provinceCode: string | null;
  provinceName: string | null;
  /** Units that are served by the same mailbox, this one included; 0 without one. */
  sharing: number;
}

/**
 * The units of `source` with what is known of them. A proof belongs to the address, so that units that share a mailbox
 * share it, and a new mailbox begins without one. Arrival numbers rise with time: the last one is the last acknowledgement.
 * @param source  a relation in brackets with the column `unit_id`
 */
const classified = (source: RawBuilder<unknown>, at: Date): RawBuilder<unknown> => sql`(
  select u.unit_id, m.address, p.delivered_at, r.arrived_at as acknowledged_at, greatest(p.failed_at, x.since) as failed_at,
    coalesce(x.status, p.failure) as failure, s.at as signed_in_at,
    case when m.address is null then 'no-mailbox'
      when x.address is not null then 'failing'
      when p.failed_at > coalesce(p.delivered_at, '-infinity') then 'failing'
      when greatest(p.delivered_at, r.arrived_at) > ${at}::timestamptz - make_interval(days => ${PROVEN_DAYS}) then 'proven'
      when greatest(p.delivered_at, r.arrived_at) is not null then 'old'
      else 'never' end as class
  from ${source} u
  left join given_mailbox_on(${vnDate(at)}::date) m on m.unit_id = u.unit_id
  left join dead_mailbox x on x.address = lower(m.address)
  left join mailbox_proof p on p.address = lower(m.address)
  left join unit_sign_in s on s.unit_id = u.unit_id
  left join lateral (
    select a.arrived_at from arrival a where a.unit_id = u.unit_id and a.assignment_id is not null
    order by a.year desc, a.number desc limit 1) r on true)`;

const KNOWN = sql`c.unit_id as "unitId", c.class as "contactClass", c.delivered_at as "deliveredAt",
  c.acknowledged_at as "acknowledgedAt", c.failed_at as "failedAt", c.failure, c.signed_in_at as "signedInAt"`;

/** What is known of the way to each of these units at an instant; one statement, however many. */
export const contactabilityOf = (db: Db, unitIds: readonly string[], at: Date): Promise<Contactability[]> =>
  rowsOf(
    db,
    sql<Contactability>`select ${KNOWN} from ${classified(sql`(select unit_id from unnest(${unitIds}::uuid[]) g (unit_id))`, at)} c`,
  );

/** The units a list is about: of the whole country, a unit and those below it, or on the roster of a directive. */
export type Among = { kind: 'everyone' } | { kind: 'below'; unitId: string } | { kind: 'roster'; directiveId: string };

function unitsOf(among: Among, at: Date): RawBuilder<unknown> {
  const day = vnDate(at);
  if (among.kind === 'everyone') return sql`(select unit_id from unit_on(${day}::date))`;
  if (among.kind === 'roster')
    return sql`(select distinct unit_id from roster_entry where directive_id = ${among.directiveId})`;
  const { unitId } = among;
  return sql`(select unit_id from unit_on(${day}::date) where unit_id = ${unitId} or unit_id in (
    select unit_id from unit_subtree(${unitId}, 'administrative', ${day}::date)
    union select unit_id from unit_subtree(${unitId}, 'sectoral', ${day}::date)))`;
}

/** What a caller sees of the country: offices of a commune and within one their own unit and those below, others all of it. */
export async function sightOf(db: Db, { unitId, role }: Caller, at: Date): Promise<Among> {
  if (unitId === null || role === 'operator') return { kind: 'everyone' };
  const day = vnDate(at);
  const above = await firstOf(
    db,
    sql`select 1 from unit_on(${day}::date) u where u.unit_id = ${unitId} and not exists (
      select 1 from unit_on(${day}::date) x where x.level in ('commune', 'district') and (x.unit_id = u.unit_id
        or x.unit_id in (select unit_id from unit_ancestors(u.unit_id, 'administrative', ${day}::date))))`,
  );
  return above ? { kind: 'everyone' } : { kind: 'below', unitId };
}

/** How many units of each class there are. */
export async function countClasses(db: Db, among: Among, at: Date): Promise<ClassCounts> {
  const rows = await rowsOf(
    db,
    sql<{
      class: ContactClass;
      n: number;
    }>`select class, count(*)::int as n from ${classified(unitsOf(among, at), at)} c group by class`,
  );
  return Object.assign({ ...NO_COUNTS }, Object.fromEntries(rows.map((row) => [row.class, row.n])));
}

/** Which province a unit lies in: that above it on the administrative line, else that of the area it serves. */
const placed = (day: string): RawBuilder<unknown> => sql`
  province as materialized (
    select unit_id, code, name from unit_on(${day}::date) where level = 'province'
  ), area as materialized (
    select p.unit_id, p.unit_id as province_id from province p
    union all
    select s.unit_id, p.unit_id from province p cross join lateral unit_subtree(p.unit_id, 'administrative', ${day}::date) s
  ), placed as materialized (
    select distinct on (unit_id) unit_id, province_id from (
    select unit_id, province_id from area
    union all
    select r.unit_id, a.province_id from unit_relation r join area a on a.unit_id = r.parent_id
    where r.line = 'territory' and r.valid_from <= ${day}::date and (r.valid_to is null or r.valid_to > ${day}::date)
      and not exists (select 1 from area x where x.unit_id = r.unit_id)) x
    order by unit_id, province_id
  )`;

/** A province with the numbers of its units; code and name are null for the units of the centre. */
export interface ProvinceCounts {
  code: string | null;
  name: string | null;
  counts: ClassCounts;
}

/** The numbers behind the map, from the north by code; the centre last. */
export async function countByProvince(db: Db, among: Among, at: Date): Promise<ProvinceCounts[]> {
  const day = vnDate(at);
  const rows = await rowsOf(
    db,
    sql<{ code: string | null; name: string | null; counts: Partial<Record<ContactClass, number>> }>`
      with ${placed(day)}, counted as (
        select l.province_id, c.class, count(*)::int as n
        from ${classified(unitsOf(among, at), at)} c left join placed l on l.unit_id = c.unit_id
        group by 1, 2)
      select p.code, p.name, json_object_agg(n.class, n.n) as counts
      from counted n left join province p on p.unit_id = n.province_id group by p.code, p.name order by p.code nulls last`,
  );
  return rows.map(({ code, name, counts }) => ({ code, name, counts: { ...NO_COUNTS, ...counts } }));
}

export interface ContactSearch {
  among: Among;
  classes?: readonly ContactClass[] | undefined;
  /** Own code of a province; `centre` for the units of none. */
  province?: string | undefined;
  q?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** The province filter that means the units of no province. */
export const CENTRE = 'centre';
const WORST_FIRST = sql.raw(`array_position(array['failing', 'no-mailbox', 'never', 'old', 'proven'], c.class)`);

/** Units with what is known of them, one page: the worst first, then by code. */
export async function listContactability(db: Db, search: ContactSearch, at: Date): Promise<Page<ContactLine>> {
  const day = vnDate(at);
  const after = search.cursor ? fromCursor(search.cursor, ['count', 'uuid']) : undefined;
  const { province, classes } = search;
  const key = searchKey(search.q ?? '');
  const conditions = [
    sql`true`,
    ...(classes ? [sql`c.class = any(${[...classes]}::text[])`] : []),
    ...(province === undefined ? [] : [province === CENTRE ? sql`p.code is null` : sql`p.code = ${province}`]),
    ...(key === ''
      ? []
      : [sql`exists (select 1 from unit_period x where x.unit_id = c.unit_id and x.search_key like ${`%${key}%`})`]),
    ...(after
      ? [
          sql`(${WORST_FIRST}, u.code) > (${after[0]}::numeric, (select x.code from unit x where x.id = ${after[1]}::uuid))`,
        ]
      : []),
  ];
  const rows = await rowsOf(
    db,
    sql<ContactLine & { rank: number }>`
      with ${placed(day)}, listed as (
        select c.*, u.code, p.code as province_code, p.name as province_name, ${WORST_FIRST} as rank
        from ${classified(unitsOf(search.among, at), at)} c join unit u on u.id = c.unit_id
        left join placed l on l.unit_id = c.unit_id left join province p on p.unit_id = l.province_id
        where ${sql.join(conditions, sql` and `)} order by rank, u.code limit ${search.limit + 1}
      ), served as materialized (
        select lower(address) as address, count(*)::int as n from mailbox_on(${day}::date) group by 1)
      select ${KNOWN}, c.code, n.name, c.province_code as "provinceCode", c.province_name as "provinceName", c.rank,
        coalesce(served.n, 0) as sharing
      from listed c left join served on served.address = lower(c.address)
      join lateral (select name from unit_period where unit_id = c.unit_id
        order by (valid_from <= ${day}::date) desc, valid_from desc limit 1) n on true
      order by c.rank, c.code`,
  );
  const page = pageOf(rows, search.limit, ({ rank, unitId }) => [rank, unitId]);
  return { ...page, items: page.items.map(({ rank: _, ...line }) => line) };
}
