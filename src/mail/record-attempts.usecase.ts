import { Injectable, Logger } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Clock } from '../platform/clock.js';
import { dbOf } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';
import { recordAttempts, type Attempt } from './delivery-record.js';
import type { DeliveryState } from './message.entity.js';
import { Notices, type DeliveryListener } from './notices.js';

const LISTENER_TRIES = 2;

/** Records what became of attempts, each with its fact, and tells the slices that listen. */
@Injectable()
export class RecordAttempts {
  private readonly log = new Logger(RecordAttempts.name);

  constructor(
    private readonly em: EntityManager,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {}

  /**
   * A mail that went out and is not recorded is sent again after the lease, or unknown. So a listener that fails is tried
   * twice (it may have met a deadlock), then left out: that the mail was sent is true without it.
   * @returns how many messages went to which state
   */
  async execute(attempts: readonly Attempt[]): Promise<Record<DeliveryState, number>> {
    const { listeners } = this.notices;
    for (let left = LISTENER_TRIES; left > 0; left--) {
      try {
        return await this.recordWith(attempts, listeners);
      } catch (error) {
        this.log.error({ msg: 'deliveries not recorded', triesLeft: left - 1, error: String(error) });
      }
    }
    return this.recordWith(attempts, []);
  }

  private recordWith(
    attempts: readonly Attempt[],
    listeners: readonly DeliveryListener[],
  ): Promise<Record<DeliveryState, number>> {
    return transactional(this.em, 'message.batchRecorded', async (em) => {
      const at = await this.clock.now(dbOf(em));
      return recordAttempts(dbOf(em), attempts, { at, listeners });
    });
  }
}
