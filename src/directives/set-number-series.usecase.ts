import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { record } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, firstOf, sql } from '../platform/database/sql.js';
import { notPossibleNow } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { findUnit } from '../units/index.js';
import { mayDraftFor } from './draft-rights.js';
import type { SplitBy } from './number-series.rules.js';
import { splitOf } from './take-number.js';

export interface NumberSeriesOfYear {
  /** Code of the office. */
  unit: string;
  /** From this year on, until it is set anew. */
  year: number;
  splitBy: SplitBy;
}

/** The head of an office decides how its numbers are split (Decree 30/2020, article 15), for whole years. */
@Injectable()
export class SetNumberSeries {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Setting what is set already records nothing.
   * @throws ProductError `not-found`, `not-permitted`; `not-possible-now` where the year has numbers
   */
  execute({ unit, year, splitBy }: NumberSeriesOfYear, by: Caller): Promise<{ repeated: boolean }> {
    return transactional(this.em, 'register.seriesSet', async (em) => {
      const db = dbOf(em);
      const { id: unitId } = await findUnit(db, unit);
      mayDraftFor(by, unitId);
      if ((await splitOf(db, unitId, year)) === splitBy) return { repeated: true };
      const begun = await firstOf(
        db,
        sql`select 1 from register_number where unit_id = ${unitId} and year >= ${year} limit 1`,
      );
      if (begun)
        throw notPossibleNow(
          `Năm ${year} đã cấp số; chỉ đổi cách chia sổ từ năm chưa có số nào.`,
          `The year ${year} has numbers already; the split changes from a year without numbers only.`,
        );
      await sql`insert into number_series (unit_id, from_year, split_by) values (${unitId}, ${year}, ${splitBy})
        on conflict (unit_id, from_year) do update set split_by = excluded.split_by`.execute(db);
      const at = await this.clock.now(db);
      await record(db, [{ kind: 'register.seriesSet', at, by, unitId, payload: { fromYear: year, splitBy } }]);
      return { repeated: false };
    });
  }
}
