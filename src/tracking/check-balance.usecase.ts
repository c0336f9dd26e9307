import { Injectable, Logger } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Gauge, register } from 'prom-client';
import { absentYears, isOfYears } from '../platform/database/partitions.js';
import { planForSets } from '../platform/database/planning.js';
import { dbOf, firstOf, rowsOf, sql } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';
import { balanceFaultsOf, type BalanceFault } from './balance.queries.js';

/** A check may cost so large a part of the time: one that takes a second is repeated after two hundred. */
const SHARE = 200;
/** Cascades of one run; the rest waits for the next. */
const AT_A_TIME = 200;

const METRIC = 'thongsuot_balance_faults';

/** Cascades that do not balance, as `/metrics` says it. */
const gauge = (): Gauge =>
  (register.getSingleMetric(METRIC) as Gauge | undefined) ??
  new Gauge({ name: METRIC, help: 'cascades whose rows, history and counters do not balance' });

/** Checks the balance of every cascade that changed since it was last checked, and raises the alarm where one does not balance. */
@Injectable()
export class CheckBalance {
  private readonly log = new Logger(CheckBalance.name);

  constructor(private readonly em: EntityManager) {}

  /**
   * @param checked  told after each cascade how many faults it has
   * @returns the faults that were found, of the cascades that were due
   */
  async execute(checked?: (faults: number) => Promise<void>): Promise<BalanceFault[]> {
    const found: BalanceFault[] = [];
    const db = dbOf(this.em.fork());
    // of a year that was detached nothing is here to be checked, and nothing is written that would keep it from coming back
    const absent = await absentYears(db);
    const due = await rowsOf<{ id: string }>(
      db,
      sql`select d.id from directive d left join balance_check c on c.cascade_id = d.id
        where d.cascade_id = d.id and d.issued_at is not null and not ${isOfYears(sql`d.cascade_id`, absent)}
          and (c.cascade_id is null or c.found_at is not null
            or (c.checked_at + make_interval(secs => c.took_ms * ${SHARE} / 1000.0) <= business_now()
              and exists (select 1 from ledger_entry e where e.cascade_id = d.id and e.id >= uuid_floor(c.checked_at))))
        order by c.checked_at nulls first limit ${AT_A_TIME}`,
    );
    for (const { id } of due) {
      const faults = await this.check(id);
      found.push(...faults);
      await checked?.(faults.length);
    }
    const broken = await firstOf<{ n: number }>(
      dbOf(this.em.fork()),
      sql`select count(*)::int as n from balance_check where found_at is not null`,
    );
    gauge().set(broken!.n);
    return found;
  }

  /** One process at a time checks a cascade. Another leaves it. */
  private check(cascadeId: string): Promise<BalanceFault[]> {
    return transactional(this.em, 'balance.checked', async (em) => {
      const db = dbOf(em);
      const lock = await firstOf<{ ours: boolean; now: Date }>(
        db,
        sql`select pg_try_advisory_xact_lock(hashtext('balance'), hashtext(${cascadeId}::text)) as ours, business_now() as now`,
      );
      if (!lock!.ours) return [];
      const begin = performance.now();
      await planForSets(db);
      const faults = await balanceFaultsOf(db, cascadeId);
      if (faults.length > 0) this.log.error({ msg: 'a cascade does not balance', cascade: cascadeId, faults });
      const took = Math.round(performance.now() - begin);
      const found = faults.length > 0 ? lock!.now : null;
      await sql`insert into balance_check (cascade_id, checked_at, took_ms, faults, found_at)
        values (${cascadeId}, ${lock!.now}, ${took}, ${JSON.stringify(faults)}::jsonb, ${found})
        on conflict (cascade_id) do update set checked_at = excluded.checked_at, took_ms = excluded.took_ms,
          faults = excluded.faults,
          found_at = case when excluded.found_at is null then null else coalesce(balance_check.found_at, excluded.found_at) end
      `.execute(db);
      return faults;
    });
  }
}
