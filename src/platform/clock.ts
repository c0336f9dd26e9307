import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, firstOf, sql, type Db } from './database/sql.js';

/**
 * The only source of "now". Business time is the database's clock, plus the demo offset where there is one (a row that
 * only demo mode writes). Sampled once per act; SQL reads the same clock through `business_now()`.
 */
@Injectable()
export class Clock {
  constructor(private readonly em: EntityManager) {}

  /** The business instant, to the millisecond. */
  async now(db: Db = dbOf(this.em.fork())): Promise<Date> {
    return (await firstOf(db, sql<{ now: Date }>`select business_now() as now`))!.now;
  }

  /** The database's own instant, without the demo offset: for what must not move with it, such as sessions. */
  async real(db: Db = dbOf(this.em.fork())): Promise<Date> {
    return (await firstOf(db, sql<{ now: Date }>`select date_trunc('milliseconds', clock_timestamp()) as now`))!.now;
  }
}
