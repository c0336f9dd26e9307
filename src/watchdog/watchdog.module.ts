import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { ClockWatch } from './clock-watch.js';
import { DeadMansSwitch } from './dead-mans-switch.js';
import { StoppedNotices } from './stopped-notices.js';
import { SystemPages } from './system.pages.js';
import { WatchdogJob } from './watchdog.job.js';

/** Sees whether what must run does run, and says so: to people, to probes, and to whoever watches from outside. */
@Module({
  imports: [AccessModule],
  controllers: [SystemPages],
  providers: [ClockWatch, DeadMansSwitch, StoppedNotices, WatchdogJob],
})
export class WatchdogModule {}
