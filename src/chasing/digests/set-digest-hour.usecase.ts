import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { record } from '../../ledger/index.js';
import { gatherAnew } from '../../mail/index.js';
import type { Caller } from '../../platform/caller.js';
import { Clock } from '../../platform/clock.js';
import { dbOf, firstOf, sql } from '../../platform/database/sql.js';
import { invalid, notPermitted } from '../../platform/errors.js';
import { transactional } from '../../platform/failpoints.js';
import { DEFAULT_HOUR, DIGEST_HOURS } from './slot.rules.js';

const MAY_SET: ReadonlySet<Caller['role']> = new Set(['clerk', 'leader', 'unit-admin']);

/** Whether a caller sets the hour of an office: its own clerks, leaders and administrator; the operator for all. */
export const maySetHour = (by: Caller, unitId: string): boolean =>
  by.role === 'operator' || (by.unitId === unitId && MAY_SET.has(by.role));

/** Sets the hour at which an office gets its digest. What waits already is gathered at the new hour. */
@Injectable()
export class SetDigestHour {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * @param hour  `HH:mm`, one of {@link DIGEST_HOURS}
   * @throws ProductError `not-permitted`, `invalid`
   */
  execute(unitId: string, hour: string, by: Caller): Promise<{ repeated: boolean }> {
    if (!maySetHour(by, unitId))
      throw notPermitted(
        'Chỉ văn thư, lãnh đạo hoặc quản trị của chính cơ quan được đặt giờ nhận thư tổng hợp.',
        'Only clerks, leaders and the administrator of the office itself set the hour of its digest.',
      );
    if (!DIGEST_HOURS.includes(hour))
      throw invalid(
        'Hãy chọn giờ từ 06:00 đến 16:00, tròn giờ hoặc nửa giờ, ví dụ 07:30.',
        'Choose an hour from 06:00 to 16:00, full or half, such as 07:30.',
        { field: 'hour' },
      );
    return transactional(this.em, 'chase.digestHourSet', async (em) => {
      const db = dbOf(em);
      const changed = await firstOf(
        db,
        sql`insert into digest_hour (unit_id, at_hour) select ${unitId}::uuid, ${hour}::text
          where ${hour} <> ${DEFAULT_HOUR} or exists (select 1 from digest_hour where unit_id = ${unitId})
          on conflict (unit_id) do update set at_hour = excluded.at_hour where digest_hour.at_hour <> excluded.at_hour
          returning 1`,
      );
      if (!changed) return { repeated: true };
      await gatherAnew(db, unitId);
      const at = await this.clock.now(db);
      await record(db, [{ kind: 'digest.hourSet', at, by, unitId, payload: { hour } }]);
      return { repeated: false };
    });
  }
}
