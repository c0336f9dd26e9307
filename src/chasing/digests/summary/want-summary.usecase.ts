import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { record } from '../../../ledger/index.js';
import type { Caller } from '../../../platform/caller.js';
import { Clock } from '../../../platform/clock.js';
import { dbOf, firstOf, sql } from '../../../platform/database/sql.js';
import { notPermitted } from '../../../platform/errors.js';
import { transactional } from '../../../platform/failpoints.js';
import { isUuid } from '../../../platform/ids.js';

/** A person says whether it wants the weekly summary for leaders. */
@Injectable()
export class WantSummary {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** @throws ProductError `not-permitted` where nobody knows who the caller is */
  execute(wants: boolean, by: Caller): Promise<{ repeated: boolean }> {
    if (!isUuid(by.actor))
      throw notPermitted(
        'Chỉ người có tài khoản mới nhận hoặc từ chối thư tổng hợp tuần; hãy đăng nhập.',
        'Only people with an account get or refuse the weekly summary; sign in.',
      );
    return transactional(this.em, 'chase.summariesWanted', async (em) => {
      const db = dbOf(em);
      const at = await this.clock.now(db);
      const changed = await firstOf(
        db,
        wants
          ? sql`delete from summary_refused where account_id = ${by.actor} returning 1`
          : sql`insert into summary_refused (account_id, at) values (${by.actor}, ${at}) on conflict do nothing returning 1`,
      );
      if (!changed) return { repeated: true };
      const fact = { at, by, payload: { account: by.actor } };
      await record(db, [
        wants ? { kind: 'digest.summaryWanted', ...fact } : { kind: 'digest.summaryRefused', ...fact },
      ]);
      return { repeated: false };
    });
  }
}
