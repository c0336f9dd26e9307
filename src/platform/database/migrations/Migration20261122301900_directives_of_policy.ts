import { Migration } from '@mikro-orm/migrations';

/** The directives that are chased by a version of a policy, the latest first: listed and counted without reading all. */
export class Migration20261122301900_directives_of_policy extends Migration {
  override up(): void {
    this.addSql(`
      create index directive_policy on directive (policy_code, policy_version, issued_at, id) where issued_at is not null;
    `);
  }
}
