import { sightIn, type DirectiveState, type Sight } from '../directives/index.js';
import type { Caller } from '../platform/caller.js';
import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { isUuid } from '../platform/ids.js';
import type { Relation } from './graph.rules.js';

/** A paper as a step of the graph meets it. */
export interface Met {
  /** The paper it was met from. */
  from: string;
  relations: Relation[];
  directiveId: string | null;
  sight: Sight | null;
  state: DirectiveState | null;
  citedPaperId: string | null;
  /** The paper itself, where the caller's unit has kept it without a directive. */
  dispatchId: string | null;
  /** As the citing paper writes them. */
  code: string | null;
  issuedOn: string | null;
  issuer: string | null;
  /** How many were met from the same paper, with those that were not asked for. */
  count: number;
}

/** Where a step begins. */
export interface From {
  key: string;
  directiveId: string | null;
  citedPaperId: string | null;
  dispatchId: string | null;
}

const RELATION = sql`case c.relation when 'basis' then 'implements' else 'refersTo' end`;

const fromOf = (from: readonly From[]): RawBuilder<unknown> => sql`
  unnest(${from.map(({ key }) => key)}::text[], ${from.map((f) => f.directiveId)}::uuid[],
    ${from.map((f) => f.citedPaperId)}::uuid[], ${from.map((f) => f.dispatchId)}::uuid[])
    f (key, directive_id, paper_id, dispatch_id)`;

/** The paper itself as the caller's unit has kept it; what another unit keeps is that unit's. */
const keptBy = (caller: Caller, paper: string): RawBuilder<unknown> => sql`(select x.id from dispatch x
  where x.cited_paper_id = ${sql.ref(paper)} and x.state = 'kept'
    and (x.unit_id = ${caller.unitId}::uuid or ${caller.unitId}::uuid is null) order by x.id limit 1)`;

/**
 * What papers rest on: the papers they cite, and the directive that they pass on. Where a cited paper is a directive that
 * the caller may see, it comes with it; else it stays what the citation says of it.
 * @param limit  of papers met from each
 */
export const basesOf = (db: Db, caller: Caller, from: readonly From[], limit: number): Promise<Met[]> =>
  rowsOf(
    db,
    sql`with cited as (
        select f.key, s.id as self, c.ord, ${RELATION} as relation, c.code, c.issuer, m.id as paper_id,
          coalesce(c.issued_on, m.issued_on) as issued_on
        from ${fromOf(from)} left join directive s on s.id = f.directive_id
        join dispatch x on x.id = coalesce(s.dispatch_id, f.dispatch_id)
        join citation c on c.dispatch_id = x.id left join cited_paper m on m.id = paper_meant(c.cited_paper_id)
        where m.id is null or m.id is distinct from x.cited_paper_id
      ), met as (
        select cited.key, cited.ord, cited.relation, cited.code, cited.issuer, cited.paper_id, cited.issued_on, seen.id as directive_id, seen.sight, seen.state
        from cited left join lateral (${directiveOf('cited.paper_id', sql`cited.self`, caller)}) seen on true
        union all
        select f.key, -1, 'passesOn', null, null, null, null, d.id, ${sightIn(caller)}, d.state
        from ${fromOf(from)} join directive s on s.id = f.directive_id
        join assignment a on a.cascade_id = s.cascade_id and a.id = s.parent_assignment_id
        join directive d on d.id = a.directive_id
      ), once as (
        select key, directive_id, sight, state, min(ord) as ord, (array_agg(paper_id order by ord desc))[1] as paper_id,
          (array_agg(code order by ord) filter (where code is not null))[1] as code, min(issued_on)::text as issued_on,
          (array_agg(issuer order by ord) filter (where issuer is not null))[1] as issuer,
          array_agg(distinct relation) as relations
        from met where relation <> 'passesOn' or sight <> 'none'
        group by key, directive_id, sight, state,
          case when directive_id is null then coalesce(paper_id::text, code) end
      ), placed as (
        select *, row_number() over (partition by key order by ord)::int as n, count(*) over (partition by key)::int as count
        from once
      )
      select key as "from", relations, directive_id as "directiveId", sight, state, paper_id as "citedPaperId", code,
        issued_on as "issuedOn", issuer, count,
        case when directive_id is null then ${keptBy(caller, 'placed.paper_id')} end as "dispatchId"
      from placed where n <= ${limit} order by key, n`,
  );

/** The directive that a cited paper is, where it is told which and the caller may see it. */
const directiveOf = (paper: string, citing: RawBuilder<unknown>, caller: Caller): RawBuilder<unknown> => sql`
  select * from (select d.id, d.state, ${sightIn(caller)} as sight from directive d
    where d.id = directive_meant(${sql.ref(paper)}, ${citing})) d where d.sight <> 'none'`;

/**
 * What rests on papers, of what the caller may see: directives that cite them, under whatever writing, and directives
 * that pass them on. The earliest first.
 */
export const restersOn = (
  db: Db,
  caller: Caller,
  from: readonly From[],
  { offset, limit }: { offset: number; limit: number },
): Promise<Met[]> =>
  rowsOf(
    db,
    sql`with meant as (
        select f.key, f.directive_id, coalesce(f.paper_id, x.cited_paper_id) as paper_id
        from ${fromOf(from)} left join directive s on s.id = f.directive_id left join dispatch x on x.id = s.dispatch_id
      ), written as (
        select meant.key, meant.directive_id, o.id, m.id as paper_id
        from meant join cited_paper m on m.id = meant.paper_id
        join cited_paper o on o.code_key = m.code_key and o.scope = m.scope
        where o.id = m.id or (o.issued_on is null and paper_meant(o.id) = m.id)
      ), met as (
        select w.key, d.id, ${RELATION} as relation
        from written w join citation c on c.cited_paper_id = w.id join directive d on d.dispatch_id = c.dispatch_id
        where w.directive_id is null or directive_meant(w.paper_id, d.id) = w.directive_id
        union all
        select f.key, d.id, 'passesOn'
        from ${fromOf(from)} join directive s on s.id = f.directive_id
        join directive d on d.cascade_id = s.cascade_id and d.parent_assignment_id is not null
        join assignment a on a.cascade_id = d.cascade_id and a.id = d.parent_assignment_id and a.directive_id = s.id
      ), once as (
        select met.key, d.id, d.issued_at, d.state, ${sightIn(caller)} as sight, array_agg(distinct met.relation) as relations
        from met join directive d on d.id = met.id group by met.key, d.id
      ), placed as (
        select *, row_number() over (partition by key order by issued_at nulls last, id)::int as n,
          count(*) over (partition by key)::int as count
        from once where sight <> 'none'
      )
      select key as "from", relations, id as "directiveId", sight, state, null as "citedPaperId", null as code, null as "issuedOn",
        null as issuer, count, null as "dispatchId"
      from placed where n > ${offset} and n <= ${offset + limit} order by key, n`,
  );

/** A cited paper as those who may see a paper that cites it know it. */
export interface CitedPaperRow {
  id: string;
  code: string;
  issuedOn: string | null;
  issuer: string | null;
  /** The directive that it is, where the caller may see that. */
  directiveId: string | null;
  dispatchId: string | null;
}

/** What papers that were kept without a directive say of themselves. */
export const headingsOf = (
  db: Db,
  dispatchIds: readonly string[],
): Promise<{ id: string; kind: string; subject: string | null }[]> =>
  rowsOf(
    db,
    sql`select id, confirmed ->> 'kind' as kind, confirmed ->> 'subject' as subject from dispatch
      where id = any(${dispatchIds}::uuid[])`,
  );

/** @returns undefined for what is not there, and for what no paper cites that the caller may see */
export async function citedPaperFor(db: Db, caller: Caller, id: string): Promise<CitedPaperRow | undefined> {
  if (!isUuid(id)) return undefined;
  return firstOf(
    db,
    sql<CitedPaperRow>`select m.id, coalesce(known.code, m.code) as code, m.issued_on::text as "issuedOn", known.issuer,
        seen.id as "directiveId", case when seen.id is null then ${keptBy(caller, 'm.id')} end as "dispatchId"
      from cited_paper m
      left join lateral (${directiveOf('m.id', sql`null`, caller)}) seen on true
      left join lateral (
        select c.code, c.issuer from cited_paper o join citation c on c.cited_paper_id = o.id
        join directive d on d.dispatch_id = c.dispatch_id
        where o.code_key = m.code_key and o.scope = m.scope and paper_meant(o.id) = m.id and ${sightIn(caller)} <> 'none'
        order by c.issuer is null, d.id limit 1) known on true
      where m.id = paper_meant(${id}) and (known.code is not null or seen.id is not null or ${keptBy(caller, 'm.id')} is not null)`,
  );
}
