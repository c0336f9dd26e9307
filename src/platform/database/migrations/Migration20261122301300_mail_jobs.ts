import { Migration } from '@mikro-orm/migrations';

/** Messages are given to jobs; what was cut off may be sent again; how much a domain got within a minute. */
export class Migration20261122301300_mail_jobs extends Migration {
  override up(): void {
    this.addSql(`
      alter table message add column job_id uuid, add column alone boolean not null default false,
        add column resends smallint not null default 0;
      create index message_undelivered on message (id) where state in ('failed', 'unknown', 'bounced');
      create table mail_pace (domain text primary key, minute_at timestamptz not null, given integer not null);
    `);
  }
}
