import { Inject, Injectable, Logger } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { dbOf, firstOf, sql, type Db } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import { committing } from '../platform/failpoints.js';
import { vnInstant } from '../platform/vn-time.js';
import { TakeInFiles } from '../dispatches/index.js';
import { findUnit, SeedDemoUnits } from '../units/index.js';
import { DemoAccounts } from './demo-accounts.js';
import { DemoStory2024 } from './story-2024.js';
import { DemoStoryPeople } from './story-people.js';
import { DemoStoryReorganisation } from './story-reorganisation.js';
import { DemoStorySecondPerson } from './story-second-person.js';
import { DemoStoryToday } from './story-today.js';
import { WAITING_LETTER } from './papers.js';
import { actorOf } from './stage.js';
import { MoveDemoClock, setBusinessClock } from './move-demo-clock.usecase.js';

/** Where the demonstration's clock stands when its story has been told. */
export const DEMO_STARTS_AT = vnInstant('2026-11-19', '08:30');
const STORY = 'demo-story';

const markTold = async (db: Db): Promise<void> => {
  const marking = sql`insert into job_heartbeat (job, ran_at, recorded_at, detail)
    values (${STORY}, business_now(), clock_timestamp(), '{}') on conflict (job) do nothing`;
  await committing(db, 'demo.told', () => marking.execute(db));
};

const STORY_BEGINS_AT = vnInstant('2024-03-11', '08:00');

/** Fills an empty database with the demonstration: everything in it goes through the use cases, under the demo clock. */
@Injectable()
export class SeedDemo {
  private readonly log = new Logger(SeedDemo.name);

  constructor(
    private readonly em: EntityManager,
    private readonly units: SeedDemoUnits,
    private readonly accounts: DemoAccounts,
    private readonly clock: MoveDemoClock,
    private readonly past: DemoStory2024,
    private readonly today: DemoStoryToday,
    private readonly people: DemoStoryPeople,
    private readonly secondPerson: DemoStorySecondPerson,
    private readonly reorganisation: DemoStoryReorganisation,
    private readonly intake: TakeInFiles,
    private readonly business: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Tells the story once; where there is one already nothing happens. A story that was interrupted, or that somebody who
   * came in early acted in so that it cannot go on, is left as far as it was told, with its doors open.
   * @param told  progress, in words
   */
  async execute(told: (words: string) => void): Promise<'told' | 'present' | 'interrupted'> {
    if (this.config.mode !== 'demo') throw notFound('Chỉ có trong chế độ trình diễn.', 'Only in demo mode.');
    const db = dbOf(this.em.fork());
    if (await firstOf(db, sql`select 1 from job_heartbeat where job = ${STORY}`)) return 'present';
    if (await firstOf(db, sql`select 1 from directive limit 1`)) return this.endInterrupted(db);
    try {
      await this.tell(db, told);
    } catch (error) {
      this.log.error({ msg: 'the story of the demonstration could not be told to its end', error: String(error) });
      return this.endInterrupted(db);
    }
    await markTold(db);
    return 'told';
  }

  private async tell(db: Db, told: (words: string) => void): Promise<void> {
    await setBusinessClock(db, STORY_BEGINS_AT);
    await this.units.execute(STORY_BEGINS_AT);
    await this.people.shareMailbox();
    await this.accounts.open();
    told('tháng 3/2024: sở → 11 phòng huyện → xã');
    await this.past.tell();
    told('tháng 11/2026: bộ → 34 tỉnh → 3.321 xã');
    await this.today.tell();
    await this.clock.to(DEMO_STARTS_AT);
    await this.leaveWaiting(db);
    await this.secondPerson.tell();
    await this.people.tell();
    await this.reorganisation.tell();
  }

  /** What a clerk finds to confirm when the demonstration opens. */
  private async leaveWaiting(db: Db): Promise<void> {
    const { id } = await findUnit(db, 'bo-noi-vu', '2026-11-19');
    const file = { name: 'du-thao-hoi-nghi-truc-tuyen.txt', bytes: Buffer.from(WAITING_LETTER) };
    const { finished } = await this.intake.start([file], actorOf(id));
    await finished;
  }

  private async endInterrupted(db: Db): Promise<'interrupted'> {
    if ((await this.business.now(db)) < DEMO_STARTS_AT) await setBusinessClock(db, DEMO_STARTS_AT);
    await this.accounts.open();
    await markTold(db);
    return 'interrupted';
  }
}
