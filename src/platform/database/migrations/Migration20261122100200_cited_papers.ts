import { Migration } from '@mikro-orm/migrations';

/** Papers as others cite them, known by citation or here themselves (docs/decisions/0019-identity-of-cited-papers.md). */
export class Migration20261122100200_cited_papers extends Migration {
  override up(): void {
    this.addSql(`
      create table cited_paper (
        id uuid primary key, code_key text not null, issued_on date, scope text not null, family text not null,
        code text not null, issuer text, created_at timestamptz not null
      );
      -- number, symbol and date are the identity; the issuer's name only where there is no date
      create unique index cited_paper_dated on cited_paper (code_key, scope, issued_on) where issued_on is not null;
      create unique index cited_paper_undated on cited_paper (code_key, scope, family) where issued_on is null;
      alter table citation add cited_paper_id uuid references cited_paper;
      create index citation_cited_paper on citation (cited_paper_id);
      -- the paper that this dispatch is
      alter table dispatch add cited_paper_id uuid references cited_paper;
      create index dispatch_cited_paper on dispatch (cited_paper_id) where cited_paper_id is not null;
    `);
    // asked whenever it is needed and never written down, so the order in which papers arrive does not matter
    this.addSql(`
      create function paper_meant(cited uuid) returns uuid language sql stable parallel safe as $$
        select case when p.issued_on is not null then p.id else coalesce(
          (select (array_agg(d.id))[1] from cited_paper d where d.code_key = p.code_key and d.scope = p.scope
            and d.issued_on is not null having count(*) = 1),
          (select (array_agg(d.id))[1] from cited_paper d where d.code_key = p.code_key and d.scope = p.scope
            and d.issued_on is not null and d.family = p.family and p.family <> '' having count(*) = 1),
          (select (array_agg(o.id))[1] from cited_paper o where o.code_key = p.code_key and o.scope = p.scope
            and p.family = '' and o.family <> '' having count(*) = 1 and bool_and(o.issued_on is null)),
          p.id) end
        from cited_paper p where p.id = cited $$
    `);
    this.addSql(`
      create function province_of(unit uuid, day date) returns text language sql stable parallel safe as $$
        with alive (on_day) as (
          select least(day, case when bool_and(valid_to is not null) then max(valid_to) - 1 end)
          from unit_period where unit_id = unit
        ), above as (
          select unit as unit_id, 0 as far
          union all
          select a.unit_id, a.depth from alive, unit_ancestors(unit, 'administrative', on_day) a
          union all
          select t.parent_id, 100 from alive, unit_relation t where t.unit_id = unit and t.line = 'territory'
            and t.valid_from <= on_day and (t.valid_to is null or t.valid_to > on_day)
          union all
          select a.unit_id, 100 + a.depth from alive, unit_relation t, unit_ancestors(t.parent_id, 'administrative', on_day) a
          where t.unit_id = unit and t.line = 'territory'
            and t.valid_from <= on_day and (t.valid_to is null or t.valid_to > on_day)
        )
        select u.code from alive, above join unit u on u.id = above.unit_id
        where exists (select 1 from unit_period p where p.unit_id = u.id and p.level = 'province')
        order by above.far limit 1 $$
    `);
    // offices of one province may give one number and symbol on one day: then only the one near the citing office is meant
    this.addSql(`
      create function directive_meant(paper uuid, citing uuid) returns uuid language sql stable parallel safe as $$
        with known as (
          select d.id, d.issuer_id, d.issued_at from dispatch x join directive d on d.dispatch_id = x.id
          where x.cited_paper_id = paper and d.id is distinct from citing
        ), near as (
          select k.* from known k join directive s on s.id = citing
          where (select count(distinct issuer_id) from known) > 1 and (k.issuer_id = s.issuer_id
            or exists (select 1 from assignment a where a.directive_id = k.id and a.unit_id = s.issuer_id)
            or exists (select 1 from unit_ancestors(s.issuer_id, 'administrative', s.roster_on) u where u.unit_id = k.issuer_id)
            or exists (select 1 from unit_ancestors(s.issuer_id, 'sectoral', s.roster_on) u where u.unit_id = k.issuer_id))
        ), few as (
          select * from known where (select count(distinct issuer_id) from known) = 1
          union all
          select * from near where (select count(distinct issuer_id) from near) = 1
        )
        select id from few order by issued_at nulls last, id limit 1 $$
    `);
  }
}
