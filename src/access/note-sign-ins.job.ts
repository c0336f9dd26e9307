import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Heartbeats } from '../platform/heartbeat/heartbeats.js';
import { SignIns } from './sign-ins.js';

/** Notes every second whose tokens were used; a missed tick is made up for by the next. */
@Injectable()
export class NoteSignInsJob implements OnModuleInit {
  private readonly log = new Logger(NoteSignInsJob.name);

  constructor(
    private readonly signIns: SignIns,
    private readonly heartbeats: Heartbeats,
  ) {}

  onModuleInit(): void {
    this.heartbeats.watch('sign-ins');
  }

  @Cron('* * * * * *', { name: 'sign-ins', timeZone: 'UTC', waitForCompletion: true })
  async tick(): Promise<void> {
    try {
      await this.heartbeats.beat('sign-ins', { noted: await this.signIns.note() });
    } catch (error) {
      this.log.error({ msg: 'noting sign-ins failed; it is tried again at the next tick', error: String(error) });
    }
  }
}
