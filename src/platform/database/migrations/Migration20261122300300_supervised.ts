import { Migration } from '@mikro-orm/migrations';

/** Third parties that a unit sees to, why a task is none of a unit's, and in which capacity somebody answers for it. */
export class Migration20261122300300_supervised extends Migration {
  override up(): void {
    this.addSql(`
      alter table assignment add column accountable_capacity text
          check (accountable_capacity in ('own-office', 'by-delegation')),
        add column task_reasons jsonb;
      create table supervised (
        cascade_id uuid not null, assignment_id uuid not null, unit_id uuid not null, task smallint not null,
        status text not null check (status in ('open', 'begun', 'done', 'notApplicable')), note text,
        added_at timestamptz not null, changed_at timestamptz not null,
        primary key (cascade_id, assignment_id, unit_id, task)
      );
      create index supervised_unit on supervised (unit_id, cascade_id);
    `);
  }
}
