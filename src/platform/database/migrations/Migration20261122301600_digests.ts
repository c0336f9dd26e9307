import { Migration } from '@mikro-orm/migrations';

/**
 * Mails of the chase that wait to be gathered into one a day: which wait, for when, what gathered them, and what an office
 * was sent on a day; the hour of each office, and who wants no weekly summary.
 */
export class Migration20261122301600_digests extends Migration {
  override up(): void {
    this.addSql(`
      alter table message add column gather boolean not null default false, add column gather_at timestamptz,
        add column gathered_into uuid, add column deferred_on date;
      create index message_gather on message (gather_at) where gather;
      create index message_gather_unit on message (unit_id) where gather;
      create index message_gathered_into on message (gathered_into) where gathered_into is not null;
      create table chase_day (
        unit_id uuid not null references unit, on_date date not null, person text not null default '',
        mails integer not null default 0, deferred integer not null default 0, digest_id uuid,
        primary key (unit_id, on_date, person));
      create table digest_hour (unit_id uuid primary key references unit, at_hour text not null);
      create table summary_week (
        unit_id uuid not null references unit, account_id uuid not null, on_date date not null,
        primary key (unit_id, account_id, on_date));
      create table summary_refused (account_id uuid primary key, at timestamptz not null);
    `);
  }
}
