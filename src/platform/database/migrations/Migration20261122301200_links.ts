import { Migration } from '@mikro-orm/migrations';

/** Links that can be revoked, codes to be said on the telephone with how often one was guessed at, calendars of units. */
export class Migration20261122301200_links extends Migration {
  override up(): void {
    this.addSql(`
      alter table assignment add column link_generation integer not null default 0;
      create table short_code (
        cascade_id uuid not null, assignment_id uuid not null, digits text not null check (digits ~ '^[0-9]{12}$'),
        generation integer not null, made_at timestamptz not null, expires_at timestamptz not null,
        primary key (assignment_id));
      create unique index short_code_digits on short_code (digits);
      create index short_code_expires_at on short_code (expires_at);
      create table code_attempt (
        whom text not null, window_at timestamptz not null, attempts integer not null,
        primary key (whom, window_at));
      create index code_attempt_window_at on code_attempt (window_at);
      create table calendar_link (unit_id uuid primary key references unit, generation integer not null);
    `);
  }
}
