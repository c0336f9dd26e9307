import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foresee, gradeOf, neededFor, paceOf, weighed, type Foreseen } from '../../src/tracking/forecast.rules.js';
import { afterWorkingHours, HOURS_A_DAY, workingHoursBetween } from '../../src/tracking/pace.rules.js';

const isWorking = (on: string): boolean => ![0, 6].includes(new Date(`${on}T00:00:00Z`).getUTCDay());
const MONDAY = new Date('2026-03-02T00:30:00Z'); // 07:30 in Vietnam
const instant = fc.integer({ min: 0, max: 40 * 24 * 60 }).map((m) => new Date(MONDAY.getTime() + m * 60_000));
const NOTHING = { events: 0, unitHours: 0 };

describe('working time', () => {
  it('runs from half past seven to five on working days', () => {
    expect(workingHoursBetween(MONDAY, new Date('2026-03-02T10:00:00Z'), isWorking)).toBe(HOURS_A_DAY);
    expect(workingHoursBetween(new Date('2026-03-06T09:00:00Z'), new Date('2026-03-09T01:30:00Z'), isWorking)).toBe(2);
    expect(afterWorkingHours(new Date('2026-03-06T09:00:00Z'), 2, isWorking)).toEqual(new Date('2026-03-09T01:30:00Z'));
    expect(afterWorkingHours(MONDAY, Number.POSITIVE_INFINITY, isWorking)).toBeNull();
  });

  it('is nought outside its hours, on days that are not worked, and backwards', () => {
    const at = (text: string) => new Date(text);
    const hours = (from: string, to: string) => workingHoursBetween(at(from), at(to), isWorking);
    expect(hours('2026-03-02T00:00:00Z', '2026-03-02T00:30:00Z')).toBe(0); // before half past seven
    expect(hours('2026-03-02T10:00:00Z', '2026-03-02T15:00:00Z')).toBe(0); // after five
    expect(hours('2026-03-07T01:00:00Z', '2026-03-08T09:00:00Z')).toBe(0); // a weekend
    expect(hours('2026-03-03T01:00:00Z', '2026-03-02T01:00:00Z')).toBe(0);
    expect(hours('2026-03-02T01:00:00Z', '2026-03-02T03:30:00Z')).toBe(2.5);
    expect(hours('2026-03-02T00:30:00Z', '2026-03-04T01:30:00Z')).toBe(2 * HOURS_A_DAY + 1);
  });

  it('goes forward to the close of a day, not to the opening of the next, and through holidays however long', () => {
    const after = (hours: number, working = isWorking) => afterWorkingHours(MONDAY, hours, working);
    expect(after(0)).toEqual(MONDAY);
    expect(after(HOURS_A_DAY)).toEqual(new Date('2026-03-02T10:00:00Z'));
    expect(after(HOURS_A_DAY + 1)).toEqual(new Date('2026-03-03T01:30:00Z'));
    expect(after(1, (on) => on >= '2026-03-30')).toEqual(new Date('2026-03-30T01:30:00Z'));
    expect(afterWorkingHours(new Date('2026-03-06T12:00:00Z'), 1, isWorking)).toEqual(new Date('2026-03-09T01:30:00Z'));
  });

  it('is out of sight beyond five hundred working days, and where no day is worked', () => {
    expect(afterWorkingHours(MONDAY, 500 * HOURS_A_DAY - 1, isWorking)).toEqual(new Date('2028-01-28T09:00:00Z'));
    expect(afterWorkingHours(MONDAY, 500 * HOURS_A_DAY, isWorking)).toBeNull();
    expect(afterWorkingHours(MONDAY, Number.NaN, isWorking)).toBeNull();
    expect(afterWorkingHours(MONDAY, 1, () => false)).toBeNull();
  });

  it('adds up, and going forward is the reverse of counting', () => {
    fc.assert(
      fc.property(instant, instant, instant, (...at) => {
        const [a, b, c] = at.toSorted((x, y) => x.getTime() - y.getTime()) as [Date, Date, Date];
        const hours = (from: Date, to: Date) => workingHoursBetween(from, to, isWorking);
        expect(hours(a, b) + hours(b, c)).toBeCloseTo(hours(a, c), 6);
        expect(hours(a, afterWorkingHours(a, hours(a, b), isWorking)!)).toBeCloseTo(hours(a, b), 6);
      }),
    );
  });
});

const NEVER = { earliestAt: MONDAY, expectedAt: MONDAY, latestAt: MONDAY };
const asked = fc.record({
  total: fc.integer({ min: 10, max: 5000 }),
  share: fc.double({ min: 0.05, max: 0.9, noNaN: true }),
  own: fc.record({
    events: fc.integer({ min: 5, max: 5000 }),
    unitHours: fc.double({ min: 10, max: 1e5, noNaN: true }),
  }),
});

describe('a forecast', () => {
  it('lies in the future, within its own interval', () => {
    fc.assert(
      fc.property(asked, ({ total, share, own }) => {
        const acknowledged = Math.floor(total * share);
        const foreseen = foresee({ total, acknowledged, own, history: NOTHING }, MONDAY, isWorking);
        const { earliestAt, expectedAt, latestAt } = typeof foreseen === 'string' ? NEVER : foreseen;
        const inOrder = [MONDAY, earliestAt, expectedAt, latestAt].map((at) => at.getTime());
        expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
      }),
    );
  });

  it('is the time in which the last unit needed acknowledges with the pace so far', () => {
    // 19 of 20 are needed and 17 have: one of three, then one of two, at one acknowledgement in ten hours of a unit
    const own = { events: 10, unitHours: 100 };
    const foreseen = foresee({ total: 20, acknowledged: 17, own, history: NOTHING }, MONDAY, isWorking) as Foreseen;
    const hours = (to: Date) => workingHoursBetween(MONDAY, to, isWorking);
    const expected = 10 * (1 / 3 + 1 / 2);
    const spread = Math.exp(1.2816 * Math.sqrt(1 / 10 + (1 / 9 + 1 / 4) / (1 / 3 + 1 / 2) ** 2 + 0.35 ** 2));
    expect(hours(foreseen.expectedAt)).toBeCloseTo(expected, 4);
    expect(hours(foreseen.earliestAt)).toBeCloseTo(expected / spread, 4);
    expect(hours(foreseen.latestAt)).toBeCloseTo(expected * spread, 4);
  });

  it('goes by the issuer’s past as well, which counts to what is enough to foresee anything', () => {
    const history = { events: 10, unitHours: 300 };
    const of = (own: typeof history) =>
      foresee({ total: 20, acknowledged: 18, own, history }, MONDAY, isWorking) as Foreseen;
    const { expectedAt } = of({ events: 10, unitHours: 100 });
    expect(workingHoursBetween(MONDAY, expectedAt, isWorking)).toBeCloseTo(((100 + 300) / 20) * (1 / 2), 4);
    expect(workingHoursBetween(MONDAY, of(NOTHING).expectedAt, isWorking)).toBeCloseTo(30 / 2, 4);
  });

  it('is the nearer the faster units acknowledge, and the narrower the more they told', () => {
    const at = (own: { events: number; unitHours: number }) =>
      foresee({ total: 200, acknowledged: 100, own, history: NOTHING }, MONDAY, isWorking) as Foreseen;
    const [slow, fast] = [at({ events: 20, unitHours: 4000 }), at({ events: 20, unitHours: 2000 })];
    expect(fast.expectedAt < slow.expectedAt).toBe(true);
    const width = ({ earliestAt, latestAt }: Foreseen) => workingHoursBetween(earliestAt, latestAt, isWorking);
    expect(width(at({ events: 200, unitHours: 40_000 }))).toBeLessThan(width(slow));
  });

  it('is not made where there is too little, or nothing left to foresee', () => {
    const own = { events: 50, unitHours: 500 };
    const of = (total: number, acknowledged: number, pace = own) =>
      foresee({ total, acknowledged, own: pace, history: NOTHING }, MONDAY, isWorking);
    expect(of(9, 1)).toBe('tooFew');
    expect(of(10, 1)).not.toBe('tooFew');
    expect(of(9, 9)).toBe('tooFew');
    expect(of(100, 94)).not.toBe('reached');
    expect(of(100, 96)).toBe('reached');
    expect(of(100, 5, { events: 5, unitHours: 500 })).not.toBe('tooEarly');
    expect(of(100, 5, { events: 5, unitHours: 0 })).toBe('tooEarly');
    expect(of(100, 95)).toBe('reached');
    expect(of(100, 4, { events: 4, unitHours: 500 })).toBe('tooEarly');
    expect(of(100, 5, { events: 5, unitHours: 1e9 })).toBe('outOfSight');
    expect([neededFor(100), neededFor(20), neededFor(11)]).toEqual([95, 19, 11]);
  });

  it('listens to the issuer’s past no more than to twenty acknowledgements', () => {
    expect(weighed({ events: 2000, unitHours: 8000 })).toEqual({ events: 20, unitHours: 80 });
    expect(weighed({ events: 3, unitHours: 12 })).toEqual({ events: 3, unitHours: 12 });
    expect(weighed(NOTHING)).toEqual(NOTHING);
  });

  it('goes by the pace of the later half of the time', () => {
    const at = (text: string) => new Date(text);
    const groups = [
      { openedAt: MONDAY, acknowledgedAt: at('2026-03-02T03:30:00Z'), n: 50 },
      { openedAt: MONDAY, acknowledgedAt: at('2026-03-05T00:30:00Z'), n: 10 },
      { openedAt: MONDAY, acknowledgedAt: null, n: 40 },
    ];
    const now = at('2026-03-06T00:30:00Z'); // four working days later
    expect(paceOf(groups, MONDAY, now, isWorking)).toEqual({ events: 10, unitHours: 10 * 9.5 + 40 * 19 });
  });

  it('goes by a day at least, by all of the time where it is less, and by what each unit had of it', () => {
    const at = (text: string) => new Date(text);
    const half = { openedAt: MONDAY, acknowledgedAt: at('2026-03-02T02:30:00Z'), n: 3 }; // after two hours
    const open = { openedAt: MONDAY, acknowledgedAt: null, n: 1 };
    expect(paceOf([half, open], MONDAY, at('2026-03-02T04:30:00Z'), isWorking)).toEqual({
      events: 3,
      unitHours: 6 + 4,
    });
    // a day and a half later, its last 9.5 hours count: from 12:15 on the first day
    const late = { openedAt: at('2026-03-03T00:30:00Z'), acknowledgedAt: at('2026-03-03T01:30:00Z'), n: 2 };
    const now = at('2026-03-03T05:15:00Z');
    expect(paceOf([half, open, late], MONDAY, now, isWorking)).toEqual({ events: 2, unitHours: 9.5 + 2 });
    const onTheDot = { ...half, acknowledgedAt: at('2026-03-02T05:15:00Z') };
    expect(paceOf([onTheDot], MONDAY, now, isWorking)).toEqual({ events: 3, unitHours: 0 });
  });

  it('finds four in five of what units of an even pace do', () => {
    let state = 17;
    const draw = () => (state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 4_294_967_296;
    let hits = 0;
    const RUNS = 300;
    for (let run = 0; run < RUNS; run++) {
      const perHour = 0.01 + draw() * 0.05;
      const units = Array.from({ length: 120 }, () =>
        afterWorkingHours(MONDAY, -Math.log(1 - draw()) / perHour, isWorking),
      );
      const now = afterWorkingHours(MONDAY, 0.7 / perHour, isWorking)!;
      const groups = units.map((at) => ({ openedAt: MONDAY, acknowledgedAt: at && at <= now ? at : null, n: 1 }));
      const acknowledged = groups.filter((g) => g.acknowledgedAt).length;
      const own = paceOf(groups, MONDAY, now, isWorking);
      const foreseen = foresee({ total: 120, acknowledged, own, history: NOTHING }, now, isWorking);
      if (typeof foreseen === 'string') continue;
      const reachedAt = units.map((at) => at ?? new Date(8e15)).toSorted((a, b) => a.getTime() - b.getTime())[113]!;
      if (gradeOf(foreseen, { reachedAt, endedAt: null, now })!.hit) hits++;
    }
    expect(hits / RUNS).toBeGreaterThan(0.8);
  });

  it('is graded when its share is reached, its interval is over, or the directive ends', () => {
    const [earliestAt, latestAt] = [new Date('2026-03-04T00:00:00Z'), new Date('2026-03-10T00:00:00Z')];
    const of = (reached: string | null, ended: string | null, now: string) =>
      gradeOf({ earliestAt, latestAt }, { reachedAt: reached ? new Date(reached) : null, endedAt: ended ? new Date(ended) : null, now: new Date(now) })?.hit; // prettier-ignore
    expect(of('2026-03-05', null, '2026-03-06')).toBe(true);
    expect(of('2026-03-03', null, '2026-03-06')).toBe(false);
    expect(of('2026-03-11', null, '2026-03-12')).toBe(false);
    expect([of('2026-03-04', null, '2026-03-12'), of('2026-03-10', null, '2026-03-12')]).toEqual([true, true]);
    expect(of(null, '2026-03-10', '2026-03-12')).toBeNull();
    expect(of(null, null, '2026-03-10')).toBeUndefined();
    expect(of(null, null, '2026-03-06')).toBeUndefined();
    expect(of(null, null, '2026-03-11')).toBe(false);
    expect(of(null, '2026-03-06', '2026-03-07')).toBeNull();
    expect(of(null, '2026-03-12', '2026-03-13')).toBe(false);
    const [reachedAt, endedAt] = [new Date('2026-03-05'), new Date('2026-03-06')];
    const interval = { earliestAt, latestAt };
    const now = new Date('2026-03-12');
    expect(gradeOf(interval, { reachedAt, endedAt, now })).toEqual({ reachedAt, endedAt: null, hit: true });
    expect(gradeOf(interval, { reachedAt: null, endedAt, now })).toEqual({ reachedAt: null, endedAt, hit: null });
    expect(gradeOf(interval, { reachedAt: null, endedAt: null, now })).toEqual({
      reachedAt: null,
      endedAt: null,
      hit: false,
    });
  });
});
