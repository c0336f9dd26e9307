import { Inject, Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { calendarLinkOf, calendarToken, InstallationKey } from '../../access/index.js';
import { record } from '../../ledger/index.js';
import type { Caller } from '../../platform/caller.js';
import { Clock } from '../../platform/clock.js';
import { CONFIG, type Config } from '../../platform/config.js';
import { dbOf, firstOf, sql, type Db } from '../../platform/database/sql.js';
import { transactional } from '../../platform/failpoints.js';
import { vnDate, vnInstant } from '../../platform/vn-time.js';

/** An address that calendars subscribe to. */
export interface Address {
  address: string;
  generation: number;
  expiresAt: Date;
}

/** What a token that somebody came with shows, or why it shows nothing. */
export type CalendarOf = { unitId: string } | 'forged' | 'expired' | 'revoked';

/** The addresses of the units' calendars: signed, read-only, each of one unit. */
@Injectable()
export class CalendarAddress {
  constructor(
    private readonly em: EntityManager,
    private readonly key: InstallationKey,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The same until the year ends or it is revoked; works until the end of the next year. */
  async of(unitId: string): Promise<Address> {
    const db = dbOf(this.em.fork());
    const generation = await generationOf(db, unitId);
    const year = Number(vnDate(await this.clock.now(db)).slice(0, 4));
    const expiresAt = vnInstant(`${year + 2}-01-01`, '00:00');
    const token = calendarToken(await this.key.get(), { unitId, generation, expiresAt });
    return { address: `${this.config.publicUrl}/deadlines/${token}.ics`, generation, expiresAt };
  }

  /** @param db  what the rest of the answer is read with */
  async read(db: Db, token: string): Promise<CalendarOf> {
    const link = calendarLinkOf(await this.key.get(), token, await this.clock.now(db));
    if (typeof link === 'string') return link;
    return link.generation === (await generationOf(db, link.unitId)) ? { unitId: link.unitId } : 'revoked';
  }

  /**
   * Ends the address of the unit that the caller acts for; whoever subscribed to it sees no more.
   * @param generation  the one that is to end; where it is over already, nothing changes
   */
  revoke(unitId: string, generation: number, by: Caller): Promise<{ repeated: boolean }> {
    return transactional(this.em, 'calendar.revoked', async (em) => {
      const db = dbOf(em);
      const ended = await firstOf(
        db,
        sql`insert into calendar_link as c (unit_id, generation) select ${unitId}::uuid, 1 where ${generation}::integer = 0
          on conflict (unit_id) do update set generation = c.generation + 1 where c.generation = ${generation}
          returning 1`,
      ) ?? (await firstOf(
        db,
        sql`update calendar_link set generation = generation + 1 where unit_id = ${unitId} and generation = ${generation}
          returning 1`,
      )); // prettier-ignore
      if (!ended) return { repeated: true };
      const at = await this.clock.now(db);
      await record(db, [{ kind: 'link.calendarRevoked', at, by, unitId, payload: { generation } }]);
      return { repeated: false };
    });
  }
}

const generationOf = async (db: Db, unitId: string): Promise<number> =>
  (await firstOf(db, sql<{ n: number }>`select generation as n from calendar_link where unit_id = ${unitId}`))?.n ?? 0;
