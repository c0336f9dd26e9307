import { Migration } from '@mikro-orm/migrations';

/** Counters tell a duty that another directive replaced from one that a reorganisation moved; they are counted again. */
export class Migration20261122300800_replaced extends Migration {
  override up(): void {
    this.addSql(`
      alter table progress_state add column replaced boolean not null default false;
      delete from progress_cascade;
    `);
  }
}
