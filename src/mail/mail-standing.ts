import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Clock } from '../platform/clock.js';
import { dbOf } from '../platform/database/sql.js';
import type { MailStanding } from './mail.json.js';
import { domainCounts, givenUpJobs, mailCounts, oldestQueuedAt } from './operator.queries.js';
import { RESENDS } from './resending.rules.js';

const [DOMAINS, JOBS] = [20, 20];
const DAY = 86_400_000;

/** How mail stands, for the page, the API and the command line of the operator. */
@Injectable()
export class MailStandings {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** @param days  how far back what was queued is counted, in business time */
  async of(days: number): Promise<MailStanding> {
    const db = dbOf(this.em.fork());
    const from = new Date((await this.clock.now(db)).getTime() - days * DAY);
    return {
      days,
      counts: await mailCounts(db, from),
      domains: await domainCounts(db, from, DOMAINS),
      oldestQueuedAt: await oldestQueuedAt(db),
      givenUp: await givenUpJobs(db, JOBS),
      resends: RESENDS,
    };
  }
}
