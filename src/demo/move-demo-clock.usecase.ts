import { Inject, Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { addWorkingDays, loadCalendar } from '../calendar/index.js';
import { ChaseDue, GatherNotices } from '../chasing/index.js';
import { DeliverMessages } from '../mail/index.js';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { dbOf, firstOf, sql, type Db } from '../platform/database/sql.js';
import { invalid, notFound, ProductError } from '../platform/errors.js';
import { committing } from '../platform/failpoints.js';
import { CarryOutReorganisation, dueReorganisations } from '../reorganisation/index.js';
import { vnDate, vnInstant, vnTime } from '../platform/vn-time.js';

export interface ClockMove {
  hours?: number | undefined;
  workingDays?: number | undefined;
}

const MOST_HOURS = 24 * 60;
const MOST_WORKING_DAYS = 60;
const HOUR = 3_600_000;

/** Sets the business clock: the offset row that only demo mode has. */
export const setBusinessClock = async (db: Db, to: Date): Promise<void> => {
  const moving = sql`insert into demo_clock (singleton, offset_seconds)
    values (true, extract(epoch from ${to}::timestamptz - clock_timestamp()))
    on conflict (singleton) do update set offset_seconds = excluded.offset_seconds`;
  await committing(db, 'demo.clockMoved', () => moving.execute(db));
};

/** Moves the demonstration's clock forward, stopping wherever somebody is to be chased or gets a digest. */
@Injectable()
export class MoveDemoClock {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly chase: ChaseDue,
    private readonly gather: GatherNotices,
    private readonly reorganisations: CarryOutReorganisation,
    private readonly mail: DeliverMessages,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws ProductError `not-found` outside demo mode, `invalid` for a move back or too far */
  async execute(move: ClockMove): Promise<{ now: Date }> {
    return this.to(await this.target(move));
  }

  /** The same, to an instant. */
  async to(target: Date): Promise<{ now: Date }> {
    if (this.config.mode !== 'demo') throw notFound('Chỉ có trong chế độ trình diễn.', 'Only in demo mode.');
    const db = dbOf(this.em.fork());
    await this.mail.drain();
    const from = await this.clock.now(db);
    if (target <= from) throw invalid('Đồng hồ chỉ đi tới.', 'The clock only moves forward.');
    await this.chase.execute(from);
    await this.gather.execute(from);
    let last = from;
    for (let due = await nextDue(db); due && due < target; due = await nextDue(db)) {
      // what was due before, and could not be chased, must not hold the clock up
      if (due <= last) break;
      await this.stopAt(db, due);
      last = due;
    }
    await this.stopAt(db, target);
    return { now: target };
  }

  /** What falls due then is carried out and chased, and its mail leaves then. */
  private async stopAt(db: Db, at: Date): Promise<void> {
    await setBusinessClock(db, at);
    for (const { id } of await dueReorganisations(db)) await this.reorganisations.execute(id).catch(goPast);
    await this.chase.execute(at);
    await this.gather.execute(at);
    await this.mail.drain();
  }

  private async target({ hours = 0, workingDays = 0 }: ClockMove): Promise<Date> {
    const bounded = hours >= 0 && hours <= MOST_HOURS && workingDays >= 0 && workingDays <= MOST_WORKING_DAYS;
    if (!bounded || !Number.isInteger(workingDays) || hours + workingDays === 0)
      throw invalid('Bước đồng hồ không hợp lệ.', 'The clock cannot be moved by that.');
    const db = dbOf(this.em.fork());
    const now = await this.clock.now(db);
    const later = new Date(now.getTime() + hours * HOUR);
    if (workingDays === 0) return later;
    return vnInstant(addWorkingDays(vnDate(later), workingDays, await loadCalendar(db)), vnTime(later));
  }
}

/** A plan that the register does not allow says so on its page; time goes on. */
function goPast(error: unknown): void {
  if (!(error instanceof ProductError) || error.code !== 'invalid') throw error;
}

/** The next instant at which somebody is to be chased, an office gets its digest, or a reorganisation takes effect. */
const nextDue = async (db: Db): Promise<Date | null> =>
  (await firstOf(
    db,
    sql<{ due: Date | null }>`select least((select min(next_chase_at) from assignment),
      (select min(gather_at) from message where gather and gather_at > business_now()),
      (select min(effective_on)::timestamp at time zone 'Asia/Ho_Chi_Minh' from reorganisation
        where state = 'approved' and blocked_at is null)) as due`,
  ))!.due;
