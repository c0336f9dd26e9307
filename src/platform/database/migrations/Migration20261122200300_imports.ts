import { Migration } from '@mikro-orm/migrations';

/** Lists that were uploaded: what their dry run says, and the file until it is carried out, or for a day. */
export class Migration20261122200300_imports extends Migration {
  override up(): void {
    this.addSql(`
      create table unit_import (
        id uuid primary key, unit_id uuid not null references unit, created_at timestamptz not null, created_by text not null,
        file_name text not null, bytes bytea, options jsonb not null,
        state text not null check (state in ('checking', 'checked', 'refused', 'writing', 'done', 'cancelled')),
        stage text check (stage in ('reading', 'checking', 'writing')), worked_at timestamptz not null,
        report jsonb, refusal jsonb, refused_lines integer not null default 0, finished_at timestamptz
      );
      create index unit_import_of on unit_import (unit_id, id);
      create index unit_import_kept on unit_import (created_at) where bytes is not null;
      create table unit_import_refusal (
        import_id uuid not null references unit_import on delete cascade, ord integer not null,
        sheet text not null, line integer not null, value text not null, reason text not null,
        primary key (import_id, ord)
      );
    `);
  }

  override down(): void {
    this.addSql(`drop table unit_import_refusal`);
    this.addSql(`drop table unit_import`);
  }
}
