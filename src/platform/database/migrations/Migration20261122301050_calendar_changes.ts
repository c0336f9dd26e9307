import { Migration } from '@mikro-orm/migrations';

/** Changes of the calendar as they are entered, and the deadlines that each of them moves. */
export class Migration20261122301050_calendar_changes extends Migration {
  override up(): void {
    this.addSql(`
      create table calendar_change (
        id uuid primary key, scope text not null,
        kind text not null check (kind in ('notice', 'local-day', 'stop', 'hours')),
        legal_basis text not null, content jsonb not null,
        state text not null check (state in ('draft', 'moving', 'done', 'discarded')),
        drafted_at timestamptz not null, confirmed_at timestamptz, ended_at timestamptz,
        caller jsonb not null, confirmer jsonb, version integer
      );
      create index calendar_change_moving on calendar_change (confirmed_at) where state = 'moving';
      create table calendar_change_item (
        change_id uuid not null references calendar_change, cascade_id uuid not null, assignment_id uuid not null,
        deadline text not null check (deadline in ('receipt', 'work', 'relay', 'follow', 'recall')),
        directive_id uuid not null, unit_id uuid not null,
        was_at timestamptz not null, is_at timestamptz not null check (is_at > was_at),
        outcome text check (outcome in ('moved', 'kept')),
        primary key (change_id, cascade_id, assignment_id, deadline)
      );
      create index calendar_change_item_left on calendar_change_item (change_id, cascade_id) where outcome is null;
    `);
  }
}
