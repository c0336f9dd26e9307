import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Heartbeats } from '../platform/heartbeat/heartbeats.js';
import { ReadMailbox } from './read-mailbox.usecase.js';
import { ReplyMailbox } from './reply-mailbox.js';

const NOTE = {
  vi: 'Hộp thư trả lời không đọc được trong hai chu kỳ vừa qua: kiểm tra IMAP_URL và máy chủ thư.',
  en: 'The mailbox of answers has not been read in the last two periods: check IMAP_URL and the mail server.',
};

/** Wakes the reading on every replica; holds no rule. A missed tick is harmless: what lies in the mailbox waits there. */
@Injectable()
export class ReadMailboxJob implements OnModuleInit {
  private readonly log = new Logger(ReadMailboxJob.name);

  constructor(
    private readonly reading: ReadMailbox,
    private readonly mailbox: ReplyMailbox,
    private readonly heartbeats: Heartbeats,
  ) {}

  onModuleInit(): void {
    if (this.mailbox.name !== undefined) this.heartbeats.watch('inbox', { stopped: NOTE });
  }

  @Cron('* * * * * *', { name: 'replies', timeZone: 'UTC', waitForCompletion: true })
  async tick(): Promise<void> {
    if (this.mailbox.name === undefined || !this.heartbeats.isDue('inbox')) return;
    try {
      const { read: _, ...done } = await this.reading.execute();
      if (done.taken + done.failed > 0) this.log.log({ msg: 'answers read', ...done });
    } catch (error) {
      this.log.error({ msg: 'the mailbox was not read; it is tried again', error: String(error) });
    }
  }
}
