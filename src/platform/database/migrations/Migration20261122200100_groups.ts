import { Migration } from '@mikro-orm/migrations';

/** Addressee expressions that clerks save under a name, with every version; and which of them an addressee used. */
export class Migration20261122200100_groups extends Migration {
  override up(): void {
    this.addSql(`
      create table unit_group (
        id uuid primary key, owner_id uuid not null references unit, name text not null, search_key text not null,
        created_at timestamptz not null, retired_at timestamptz
      );
      create unique index unit_group_one_name on unit_group (owner_id, search_key) where retired_at is null;
      create index unit_group_name on unit_group (search_key, id);
      create table unit_group_version (
        group_id uuid not null references unit_group, version smallint not null check (version > 0),
        expression text not null, note text, created_at timestamptz not null, created_by text not null,
        primary key (group_id, version)
      );
      alter table directive_addressee add column groups jsonb not null default '[]';
    `);
  }

  override down(): void {
    this.addSql(`
      alter table directive_addressee drop column groups;
      drop table unit_group_version;
      drop table unit_group;
    `);
  }
}
