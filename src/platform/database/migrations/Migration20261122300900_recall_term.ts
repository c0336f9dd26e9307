import { Migration } from '@mikro-orm/migrations';

/** When a unit is to have answered that a paper is given back. What was asked before has no term. */
export class Migration20261122300900_recall_term extends Migration {
  override up(): void {
    this.addSql('alter table assignment add column recall_due_at timestamptz');
  }
}
