import { Migration } from '@mikro-orm/migrations';

/**
 * The hierarchy in time: mailboxes with periods, legal bases, who succeeds whom, mandates of officers, and
 * reorganisations with the duties that they move. `unit_contact` ends: its rows become mailboxes, and a view stands for
 * it as long as replicas of the release before read it.
 */
export class Migration20261122200000_hierarchy extends Migration {
  override up(): void {
    this.addSql(`
      alter table unit_relation add column legal_basis text;
      alter table unit_official_code add column legal_basis text;
      alter table unit_alias add column legal_basis text;
      alter table unit_relation drop constraint unit_relation_line_check;
      alter table unit_relation add constraint unit_relation_line_check
        check (line in ('administrative', 'sectoral', 'territory', 'standing-body'));
      create table unit_mailbox (
        unit_id uuid not null references unit, valid_from date not null, valid_to date check (valid_to > valid_from),
        address text not null, locale text not null default 'vi' check (locale in ('vi', 'en')), legal_basis text,
        primary key (unit_id, valid_from)
      );
      create unique index unit_mailbox_one_open on unit_mailbox (unit_id) where valid_to is null;
      create index unit_mailbox_address on unit_mailbox (address);
      insert into unit_mailbox (unit_id, valid_from, address, locale)
        select unit_id, date '0001-01-01', email, locale from unit_contact where email is not null;
      drop table unit_contact;
      create view unit_contact as select m.unit_id, m.address as email, m.locale from unit_mailbox m
        where m.valid_to is null;
      create table unit_succession (
        from_id uuid not null references unit, to_id uuid not null references unit check (to_id <> from_id),
        effective_on date not null,
        scope text not null check (scope in ('territorial', 'functional')),
        extent text not null check (extent in ('whole', 'part', 'unknown')),
        main boolean not null,
        confidence text not null check (confidence in ('official', 'checked', 'main-successor-only')),
        legal_basis text,
        primary key (from_id, to_id, effective_on, scope)
      );
      create index unit_succession_to on unit_succession (to_id);
      create unique index unit_succession_one_main on unit_succession (from_id, effective_on) where main;
    `);
    this.addSql(`
      create function mailbox_on(day date) returns table (unit_id uuid, address text, locale text)
      language sql stable parallel safe as $$
        select m.unit_id, m.address, m.locale from unit_mailbox m
        where m.valid_from <= day and (m.valid_to is null or m.valid_to > day)
      $$`);
    // null: the unit has ended and nobody stands for it
    this.addSql(`
      create function unit_heir(unit uuid, day date) returns uuid language sql stable parallel safe as $$
        with recursive line as (
          select unit as unit_id, 0 as depth
          union all
          select s.to_id, line.depth + 1
          from line join unit_succession s on s.from_id = line.unit_id and s.main and s.effective_on <= day
          where line.depth < 16 and not exists (select 1 from unit_on(day) o where o.unit_id = line.unit_id)
        )
        select line.unit_id from line join unit_on(day) o on o.unit_id = line.unit_id order by depth limit 1
      $$`);
    this.addSql(`
      create function unit_predecessors(unit uuid, day date) returns table (unit_id uuid)
      language sql stable parallel safe as $$
        with recursive before as (
          select s.from_id, 1 as depth from unit_succession s
          where s.to_id = unit and s.main and s.effective_on <= day
            and not exists (select 1 from unit_on(day) o where o.unit_id = s.from_id)
          union all
          select s.from_id, before.depth + 1
          from before join unit_succession s on s.to_id = before.from_id and s.main and s.effective_on <= day
          where before.depth < 16 and not exists (select 1 from unit_on(day) o where o.unit_id = s.from_id)
        )
        select distinct from_id from before
      $$`);
    this.addSql(`
      create table mandate (
        id uuid primary key, account_id uuid not null references account, unit_id uuid not null references unit,
        role text not null check (role in ('clerk','officer','leader','auditor','unit-admin','operator')),
        basis text not null check (basis in ('appointment', 'delegation', 'reorganisation')),
        from_at timestamptz not null, until_at timestamptz check (until_at >= from_at),
        delegated_by uuid references mandate, granted_by text not null, ended_by text, legal_basis text
      );
      create index mandate_account on mandate (account_id);
      create index mandate_unit on mandate (unit_id);
      insert into mandate (id, account_id, unit_id, role, basis, from_at, granted_by)
        select uuid_v7(created_at), id, unit_id, role, 'appointment', created_at, 'system' from account;
      alter table account add column email text;
      alter table account add column last_signed_in_at timestamptz;
      alter table api_token add column account_id uuid references account;
      alter table assignment add column lead_account_id uuid;
      create index assignment_lead on assignment (lead_account_id) where lead_account_id is not null;
    `);
    this.addSql(`
      alter table assignment add column reorganisation_id uuid;
      alter table assignment drop constraint assignment_cascade_id_directive_id_unit_id_parent_id_key;
      alter table assignment add constraint assignment_once
        unique nulls not distinct (cascade_id, directive_id, unit_id, parent_id, reorganisation_id);
      create table assignment_succession (
        cascade_id uuid not null, from_id uuid not null, to_id uuid not null,
        reorganisation_id uuid not null, effective_on date not null, main_to boolean not null, main_from boolean not null,
        primary key (cascade_id, from_id, to_id)
      ) partition by range (cascade_id);
      create index assignment_succession_to on assignment_succession (cascade_id, to_id);
      create table assignment_succession_other partition of assignment_succession default;
    `);
    this.addSql(`
      create table reorganisation (
        id uuid primary key, unit_id uuid references unit, title text not null, legal_basis text not null,
        effective_on date not null, clock jsonb not null, accepts_unowed boolean not null default false,
        state text not null check (state in ('drafted','submitted','approved','running','done','cancelled')),
        machine_version smallint not null default 1, version integer not null default 1,
        plan_hash bytea, created_at timestamptz not null, created_by text not null,
        submitted_at timestamptz, submitted_by text, approved_at timestamptz, approved_by text,
        started_at timestamptz, done_at timestamptz, cancelled_at timestamptz, stop_asked_at timestamptz,
        authors text[] not null default '{}', blocked_at timestamptz, blocked_reason jsonb
      );
      create index reorganisation_due on reorganisation (effective_on) where state in ('approved', 'running');
      create table reorganisation_step (
        reorganisation_id uuid not null references reorganisation, ord integer not null,
        kind text not null check (kind in
          ('establish','merge','split','abolish','rename','move','raise','hand-over','succeed')),
        step jsonb not null, primary key (reorganisation_id, ord)
      );
      create table reorganisation_succession (
        reorganisation_id uuid not null references reorganisation, ord integer not null,
        from_code text not null, to_code text not null,
        scope text not null check (scope in ('territorial', 'functional')),
        extent text not null check (extent in ('whole', 'part', 'unknown')),
        main boolean not null, takes_duties boolean not null, ends_unit boolean not null,
        issuers text[], directives text[], from_id uuid references unit, to_id uuid references unit,
        primary key (reorganisation_id, ord)
      );
      create index reorganisation_succession_from on reorganisation_succession (reorganisation_id, from_id);
      create table reorganisation_cascade (
        reorganisation_id uuid not null references reorganisation, cascade_id uuid not null,
        done_at timestamptz, superseded integer not null default 0, opened integer not null default 0,
        primary key (reorganisation_id, cascade_id)
      );
      create index reorganisation_cascade_left on reorganisation_cascade (reorganisation_id) where done_at is null;
    `);
  }

  override down(): void {
    for (const table of [
      'reorganisation_cascade',
      'reorganisation_succession',
      'reorganisation_step',
      'reorganisation',
    ])
      this.addSql(`drop table ${table}`);
    this.addSql(`
      drop table assignment_succession;
      delete from assignment where reorganisation_id is not null;
      alter table assignment drop constraint assignment_once;
      alter table assignment add constraint assignment_cascade_id_directive_id_unit_id_parent_id_key
        unique nulls not distinct (cascade_id, directive_id, unit_id, parent_id);
      alter table assignment drop column reorganisation_id;
      alter table assignment drop column lead_account_id;
      alter table api_token drop column account_id;
      alter table account drop column last_signed_in_at;
      alter table account drop column email;
      drop table mandate;
      drop function unit_predecessors(uuid, date);
      drop function unit_heir(uuid, date);
      drop function mailbox_on(date);
      drop table unit_succession;
      drop view unit_contact;
      create table unit_contact (
        unit_id uuid primary key references unit (id), email text,
        locale text not null default 'vi' check (locale in ('vi', 'en'))
      );
      insert into unit_contact (unit_id, email, locale)
        select unit_id, address, locale from unit_mailbox where valid_to is null;
      drop table unit_mailbox;
      delete from unit_relation where line = 'standing-body';
      alter table unit_relation drop constraint unit_relation_line_check;
      alter table unit_relation add constraint unit_relation_line_check
        check (line in ('administrative', 'sectoral', 'territory'));
      alter table unit_relation drop column legal_basis;
      alter table unit_official_code drop column legal_basis;
      alter table unit_alias drop column legal_basis;
    `);
  }
}
