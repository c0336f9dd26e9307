import { Migration } from '@mikro-orm/migrations';

/** Provisional identities, register numbers by series, arrivals without a directive, and what numbered copies are matched by. */
export class Migration20261122100100_registers extends Migration {
  override up(): void {
    this.addSql(`
      -- the key of src/platform/text.ts in SQL: without accents, lower case, letters and digits only
      create function search_key(words text) returns text language sql immutable parallel safe as $$
        select trim(regexp_replace(regexp_replace(translate(lower(normalize(words, NFD)), 'đĐ', 'dd'),
          '[\u0300-\u036f]', '', 'g'), '[^a-z0-9]+', ' ', 'g'))
      $$;
      create table number_series (
        unit_id uuid not null references unit, from_year smallint not null,
        split_by text not null check (split_by in ('one', 'kind')),
        primary key (unit_id, from_year)
      );
      create table register_number (
        unit_id uuid not null references unit, year smallint not null, number integer not null,
        notation text not null, series text not null, directive_id uuid not null references directive,
        registered_at timestamptz not null, released_at timestamptz,
        primary key (unit_id, year, number, notation)
      );
      create unique index register_number_directive on register_number (directive_id) where released_at is null;
      insert into register_number (unit_id, year, number, notation, series, directive_id, registered_at)
        select issuer_id, extract(year from coalesce(dated_on, (numbered_at at time zone 'Asia/Ho_Chi_Minh')::date)),
          number, coalesce(symbol, kind), '', id, numbered_at
        from directive where numbered_at is not null and number is not null
        order by numbered_at on conflict do nothing;
    `);
    this.addSql(`
      alter table directive add provisional text;
      alter table directive add reconciled_at timestamptz;
      with unnamed as (
        select id, issuer_id, extract(year from created_at at time zone 'Asia/Ho_Chi_Minh')::smallint as year,
          row_number() over (partition by issuer_id, extract(year from created_at at time zone 'Asia/Ho_Chi_Minh')
            order by created_at, id) as n
        from directive where state in ('drafted', 'signed') and (number is null or dated_on is null)
      ), named as (
        update directive d set provisional = 'DT-' || case when u.n < 10 then '0' else '' end || u.n || '/' || u.year from unnamed u where u.id = d.id
        returning u.issuer_id, u.year, u.n
      )
      insert into number_counter (unit_id, year, series, last)
        select issuer_id, year, 'provisional', max(n) from named group by issuer_id, year;
      create unique index directive_provisional on directive (issuer_id, provisional) where provisional is not null;
      create table provisional_shingle (
        issuer_id uuid not null references unit, hash bigint not null, directive_id uuid not null references directive,
        primary key (issuer_id, hash, directive_id)
      );
      create index provisional_shingle_directive on provisional_shingle (directive_id);
      -- the papers that a directive had before the one it has now
      create table directive_paper (
        directive_id uuid not null references directive, dispatch_id uuid not null references dispatch,
        replaced_at timestamptz not null, primary key (directive_id, dispatch_id)
      );
      create index directive_paper_dispatch on directive_paper (dispatch_id);
      create index dispatch_number on dispatch (unit_id, ((reading -> 'number' ->> 'value')));
      create index dispatch_confirmed_number on dispatch (unit_id, ((confirmed ->> 'number')));
    `);
    this.addSql(`
      alter table arrival alter column cascade_id drop not null;
      alter table arrival alter column assignment_id drop not null;
      alter table arrival add dispatch_id uuid references dispatch;
      -- what the register says of a paper that came without a directive, as it was entered
      alter table arrival add paper jsonb;
      alter table arrival add check ((assignment_id is null) = (cascade_id is null));
      alter table arrival add check ((assignment_id is null) <> (dispatch_id is null));
      create unique index arrival_dispatch on arrival (unit_id, dispatch_id) where dispatch_id is not null;
    `);
  }
}
