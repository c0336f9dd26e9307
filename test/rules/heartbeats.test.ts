import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hasStopped, JOBS, periodSeconds, roundSeconds, type Job } from '../../src/platform/heartbeat/jobs.rules.js';
import { clockFault, type ClockSample } from '../../src/watchdog/clock.rules.js';
import { watchdogWords } from '../../src/watchdog/words.rules.js';

const jobs = Object.keys(JOBS) as Job[];
const setting = fc.integer({ min: 2, max: 3600 });

describe('a job', () => {
  it('comes round at least once within its period, whatever the setting', () => {
    fc.assert(
      fc.property(fc.constantFrom(...jobs), setting, (job, seconds) => {
        expect(roundSeconds(job, seconds)).toBeLessThanOrEqual(periodSeconds(job, seconds));
      }),
    );
  });

  it('has stopped after two periods without a proof, and not before', () => {
    expect([119, 120, 121].map((age) => hasStopped(age, 0, 60))).toEqual([false, false, true]);
    expect([120, 121].map((up) => hasStopped(null, up, 60))).toEqual([false, true]);
  });

  it('has stopped too where its last proof lies in the future: the clock was set back since', () => {
    expect([-120, -3600].map((age) => hasStopped(age, 0, 60))).toEqual([false, true]);
  });

  it('has a name for people in both languages', () => {
    for (const locale of ['vi', 'en'] as const)
      expect(jobs.filter((job) => watchdogWords(locale).parts[job] === undefined)).toEqual([]);
  });
});

describe('the business clock', () => {
  const REAL = Date.parse('2026-03-02T02:00:00Z');
  const at = (seconds: number, more: Partial<ClockSample> = {}): ClockSample => {
    const real = REAL + seconds * 1000;
    return { monotonic: seconds * 1000, took: 2, real, business: real, offset: 0, ...more };
  };

  it('is right where it goes on as the time does, in the demonstration too', () => {
    expect(clockFault(at(0), at(15))).toBeUndefined();
    const offset = 86_400_000;
    expect(clockFault(at(0), at(15, { offset, business: at(15).real + offset }))).toBeUndefined();
  });

  it('may be set right by a time server a little at a time', () => {
    expect(clockFault(at(0), at(15, { real: at(15.9).real, business: at(15.9).real }))).toBeUndefined();
  });

  it.each([3600, -3600])('that jumps by %i seconds is told by how many', (by) => {
    const jumped = at(15 + by, { monotonic: 15_000 });
    expect(clockFault(at(0), jumped)).toEqual({ kind: 'jumped', bySeconds: by });
  });

  it('that stands still is told, whether the database stands still with it or not', () => {
    expect(clockFault(at(0), at(15, { business: REAL }))).toEqual({ kind: 'standsStill', bySeconds: -15 });
    expect(clockFault(at(0), at(15, { real: REAL, business: REAL }))).toEqual({ kind: 'standsStill', bySeconds: -15 });
  });

  it('that differs from the database’s by anything but the offset is told at the first look', () => {
    expect(clockFault(undefined, at(0, { business: REAL + 60_000 }))).toEqual({ kind: 'isOff', bySeconds: 60 });
  });
});
