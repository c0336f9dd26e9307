import { Migration } from '@mikro-orm/migrations';

/**
 * What is held back or withdrawn of the outgoing mail: a message is marked as begun before it is sent, and a directive
 * that is paused or has ended says so where the sending looks.
 */
export class Migration20261122300450_mail_hold extends Migration {
  override up(): void {
    this.addSql(`
      create table mail_stop (
        cascade_id uuid not null, directive_id uuid not null,
        kind text not null check (kind in ('held', 'withdrawn')), at timestamptz not null,
        primary key (cascade_id, directive_id));
      alter table message add column begun_at timestamptz, add column held_at timestamptz;
      alter table directive add column pause_reason text;
    `);
  }
}
