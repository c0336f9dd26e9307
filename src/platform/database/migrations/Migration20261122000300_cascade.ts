import { Migration } from '@mikro-orm/migrations';

/** Access, papers, directives, assignments, reports and messages. */
export class Migration20261122000300_cascade extends Migration {
  override up(): void {
    this.addSql(`
      create table account (
        id uuid primary key, unit_id uuid not null references unit, name text not null,
        role text not null check (role in ('clerk','officer','leader','auditor','unit-admin','operator')),
        locale text not null default 'vi', session_epoch integer not null default 1,
        created_at timestamptz not null, disabled_at timestamptz
      );
      create table api_token (
        id uuid primary key, token_hash bytea not null unique, unit_id uuid not null references unit,
        role text not null check (role in ('clerk','officer','leader','auditor','unit-admin','operator')),
        created_at timestamptz not null, expires_at timestamptz not null, revoked_at timestamptz
      );
    `);
    this.addSql(`
      create table dispatch (
        id uuid primary key, unit_id uuid not null references unit,
        text text not null, text_sha256 bytea not null, file_name text, reading jsonb not null,
        created_at timestamptz not null
      );
      create table citation (
        dispatch_id uuid not null references dispatch, ord smallint not null,
        relation text not null check (relation in ('basis','reference')),
        code text not null, code_key text not null, issued_on date, issuer text,
        primary key (dispatch_id, ord)
      );
      create index citation_code on citation (code_key);
      create table policy (
        code text not null, version integer not null, rules jsonb not null, created_at timestamptz not null,
        primary key (code, version)
      );
      create table directive (
        id uuid primary key, cascade_id uuid not null, dispatch_id uuid references dispatch,
        parent_assignment_id uuid,
        issuer_id uuid not null references unit, kind text not null, number integer, symbol text,
        subject text not null, place text, dated_on date, roster_on date not null,
        act_by text not null default 'direct' check (act_by in ('direct','superior')),
        acknowledge_by timestamptz, due_on date, due_operator text, due_hour text,
        receipt_due_at timestamptz, work_due_at timestamptz, due_provisional boolean not null default false,
        policy_code text not null, policy_version integer not null, policy jsonb not null,
        calendar_version integer, machine_version smallint not null default 1,
        state text not null check (state in ('drafted','signed','numbered','issued','paused','closed','superseded','recalled')),
        version integer not null default 1,
        created_at timestamptz not null, signed_at timestamptz, numbered_at timestamptz, issued_at timestamptz,
        closed_at timestamptz,
        foreign key (policy_code, policy_version) references policy (code, version)
      );
      create index directive_issuer on directive (issuer_id, created_at desc);
      create index directive_cascade on directive (cascade_id);
      create table directive_addressee (
        directive_id uuid not null references directive, ord smallint not null,
        text text not null, role text not null check (role in ('action','coordination','information')),
        through text check (through in ('superior')),
        status text not null check (status in ('understood','not-understood','dropped','internal')),
        reason text, candidates jsonb, settled jsonb not null default '[]',
        primary key (directive_id, ord)
      );
      create table roster_entry (
        directive_id uuid not null references directive, unit_id uuid not null references unit,
        ord smallint not null, role text not null, through text, superior_id uuid,
        primary key (directive_id, unit_id)
      );
      create table directive_task (
        directive_id uuid not null references directive, n smallint not null,
        label text not null, text text not null, addressees jsonb not null,
        primary key (directive_id, n)
      );
      create table number_counter (
        unit_id uuid not null, year smallint not null, series text not null, last integer not null,
        primary key (unit_id, year, series)
      );
    `);
    this.addSql(`
      create table assignment (
        cascade_id uuid not null, id uuid not null,
        directive_id uuid not null, unit_id uuid not null, parent_id uuid, sender_id uuid not null,
        role text not null check (role in ('action','coordination','information')),
        machine_version smallint not null,
        receipt text not null check (receipt in ('expected','sent','delivered','acknowledged','returned')),
        relay text not null check (relay in ('none','owed','partly','relayed')),
        work text not null check (work in ('notStarted','assigned','implementing','implemented','reported','accepted',
          'sentBack','notApplicable','waitingOnIssuer')),
        standing text not null check (standing in ('inForce','recallRequested','recalled','superseded','closed')),
        context jsonb not null,
        opened_at timestamptz not null, sent_at timestamptz, receipt_due_at timestamptz, work_due_at timestamptz,
        next_chase_at timestamptz,
        delivered_at timestamptz, acknowledged_at timestamptz, returned_at timestamptz,
        work_done_at timestamptz, reported_at timestamptz, closed_at timestamptz,
        arrival_year smallint, arrival_number integer,
        lead text, co_operating text[], internal_due_at timestamptz,
        return_reason text, note text, task_status jsonb not null default '{}',
        version integer not null default 1,
        primary key (cascade_id, id),
        unique nulls not distinct (cascade_id, directive_id, unit_id, parent_id)
      ) partition by range (cascade_id);
      create index assignment_id on assignment (id);
      create index assignment_unit on assignment (unit_id, opened_at desc);
      create index assignment_directive on assignment (directive_id);
      create index assignment_parent on assignment (parent_id) where parent_id is not null;
      create index assignment_chase on assignment (next_chase_at) where next_chase_at is not null;
      create table assignment_other partition of assignment default;
      create table arrival_counter (
        unit_id uuid not null, year smallint not null, last integer not null, primary key (unit_id, year)
      );
      create table arrival (
        unit_id uuid not null, year smallint not null, number integer not null,
        cascade_id uuid not null, assignment_id uuid not null, arrived_at timestamptz not null,
        primary key (unit_id, year, number)
      );
      create table report (
        cascade_id uuid not null, id uuid not null, assignment_id uuid not null, unit_id uuid not null,
        to_unit_id uuid not null, machine_version smallint not null default 1,
        state text not null check (state in ('due','submitted','accepted','sentBack')),
        text text, figures jsonb, nil boolean not null default false,
        submitted_at timestamptz, reviewed_at timestamptz, review_note text, version integer not null default 1,
        primary key (cascade_id, id), unique (cascade_id, assignment_id)
      );
      create index report_id on report (id);
      create index report_to_unit on report (to_unit_id, submitted_at desc);
      create table message (
        cascade_id uuid not null, id uuid not null, key text not null,
        unit_id uuid not null, assignment_id uuid, template text not null, locale text not null,
        parameters jsonb not null, to_address text,
        machine_version smallint not null default 1,
        state text not null check (state in ('queued','sent','failed','unknown','bounced')),
        attempts smallint not null default 0, next_attempt_at timestamptz, queued_at timestamptz not null,
        sent_at timestamptz, last_error text,
        primary key (cascade_id, id), unique (key, cascade_id)
      ) partition by range (cascade_id);
      create index message_due on message (next_attempt_at) where next_attempt_at is not null;
      create index message_assignment on message (assignment_id) where assignment_id is not null;
      create table message_other partition of message default;
      create table job_heartbeat (
        job text primary key, ran_at timestamptz not null, recorded_at timestamptz not null, detail jsonb not null
      );
    `);
  }
}
