import { Migration } from '@mikro-orm/migrations';

/** When a job last did something, beside when it last got through a round; parts are called as `/readyz` calls them. */
export class Migration20261122301500_heartbeats extends Migration {
  override up(): void {
    this.addSql(`
      alter table job_heartbeat add column worked_at timestamptz;
      update job_heartbeat h set job = case job when 'chase' then 'sweep' else 'inbox' end
        where job in ('chase', 'replies');
    `);
  }
}
