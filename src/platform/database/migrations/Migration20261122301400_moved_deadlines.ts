import { Migration } from '@mikro-orm/migrations';

/** A change of the calendar also moves deadlines of questions, and those that a unit set for its own people. */
export class Migration20261122301400_moved_deadlines extends Migration {
  override up(): void {
    this.addSql(`
      alter table calendar_change_item drop constraint calendar_change_item_deadline_check;
      alter table calendar_change_item add constraint calendar_change_item_deadline_check
        check (deadline in ('receipt', 'work', 'relay', 'follow', 'recall', 'internal', 'question'));
    `);
  }
}
