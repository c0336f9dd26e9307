import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, sql } from '../../platform/database/sql.js';
import { committing } from '../../platform/failpoints.js';
import { Heartbeats } from '../../platform/heartbeat/heartbeats.js';

/** What one tick removes of each; more is left to the next. */
const ROWS_AT_MOST = 50_000;

/** Removes codes that no longer work, and counts of attempts that are over. */
@Injectable()
export class ForgetCodesJob implements OnModuleInit {
  private readonly log = new Logger(ForgetCodesJob.name);

  constructor(
    private readonly em: EntityManager,
    private readonly heartbeats: Heartbeats,
  ) {}

  onModuleInit(): void {
    this.heartbeats.watch('codes');
  }

  @Cron('27 * * * *', { name: 'codes-forget', timeZone: 'UTC', waitForCompletion: true })
  async tick(): Promise<void> {
    try {
      await this.forget();
      await this.heartbeats.beat('codes');
    } catch (error) {
      this.log.error({ msg: 'forgetting codes failed; it is tried again in an hour', error: String(error) });
    }
  }

  async forget(): Promise<void> {
    const db = dbOf(this.em.fork());
    const forgetting = sql`with codes as (
        delete from short_code s using (
          select cascade_id, assignment_id from short_code where expires_at <= business_now()
          limit ${ROWS_AT_MOST} for update skip locked) over
        where s.cascade_id = over.cascade_id and s.assignment_id = over.assignment_id)
      delete from code_attempt t using (
        select whom, window_at from code_attempt where window_at < business_now() - interval '1 hour'
        limit ${ROWS_AT_MOST} for update skip locked) over
      where t.whom = over.whom and t.window_at = over.window_at`;
    await committing(db, 'code.forgotten', () => forgetting.execute(db));
  }
}
