import { Migration } from '@mikro-orm/migrations';

/**
 * Whoever is above whom on a line, with periods, so that no question about the tree walks it; how many units were below
 * each over time; and a board without a mailbox of its own is reached through its standing body.
 */
export class Migration20261122200200_ancestry extends Migration {
  override up(): void {
    // no foreign keys: every row comes from relations that have them, and half a million checks are not free.
    // A list is read in the order of the key, past what is not in force on the day. By code, units of all times lie mixed;
    // by depth, ten thousand communes of before would lie in a row
    this.addSql(`
      create table unit_ancestry (
        line text not null check (line in ('administrative', 'sectoral', 'territory')),
        ancestor_id uuid not null, code text not null, depth integer not null check (depth > 0),
        valid_from date not null, unit_id uuid not null, area boolean not null,
        valid_to date check (valid_to > valid_from),
        primary key (line, ancestor_id, code, depth, valid_from) include (unit_id, valid_to)
      );
      create index unit_ancestry_children on unit_ancestry (line, ancestor_id, area, code)
        include (unit_id, valid_from, valid_to) where depth = 1;
      create index unit_ancestry_above on unit_ancestry (unit_id, line, depth) include (ancestor_id, valid_from, valid_to);
      create table unit_subtree_size (
        line text not null check (line in ('administrative', 'sectoral', 'territory')),
        unit_id uuid not null, from_on date not null, direct integer not null, below integer not null,
        primary key (line, unit_id, from_on) include (direct, below)
      );
      create index unit_relation_standing on unit_relation (unit_id) include (parent_id, valid_from, valid_to)
        where line = 'standing-body';
    `);
    this.refreshing();
    this.addSql(`select refresh_unit_ancestry(null)`);
    this.reading();
    this.addSql(`
      create or replace function mailbox_on(day date) returns table (unit_id uuid, address text, locale text)
      language sql stable parallel safe as $$
        select m.unit_id, m.address, m.locale from unit_mailbox m
        where m.valid_from <= day and (m.valid_to is null or m.valid_to > day)
        union all
        select r.unit_id, m.address, m.locale from unit_relation r join unit_mailbox m on m.unit_id = r.parent_id
        where r.line = 'standing-body' and r.valid_from <= day and (r.valid_to is null or r.valid_to > day)
          and m.valid_from <= day and (m.valid_to is null or m.valid_to > day)
          and not exists (select 1 from unit_mailbox own where own.unit_id = r.unit_id
            and own.valid_from <= day and (own.valid_to is null or own.valid_to > day))
      $$`);
  }

  /** In the database, because this migration fills the tables by it and no migration imports a slice. */
  private refreshing(): void {
    // a full join, because no statistics know what comes out of a recursion, and a nested loop over it would never end;
    // one at a time: who comes second sees what the first has written, and goes over what it changed itself
    this.addSql(`
      create function refresh_unit_ancestry(ids uuid[]) returns void language plpgsql set work_mem = '64MB' as $$
      declare
        changed_lines text[];
        changed_ids uuid[];
      begin
        perform pg_advisory_xact_lock(20261122200200);
        with recursive affected (line, unit_id) as (
          select l.line, i.id from unnest(array['administrative', 'sectoral', 'territory']) l (line)
            cross join (select unnest(ids) as id union select u.id from unit u where ids is null) i
          union
          select r.line, r.unit_id from affected a join unit_relation r on r.parent_id = a.unit_id and r.line = a.line
        ), path as (
          select r.line, r.unit_id, r.parent_id, 1 as depth, r.valid_from, r.valid_to
          from affected a join unit_relation r on r.unit_id = a.unit_id and r.line = a.line
          union all
          select p.line, p.unit_id, r.parent_id, p.depth + 1, greatest(p.valid_from, r.valid_from),
            least(p.valid_to, r.valid_to)
          from path p join unit_relation r on r.unit_id = p.parent_id and r.line = p.line
          where p.depth < 32 and greatest(p.valid_from, r.valid_from) < coalesce(least(p.valid_to, r.valid_to), 'infinity')
        ), joined as (
          select line, parent_id, unit_id, depth, unnest(range_agg(daterange(valid_from, valid_to))) as period
          from path group by line, parent_id, unit_id, depth
        ), wanted as (
          select j.line, j.parent_id as ancestor_id, u.code, j.depth, lower(j.period) as valid_from, j.unit_id,
            not exists (select 1 from unit_period p where p.unit_id = j.unit_id and p.level = 'body') as area,
            upper(j.period) as valid_to
          from joined j join unit u on u.id = j.unit_id
        ), present as (
          select x.* from unit_ancestry x join affected a on x.line = a.line and x.unit_id = a.unit_id
        ), different as materialized (
          select line, ancestor_id, code, depth, valid_from, w.unit_id, w.area, w.valid_to
          from wanted w full join present x using (line, ancestor_id, code, depth, valid_from)
          where w.unit_id is null or x.unit_id is null or w.valid_to is distinct from x.valid_to or w.area <> x.area
        ), gone as (
          delete from unit_ancestry x using different d
          where d.unit_id is null and x.line = d.line and x.ancestor_id = d.ancestor_id and x.code = d.code
            and x.depth = d.depth and x.valid_from = d.valid_from
          returning x.line, x.ancestor_id
        ), put as (
          insert into unit_ancestry as x (line, ancestor_id, code, depth, valid_from, unit_id, area, valid_to)
          select * from different where unit_id is not null
          on conflict (line, ancestor_id, code, depth, valid_from)
            do update set valid_to = excluded.valid_to, area = excluded.area
          returning x.line, x.ancestor_id
        )
        select array_agg(line), array_agg(ancestor_id) into changed_lines, changed_ids
        from (select * from gone union select * from put) changed;
        delete from unit_subtree_size s using unnest(changed_lines, changed_ids) c (line, unit_id)
          where s.line = c.line and s.unit_id = c.unit_id;
        insert into unit_subtree_size (line, unit_id, from_on, direct, below)
          select line, unit_id, on_day, sum(direct) over through_time, sum(below) over through_time
          from (
            select c.line, c.unit_id, d.on_day, sum(d.by) as below, coalesce(sum(d.by) filter (where a.depth = 1), 0) as direct
            from unnest(changed_lines, changed_ids) c (line, unit_id)
              join unit_ancestry a on a.line = c.line and a.ancestor_id = c.unit_id
              cross join lateral (values (a.valid_from, 1), (a.valid_to, -1)) d (on_day, by)
            where d.on_day is not null group by c.line, c.unit_id, d.on_day
          ) step
          window through_time as (partition by line, unit_id order by on_day);
      end $$`);
  }

  private reading(): void {
    this.addSql(`
      create or replace function unit_ancestors(unit uuid, on_line text, day date)
      returns table (unit_id uuid, depth integer) language sql stable parallel safe as $$
        select a.ancestor_id, a.depth from unit_ancestry a
        where a.unit_id = unit and a.line = on_line and a.valid_from <= day and (a.valid_to is null or a.valid_to > day)
      $$`);
    this.addSql(`
      create or replace function unit_subtree(top uuid, on_line text, day date)
      returns table (unit_id uuid, depth integer) language sql stable parallel safe as $$
        select a.unit_id, a.depth from unit_ancestry a
        where a.ancestor_id = top and a.line = on_line and a.valid_from <= day and (a.valid_to is null or a.valid_to > day)
      $$`);
  }

  override down(): void {
    this.addSql(`
      create or replace function unit_ancestors(unit uuid, on_line text, day date)
      returns table (unit_id uuid, depth integer) language sql stable parallel safe as $$
        with recursive above as (
          select r.parent_id, 1 as depth from unit_relation r
          where r.unit_id = unit and r.line = on_line and r.valid_from <= day and (r.valid_to is null or r.valid_to > day)
          union all
          select r.parent_id, above.depth + 1 from above join unit_relation r on r.unit_id = above.parent_id
          where r.line = on_line and r.valid_from <= day and (r.valid_to is null or r.valid_to > day) and above.depth < 32
        )
        select parent_id, depth from above
      $$`);
    this.addSql(`
      create or replace function unit_subtree(top uuid, on_line text, day date)
      returns table (unit_id uuid, depth integer) language sql stable parallel safe as $$
        with recursive below as (
          select r.unit_id, 1 as depth from unit_relation r
          where r.parent_id = top and r.line = on_line and r.valid_from <= day and (r.valid_to is null or r.valid_to > day)
          union all
          select r.unit_id, below.depth + 1 from below join unit_relation r on r.parent_id = below.unit_id
          where r.line = on_line and r.valid_from <= day and (r.valid_to is null or r.valid_to > day) and below.depth < 32
        )
        select unit_id, depth from below
      $$`);
    this.addSql(`
      create or replace function mailbox_on(day date) returns table (unit_id uuid, address text, locale text)
      language sql stable parallel safe as $$
        select m.unit_id, m.address, m.locale from unit_mailbox m
        where m.valid_from <= day and (m.valid_to is null or m.valid_to > day)
      $$`);
    this.addSql(`
      drop function refresh_unit_ancestry(uuid[]);
      drop index unit_relation_standing;
      drop table unit_subtree_size;
      drop table unit_ancestry;
    `);
  }
}
