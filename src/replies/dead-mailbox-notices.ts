import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { mayDo } from '../access/index.js';
import { dbOf, firstOf, rowsOf, sql } from '../platform/database/sql.js';
import { instantWords } from '../platform/components/when.js';
import { PageFrame } from '../platform/page-frame.js';
import { Readiness } from '../platform/readiness.js';
import { en } from './words.en.js';
import { vi } from './words.vi.js';

/** Tells the people of a unit whose address is dead that they hear nothing by mail; and the operator how many there are. */
@Injectable()
export class DeadMailboxNotices implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly readiness: Readiness,
  ) {}

  onModuleInit(): void {
    this.frames.noticing(async (db, { unitId, role, locale }) => {
      if (unitId === null) return [];
      const rows = await rowsOf(
        db,
        sql<{ address: string; since: Date }>`select d.address, d.since from unit_mailbox m
          join dead_mailbox d on d.address = lower(m.address)
          where m.unit_id = ${unitId} and m.dead and m.valid_from <= (business_now() at time zone 'Asia/Ho_Chi_Minh')::date
            and (m.valid_to is null or m.valid_to > (business_now() at time zone 'Asia/Ho_Chi_Minh')::date)
          order by d.since limit 3`,
      );
      const words = { vi, en }[locale].ownDead;
      return rows.map(({ address, since }) => ({
        title: words.title(address, instantWords(since, locale)),
        text: words.text,
        link: mayDo(role, 'contactability.view') ? { href: '/contactability', text: words.more } : null,
      }));
    });
    this.readiness.degraded('mailboxes', async () => {
      const row = await firstOf(
        dbOf(this.em.fork()),
        sql<{
          count: number;
          since: Date | null;
        }>`select count(*)::int as count, min(since) as since from dead_mailbox`,
      );
      return { ...row!, note: { vi: vi.ownDead.operator, en: en.ownDead.operator } };
    });
  }
}
