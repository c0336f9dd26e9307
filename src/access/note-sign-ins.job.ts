import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { SignIns } from './sign-ins.js';

/** Notes every second whose tokens were used; a missed tick is made up for by the next. */
@Injectable()
export class NoteSignInsJob {
  private readonly log = new Logger(NoteSignInsJob.name);

  constructor(private readonly signIns: SignIns) {}

  @Cron('* * * * * *', { name: 'sign-ins', timeZone: 'UTC', waitForCompletion: true })
  async tick(): Promise<void> {
    try {
      await this.signIns.note();
    } catch (error) {
      this.log.error({ msg: 'noting sign-ins failed; it is tried again at the next tick', error: String(error) });
    }
  }
}
