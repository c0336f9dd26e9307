import { Injectable, Logger } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, firstOf, sql } from '../platform/database/sql.js';
import type { Words } from '../platform/errors.js';
import { Heartbeats } from '../platform/heartbeat/heartbeats.js';
import type { PartState } from '../platform/readiness.js';
import { clockFault, type ClockFault, type ClockSample } from './clock.rules.js';
import { watchdogWords } from './words.rules.js';

/**
 * Compares the clock that decides with one that cannot be set, the monotonic one of this process, and sees whether the
 * timers of the process fire. What it finds holds for two periods, so that a jump is seen although it lasts no time.
 */
@Injectable()
export class ClockWatch {
  private readonly log = new Logger(ClockWatch.name);
  private before: ClockSample | undefined;
  private found: { fault: ClockFault; until: number } | undefined;
  private tickedAt: number | undefined;
  private blocked: { seconds: number; until: number } | undefined;

  constructor(
    private readonly em: EntityManager,
    private readonly heartbeats: Heartbeats,
  ) {}

  /** A timer has fired. One that fires too late tells of a process that was stopped, or busy with one thing alone. */
  ticked(): void {
    const now = performance.now();
    const gap = (now - (this.tickedAt ?? now)) / 1000;
    this.tickedAt = now;
    if (gap <= this.holdSeconds) return;
    this.blocked = { seconds: Math.round(gap), until: now + this.holdSeconds * 1000 };
    this.log.error({ msg: 'timers did not fire', seconds: Math.round(gap) });
  }

  /** Compares the clocks. @returns whether they agree */
  async compare(): Promise<boolean> {
    let fault = await this.sampled();
    // what was read while the demonstration's clock was being moved is not there when it is looked at again
    if (fault && fault.kind !== 'jumped') fault = await this.sampled();
    const now = performance.now();
    if (fault) {
      this.found = { fault, until: now + this.holdSeconds * 1000 };
      this.log.error({ msg: 'the business clock is wrong', ...fault });
    }
    return !this.isHeld(this.found, now);
  }

  /** For `/readyz`, of this process. */
  state(): PartState {
    const now = performance.now();
    // who is asked before the first timer that is late fires
    const silent = this.tickedAt === undefined ? 0 : (now - this.tickedAt) / 1000;
    const seconds = silent > this.holdSeconds ? Math.round(silent) : this.isHeld(this.blocked, now)?.seconds;
    const fault = this.isHeld(this.found, now)?.fault;
    if (fault) return { ok: false, fault: fault.kind, bySeconds: fault.bySeconds, note: noteOf(fault) };
    if (seconds) return { ok: false, fault: 'timers', seconds, note: both((w) => w.clock.timers(seconds)) };
    return { ok: true };
  }

  private get holdSeconds(): number {
    return 2 * this.heartbeats.periodSeconds('clock');
  }

  private isHeld<Held extends { until: number }>(held: Held | undefined, now: number): Held | undefined {
    return held && held.until > now ? held : undefined;
  }

  private async sampled(): Promise<ClockFault | undefined> {
    const now = await this.sample();
    const fault = clockFault(this.before, now);
    // a jump is told once; what stands still is measured from where it stopped
    if (!fault || fault.kind === 'jumped') this.before = now;
    return fault;
  }

  private async sample(): Promise<ClockSample> {
    const asked = performance.now();
    const row = await firstOf(
      dbOf(this.em.fork()),
      sql<{ real: Date; business: Date; offset: number }>`
        select date_trunc('milliseconds', clock_timestamp()) as real, business_now() as business,
          coalesce((select offset_seconds from demo_clock), 0)::float as offset`,
    );
    const answered = performance.now();
    return {
      monotonic: (asked + answered) / 2,
      took: answered - asked,
      real: row!.real.getTime(),
      business: row!.business.getTime(),
      offset: row!.offset * 1000,
    };
  }
}

const both = (of: (words: ReturnType<typeof watchdogWords>) => string): Words => ({
  vi: of(watchdogWords('vi')),
  en: of(watchdogWords('en')),
});

const noteOf = ({ kind, bySeconds }: ClockFault): Words => both((words) => words.clock[kind](bySeconds));
