import { Migration } from '@mikro-orm/migrations';

/** Acts over a selection, with the rows that they are for. */
export class Migration20261122300700_bulk_acts extends Migration {
  override up(): void {
    this.addSql(`
      create table bulk_act (
        id uuid primary key, unit_id uuid references unit,
        act text not null check (act in ('issue', 'pause', 'resume', 'recall', 'close', 'remind', 'reassign')),
        selection jsonb not null, parameters jsonb not null, caller jsonb not null,
        machine_version smallint not null,
        state text not null check (state in ('planned', 'running', 'done', 'cancelled')),
        total integer not null default 0, done integer not null default 0, repeated integer not null default 0,
        pending integer not null default 0, refused integer not null default 0,
        asked_at timestamptz not null, begun_at timestamptz, ended_at timestamptz, version integer not null default 1
      );
      create index bulk_act_unit on bulk_act (unit_id, asked_at desc);
      create index bulk_act_open on bulk_act (asked_at) where state in ('planned', 'running');
      create table bulk_act_item (
        bulk_act_id uuid not null references bulk_act, n integer not null,
        cascade_id uuid not null, directive_id uuid not null, assignment_id uuid,
        outcome text check (outcome in ('done', 'repeated', 'pending', 'refused')), reason jsonb,
        primary key (bulk_act_id, n)
      );
      create index bulk_act_item_left on bulk_act_item (bulk_act_id, n) where outcome is null;
    `);
  }
}
