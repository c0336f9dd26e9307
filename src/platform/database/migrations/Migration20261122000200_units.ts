import { Migration } from '@mikro-orm/migrations';

/** The hierarchy of government units: everything but the identity has a period, `valid_to` is exclusive. */
export class Migration20261122000200_units extends Migration {
  override up(): void {
    this.addSql(`
create table unit (
  id uuid primary key,
  code text not null unique check (code ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'),
  created_at timestamptz not null
)`);
    this.addSql(`
create table unit_period (
  unit_id uuid not null references unit (id),
  name text not null,
  kind text not null,
  level text not null check (level in ('central', 'province', 'district', 'commune', 'body')),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  legal_basis text,
  search_key text not null,
  accent_key text not null,
  primary key (unit_id, valid_from)
)`);
    this.addSql(`create index unit_period_search_key on unit_period (search_key)`);
    this.addSql(`create unique index unit_period_one_open on unit_period (unit_id) where valid_to is null`);
    this.addSql(`
create table unit_relation (
  unit_id uuid not null references unit (id),
  line text not null check (line in ('administrative', 'sectoral', 'territory')),
  parent_id uuid not null references unit (id) check (parent_id <> unit_id),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  primary key (unit_id, line, valid_from)
)`);
    this.addSql(
      `create index unit_relation_children on unit_relation (parent_id, line) include (unit_id, valid_from, valid_to)`,
    );
    this.addSql(`create unique index unit_relation_one_open on unit_relation (unit_id, line) where valid_to is null`);
    this.addSql(`
create table unit_official_code (
  unit_id uuid not null references unit (id),
  scheme text not null check (scheme in ('gso', 'qcvn102', 'qd20')),
  value text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  primary key (unit_id, scheme, valid_from),
  unique (scheme, value, valid_from)
)`);
    this.addSql(`create index unit_official_code_value on unit_official_code (value)`);
    this.addSql(`
create table unit_alias (
  unit_id uuid not null references unit (id),
  alias text not null,
  search_key text not null,
  accent_key text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  primary key (unit_id, alias, valid_from)
)`);
    this.addSql(`create index unit_alias_search_key on unit_alias (search_key)`);
    this.addSql(`
create table unit_contact (
  unit_id uuid primary key references unit (id),
  email text,
  locale text not null default 'vi' check (locale in ('vi', 'en'))
)`);
    // inlined by the planner, so a join on it costs what the join on the two tables would
    this.addSql(`
create function unit_on(day date) returns table (unit_id uuid, code text, name text, kind text, level text)
language sql stable parallel safe as $$
  select u.id, u.code, p.name, p.kind, p.level
  from unit u join unit_period p on p.unit_id = u.id
  where p.valid_from <= day and (p.valid_to is null or p.valid_to > day)
$$`);
    this.addSql(`
create function unit_ancestors(unit uuid, on_line text, day date) returns table (unit_id uuid, depth integer)
language sql stable parallel safe as $$
  with recursive above as (
    select r.parent_id, 1 as depth
    from unit_relation r
    where r.unit_id = unit and r.line = on_line and r.valid_from <= day and (r.valid_to is null or r.valid_to > day)
    union all
    select r.parent_id, above.depth + 1
    from above join unit_relation r on r.unit_id = above.parent_id
    where r.line = on_line and r.valid_from <= day and (r.valid_to is null or r.valid_to > day) and above.depth < 32
  )
  select parent_id, depth from above
$$`);
    this.addSql(`
create function unit_subtree(top uuid, on_line text, day date) returns table (unit_id uuid, depth integer)
language sql stable parallel safe as $$
  with recursive below as (
    select r.unit_id, 1 as depth
    from unit_relation r
    where r.parent_id = top and r.line = on_line and r.valid_from <= day and (r.valid_to is null or r.valid_to > day)
    union all
    select r.unit_id, below.depth + 1
    from below join unit_relation r on r.parent_id = below.unit_id
    where r.line = on_line and r.valid_from <= day and (r.valid_to is null or r.valid_to > day) and below.depth < 32
  )
  select unit_id, depth from below
$$`);
  }

  override down(): void {
    this.addSql('drop function unit_subtree(uuid, text, date)');
    this.addSql('drop function unit_ancestors(uuid, text, date)');
    this.addSql('drop function unit_on(date)');
    for (const table of ['unit_contact', 'unit_alias', 'unit_official_code', 'unit_relation', 'unit_period', 'unit'])
      this.addSql(`drop table ${table}`);
  }
}
