import { Migration } from '@mikro-orm/migrations';

/** Acts that wait for a second person, since when each unit is asked to give a paper back, and the policies that ship. */
export class Migration20261122300460_approvals extends Migration {
  override up(): void {
    this.addSql(`
      alter table assignment add column recall_asked_at timestamptz;
      create table approval (
        id uuid primary key, directive_id uuid not null references directive, unit_id uuid not null references unit,
        act text not null check (act in ('issue', 'recall')), machine_version smallint not null,
        state text not null check (state in ('asked', 'given', 'refused', 'withdrawn')),
        version integer not null default 1, subject_hash text not null, reason text,
        asked_by text not null, asked_at timestamptz not null, decided_by text, decided_at timestamptz, note text);
      create unique index approval_open on approval (directive_id, act) where state = 'asked';
      create index approval_unit on approval (unit_id, asked_at) where state = 'asked';
    `);
  }
}
