import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, firstOf, sql } from '../platform/database/sql.js';
import { Readiness } from '../platform/readiness.js';
import { ReadMailbox } from './read-mailbox.usecase.js';
import { ReplyMailbox } from './reply-mailbox.js';

/** After so long without a reading that came through the mailbox counts as not read. */
const LATE_AFTER_SECONDS = 600;
const NOTE = {
  vi: 'Hộp thư trả lời không đọc được quá 10 phút: kiểm tra IMAP_URL và máy chủ thư.',
  en: 'The mailbox of answers has not been read for more than 10 minutes: check IMAP_URL and the mail server.',
};

/** Wakes the reading on every replica; holds no rule. A missed tick is harmless: what lies in the mailbox waits there. */
@Injectable()
export class ReadMailboxJob implements OnModuleInit {
  private readonly log = new Logger(ReadMailboxJob.name);

  constructor(
    private readonly em: EntityManager,
    private readonly reading: ReadMailbox,
    private readonly mailbox: ReplyMailbox,
    private readonly readiness: Readiness,
  ) {}

  onModuleInit(): void {
    if (this.mailbox.name === undefined) return;
    this.readiness.add('replies', async () => {
      const row = await firstOf(
        dbOf(this.em.fork()),
        sql<{ age: number }>`select extract(epoch from clock_timestamp() - recorded_at)::float as age from job_heartbeat
          where job = 'replies'`,
      );
      const age = row ? Math.round(row.age) : null;
      const ok = (age ?? process.uptime()) < LATE_AFTER_SECONDS;
      return { ok, lastRunSecondsAgo: age, ...(ok ? {} : { note: NOTE }) };
    });
  }

  @Cron('0 * * * * *', { name: 'replies', timeZone: 'UTC', waitForCompletion: true })
  async tick(): Promise<void> {
    if (this.mailbox.name === undefined) return;
    try {
      const { read: _, ...done } = await this.reading.execute();
      if (done.taken + done.failed > 0) this.log.log({ msg: 'answers read', ...done });
    } catch (error) {
      this.log.error({ msg: 'the mailbox was not read; it is tried again in a minute', error: String(error) });
    }
  }
}
