import { Migration } from '@mikro-orm/migrations';

/**
 * Every version of the calendar can be read again. The running release reads all of `calendar_day` and `calendar_year`, so
 * these keep only what is in force; what has ended moves to a table beside. What was there before is known from the
 * present version on: no earlier one was kept.
 */
export class Migration20261122301000_calendar_versions extends Migration {
  override up(): void {
    const ofDay = `
      on_date date not null,
      scope text not null default 'national',
      kind text not null check (kind in ('holiday', 'compensatory', 'swap-off', 'make-up', 'local-holiday', 'stop')),
      name text not null, legal_basis text not null,
      from_version integer not null, half text check (half in ('morning', 'afternoon')),
      to_version integer not null check (to_version > from_version)`;
    this.addSql(`
      alter table calendar_day drop constraint calendar_day_kind_check;
      alter table calendar_day add constraint calendar_day_kind_check
        check (kind in ('holiday', 'compensatory', 'swap-off', 'make-up', 'local-holiday', 'stop'));
      alter table calendar_day add column from_version integer not null default 1, add column half text
        check (half in ('morning', 'afternoon'));
      alter table calendar_year add column from_version integer not null default 1;
      update calendar_day set from_version = v.version from (select max(version) as version from calendar_version) v
        where v.version > 1;
      update calendar_year set from_version = v.version from (select max(version) as version from calendar_version) v
        where v.version > 1;
      create table calendar_day_ended (${ofDay}, primary key (scope, on_date, to_version));
      create table calendar_year_ended (
        year integer not null, scope text not null default 'national',
        status text not null check (status in ('official', 'provisional')), notice text,
        from_version integer not null, to_version integer not null check (to_version > from_version),
        primary key (scope, year, to_version)
      );
      create table office_hours (
        scope text not null, from_on date not null, until_on date check (until_on >= from_on),
        opens text not null, noon_from text not null, noon_to text not null, closes text not null,
        legal_basis text not null,
        from_version integer not null, to_version integer check (to_version > from_version),
        primary key (scope, from_on, from_version),
        check (opens < noon_from and noon_from <= noon_to and noon_to < closes)
      );
      alter table calendar_version add column change_id uuid;
    `);
  }
}
