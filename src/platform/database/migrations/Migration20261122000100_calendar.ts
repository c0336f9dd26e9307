import { Migration } from '@mikro-orm/migrations';

export class Migration20261122000100_calendar extends Migration {
  override up(): void {
    this.addSql(`
      create table calendar_day (
        on_date date not null,
        scope text not null default 'national',
        kind text not null check (kind in ('holiday', 'compensatory', 'swap-off', 'make-up')),
        name text not null,
        legal_basis text not null,
        primary key (on_date, scope)
      )`);
    this.addSql(`
      create table calendar_year (
        year integer not null,
        scope text not null default 'national',
        status text not null check (status in ('official', 'provisional')),
        notice text,
        primary key (year, scope)
      )`);
    this.addSql(`
      create table calendar_version (
        version integer primary key check (version > 0),
        made_at timestamptz not null,
        reason text not null,
        fingerprint text not null
      )`);
  }
}
