import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, rowsOf, sql } from '../platform/database/sql.js';
import { Heartbeats } from '../platform/heartbeat/heartbeats.js';
import type { PartState } from '../platform/readiness.js';
import { CheckBalance } from './check-balance.usecase.js';

/** So many cascades are named; the table has them all. */
const NAMED = 10;

/** Wakes the check of the balance on every replica, and says on `/readyz` which cascades do not balance. */
@Injectable()
export class CheckBalanceJob implements OnModuleInit {
  private readonly log = new Logger(CheckBalanceJob.name);

  constructor(
    private readonly em: EntityManager,
    private readonly checking: CheckBalance,
    private readonly heartbeats: Heartbeats,
  ) {}

  onModuleInit(): void {
    this.heartbeats.watch('balance', { more: () => this.broken() });
  }

  private async broken(): Promise<PartState> {
    const broken = await rowsOf<{ cascade: string; since: Date; faults: string[] }>(
      dbOf(this.em.fork()),
      sql`select cascade_id as cascade, found_at as since, array(select f ->> 'fault' from jsonb_array_elements(faults) f) as faults
        from balance_check where found_at is not null order by found_at limit ${NAMED}`,
    );
    const note = {
      vi: 'Có luồng văn bản không cân đối: dữ liệu không khớp với lịch sử; xem nhật ký vận hành.',
      en: 'A cascade does not balance: its rows differ from its history; see the log of the operator.',
    };
    return { ok: broken.length === 0, broken, ...(broken.length === 0 ? {} : { note }) };
  }

  @Cron('20 * * * * *', { name: 'balance', timeZone: 'UTC', waitForCompletion: true })
  async tick(): Promise<void> {
    try {
      await this.checking.execute((faults) => this.heartbeats.beat('balance', { checked: 1, faults }));
      await this.heartbeats.beat('balance');
    } catch (error) {
      this.log.error({ msg: 'checking the balance failed; it is tried again in a minute', error: String(error) });
    }
  }
}
