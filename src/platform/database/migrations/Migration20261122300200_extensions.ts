import { Migration } from '@mikro-orm/migrations';

/** Requests of units for more time, which whoever sent them the paper grants or refuses. */
export class Migration20261122300200_extensions extends Migration {
  override up(): void {
    this.addSql(`
      create table extension (
        cascade_id uuid not null, id uuid not null, directive_id uuid not null, assignment_id uuid not null,
        unit_id uuid not null, to_unit_id uuid not null, machine_version smallint not null,
        state text not null check (state in ('asked', 'granted', 'refused', 'withdrawn')),
        due_on date not null, reason text not null, asked_at timestamptz not null, was_due_at timestamptz not null,
        granted_on date, refusal text, decided_at timestamptz, version integer not null default 1,
        primary key (cascade_id, id),
        check ((state = 'granted') = (granted_on is not null)), check ((state = 'asked') = (decided_at is null))
      ) partition by range (cascade_id);
      create table extension_other partition of extension default;
      create index extension_id on extension (id);
      create unique index extension_asked on extension (cascade_id, assignment_id) where state = 'asked';
      create index extension_assignment on extension (cascade_id, assignment_id);
      create index extension_to_unit on extension (to_unit_id, asked_at desc);
      create index extension_of_unit on extension (unit_id, asked_at desc);
    `);
  }
}
