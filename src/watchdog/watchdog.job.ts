import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { CONFIG, type Config } from '../platform/config.js';
import { Heartbeats } from '../platform/heartbeat/heartbeats.js';
import { ClockWatch } from './clock-watch.js';
import { DeadMansSwitch } from './dead-mans-switch.js';

const TICK_MILLISECONDS = 500;

/** Compares the clocks, and tells whoever watches from outside, each as often as the period asks. */
@Injectable()
export class WatchdogJob implements OnModuleInit {
  private readonly log = new Logger(WatchdogJob.name);
  private comparing = false;
  private calledAt = -Infinity;

  constructor(
    private readonly heartbeats: Heartbeats,
    private readonly clock: ClockWatch,
    private readonly outside: DeadMansSwitch,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.heartbeats.watch('clock', { more: async () => this.clock.state() });
  }

  @Interval('watchdog', TICK_MILLISECONDS)
  async tick(): Promise<void> {
    this.clock.ticked();
    const now = performance.now();
    if (now - this.calledAt >= this.config.heartbeatSeconds * 1000) {
      this.calledAt = now;
      this.outside.call();
    }
    if (this.comparing || !this.heartbeats.isDue('clock')) return;
    this.comparing = true;
    try {
      if (await this.clock.compare()) await this.heartbeats.beat('clock');
    } catch (error) {
      this.log.error({ msg: 'the clocks could not be compared', error: String(error) });
    } finally {
      this.comparing = false;
    }
  }
}
