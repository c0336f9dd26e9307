import { Migration } from '@mikro-orm/migrations';

/** Every version of what a directive asks, so that an earlier text can be read for ever. */
export class Migration20261122300400_amendments extends Migration {
  override up(): void {
    this.addSql(`
      create table directive_version (
        directive_id uuid not null references directive,
        version smallint not null,
        subject text not null,
        tasks jsonb not null,
        due_on date,
        due_operator text check (due_operator in ('before', 'on', 'at-latest')),
        due_hour text,
        work_due_at timestamptz,
        reason text,
        dispatch_id uuid references dispatch,
        made_at timestamptz not null,
        made_by uuid not null references unit,
        primary key (directive_id, version)
      );
      create trigger directive_version_append_only before update or delete on directive_version
        for each row execute function refuse_change();
    `);
  }
}
