import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { planForSets } from '../platform/database/planning.js';
import { dbOf, firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';
import { buildCounters } from './build-counters.js';
import { changesOf, countChanges, type Changes } from './count-changes.js';

/** Cascades up to this size are counted when somebody asks: that takes less than a tenth of a second. */
export const COUNTED_ABOVE = 20_000;

/** So many changes at once are counted faster by counting everything again. */
const RATHER_AGAIN = 50_000;

/** An act names its instant before its transaction begins; no more than so many seconds before. */
const SLACK_SECONDS = 15;
/** No act of the product runs longer. */
const LONGEST_SECONDS = 3600;

/**
 * Keeps the counters of large cascades: what changed since the last time is read from the history, compared with how each
 * row was counted, and the difference added to every node above it. Idempotent, one at a time per cascade on any replica,
 * and no act waits for it.
 */
@Injectable()
export class CountProgress {
  constructor(private readonly em: EntityManager) {}

  /**
   * Brings every counted cascade up to date.
   * @returns how many rows were counted anew
   */
  async execute(): Promise<number> {
    const cascades = await rowsOf<{ id: string }>(
      dbOf(this.em.fork()),
      sql`select c.cascade_id as id from progress_cascade c where exists (select 1 from ledger_entry e
          where e.cascade_id = c.cascade_id and e.id >= uuid_floor(c.watermark))
        or exists (select 1 from assignment_succession s where s.cascade_id = c.cascade_id) order by c.counted_at`,
    );
    let counted = 0;
    for (const { id } of cascades) counted += await this.count(id);
    return counted;
  }

  /**
   * Begins counters for cascades that have grown beyond a size.
   * @param withinMs  only those with a fact since so long ago; all where it is not given
   */
  async begin(withinMs?: number, above = COUNTED_ABOVE): Promise<number> {
    const cascades = await rowsOf<{ id: string }>(
      dbOf(this.em.fork()),
      sql`select d.id from directive d
        where d.cascade_id = d.id and d.issued_at is not null
          and not exists (select 1 from progress_cascade c where c.cascade_id = d.id)
          and (${withinMs ?? null}::float is null or exists (select 1 from ledger_entry e
            where e.cascade_id = d.id and e.id >= uuid_floor(business_now() - make_interval(secs => ${withinMs ?? null}::float / 1000))))
          and (select count(*) from (select 1 from assignment a where a.cascade_id = d.id limit ${above + 1}) x) > ${above}`,
    );
    for (const { id } of cascades) await this.count(id);
    return cascades.length;
  }

  /** Counts what changed in one cascade; everything where it has no counters yet, or where its tree changed. */
  private async count(cascadeId: string): Promise<number> {
    const safe = await safeUntil(dbOf(this.em.fork())); // before anything is read: what commits after this is found again
    return transactional(this.em, 'progress.counted', async (em) => {
      const db = dbOf(em);
      await sql`set transaction isolation level repeatable read`.execute(db); // rows do not move between two statements
      if (!(await isOurs(db, cascadeId))) return 0;
      const changes = await changesOf(db, cascadeId);
      const counted = await this.apply(db, cascadeId, changes);
      await sql`insert into progress_cascade (cascade_id, watermark, counted_at)
        values (${cascadeId}, ${safe}, business_now())
        on conflict (cascade_id) do update set watermark = excluded.watermark, counted_at = excluded.counted_at
      `.execute(db);
      return counted;
    });
  }

  private async apply(db: Db, cascadeId: string, changes: Changes | null): Promise<number> {
    if (changes === null || changes.moved || changes.ids.length > RATHER_AGAIN) {
      await planForSets(db);
      return buildCounters(db, cascadeId);
    }
    if (changes.ids.length > 0) await countChanges(db, cascadeId, changes.ids);
    return changes.ids.length;
  }
}

/** One process at a time counts a cascade; another leaves it. */
const isOurs = async (db: Db, cascadeId: string): Promise<boolean> =>
  (await firstOf<{ ours: boolean }>(
    db,
    sql`select pg_try_advisory_xact_lock(hashtext('progress'), hashtext(${cascadeId}::text)) as ours`,
  ))!.ours;

/**
 * The instant before which everything that will ever be recorded is there to be read: no older transaction that records
 * is running. The product records under its own role: a dump by another one holds nothing back, and a session that was
 * forgotten in the midst of a transaction holds back no more than the bound.
 */
const safeUntil = async (db: Db): Promise<Date> =>
  (await firstOf<{ at: Date }>(
    db,
    sql`select business_now() - make_interval(secs => ${SLACK_SECONDS})
      - least(coalesce(max(clock_timestamp() - xact_start), interval '0'), make_interval(secs => ${LONGEST_SECONDS})) as at
    from pg_stat_activity where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`,
  ))!.at;
