import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { enqueue } from '../../../mail/index.js';
import { Clock } from '../../../platform/clock.js';
import { dbOf, type Db } from '../../../platform/database/sql.js';
import { transactional } from '../../../platform/failpoints.js';
import { uuidv7 } from '../../../platform/ids.js';
import { vnDate, vnTime } from '../../../platform/vn-time.js';
import { officeHoursOf } from '../office-hours.js';
import { isDigestTime, isFirstOfWeek } from '../slot.rules.js';
import { leadersLeft, summariesOf, takeWeek, type Leader } from './summary.queries.js';
import { mondayOf } from './summary.rules.js';

/** Leaders whose summaries one transaction makes. */
const LEADERS = 500;
export const SUMMARY = 'weekSummary';

/**
 * Queues the weekly summaries: to each leader with an address of its own, at the hour of the office on its first working
 * day of the week, where there is something to say. Each week of a leader is a row, taken once.
 */
@Injectable()
export class MakeSummaries {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * @param at  business instant; now where it is not given
   * @returns how many mails were queued
   */
  async execute(at?: Date): Promise<{ summaries: number }> {
    const now = at ?? (await this.clock.now());
    const due = await leadersDue(dbOf(this.em.fork()), now);
    let summaries = 0;
    for (let from = 0; from < due.length; from += LEADERS)
      summaries += await transactional(this.em, 'chase.summariesMade', (em) =>
        makeFor(dbOf(em), due.slice(from, from + LEADERS), now),
      );
    return { summaries };
  }
}

/** Leaders whose office has its hour of the first working day of the week. */
async function leadersDue(db: Db, at: Date): Promise<Leader[]> {
  const leaders = await leadersLeft(db, mondayOf(vnDate(at)), vnTime(at));
  if (leaders.length === 0) return [];
  const hours = await officeHoursOf(
    db,
    leaders.map(({ unitId }) => unitId),
  );
  return leaders.filter(({ unitId }) => {
    const of = hours.get(unitId);
    return of !== undefined && isFirstOfWeek(vnDate(at), of.calendar) && isDigestTime(at, of.hour, of.calendar);
  });
}

const keyOf = ({ unitId, accountId }: Pick<Leader, 'unitId' | 'accountId'>): string => `${unitId}:${accountId}`;

async function makeFor(db: Db, leaders: readonly Leader[], at: Date): Promise<number> {
  const on = vnDate(at);
  const taken = new Set((await takeWeek(db, leaders, mondayOf(on))).map(keyOf));
  const mine = leaders.filter((leader) => taken.has(keyOf(leader)));
  const summaries = await summariesOf(
    db,
    mine.map(({ unitId }) => unitId),
    at,
  );
  const notices = mine
    .filter(({ unitId }) => summaries.has(unitId))
    .map((leader) => ({
      // as a digest, it is about no one cascade
      cascadeId: uuidv7(at),
      key: `${SUMMARY}:${keyOf(leader)}:${on}`,
      unitId: leader.unitId,
      template: SUMMARY,
      locale: leader.locale,
      parameters: { on },
      toAddress: leader.address,
      queuedAt: at,
    }));
  return (await enqueue(db, notices)).queued;
}
