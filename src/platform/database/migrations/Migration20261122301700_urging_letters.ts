import { Migration } from '@mikro-orm/migrations';

/** Official letters that urge, made once for the units of a directive whose step it was on a day. */
export class Migration20261122301700_urging_letters extends Migration {
  override up(): void {
    this.addSql(`
      create table urging_letter (
        directive_id uuid not null, sender_id uuid not null,
        stage text not null check (stage in ('delivery', 'receipt', 'relay', 'begin', 'work')),
        step smallint not null, on_date date not null, made_at timestamptz not null,
        primary key (directive_id, sender_id, stage, step, on_date));
    `);
  }
}
