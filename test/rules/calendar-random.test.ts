import { describe, expect, it } from '@jest/globals';
import { dueWithin, receiptDueAt, workDueAt, DUE_OPERATORS } from '../../src/calendar/deadline.rules.js';
import { layered } from '../../src/calendar/layers.rules.js';
import { movedDeadline } from '../../src/calendar/moved-deadline.rules.js';
import { handlingTerm, nextMorning } from '../../src/calendar/terms.rules.js';
import { addWorkingDays, DAY_KINDS, workingDaysBetween, type Calendar } from '../../src/calendar/working-days.rules.js';
import { afterStandstill, workingTimeBetween } from '../../src/calendar/working-time.rules.js';
import { Dice } from '../support/random.js';
import { TickedCalendar, type Entered, type LaidDown, type Layer } from '../support/ticked-calendar.js';

const CASES = 100_000;
const CASES_PER_CALENDAR = 200;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const FIRST = '2025-11-01';
const LENGTH = 260;

const dayAt = (i: number): string => new Date(Date.parse(`${FIRST}T00:00:00Z`) + i * DAY).toISOString().slice(0, 10);
const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

function randomHours(dice: Dice): LaidDown {
  const from = dice.upTo(LENGTH);
  const noonFrom = 660 + dice.upTo(60);
  return {
    from: dayAt(from),
    until: dice.upTo(3) === 0 ? null : dayAt(from + dice.upTo(90)),
    opens: clock(390 + dice.upTo(120)),
    noonFrom: clock(noonFrom),
    noonTo: clock(noonFrom + dice.oneOf([0, 60, 90])),
    closes: clock(960 + dice.upTo(90)),
  };
}

/** Stops of some days in a row, single days, half days and worked Saturdays; each date once. */
function randomLayer(dice: Dice): Layer {
  const days = new Map<string, Entered>();
  for (let n = dice.upTo(12); n > 0; n--) {
    const at = dice.upTo(LENGTH);
    const kind = dice.oneOf(DAY_KINDS);
    const half = dice.upTo(3) === 0 ? dice.oneOf(['morning', 'afternoon'] as const) : null;
    for (let i = 0; i < (kind === 'stop' ? 1 + dice.upTo(5) : 1); i++)
      days.set(dayAt(at + i), { on: dayAt(at + i), kind, half });
  }
  const hours = new Map(Array.from({ length: dice.upTo(3) }, () => randomHours(dice)).map((each) => [each.from, each]));
  return { days: [...days.values()], hours: [...hours.values()] };
}

const calendarOf = (layers: readonly Layer[]): Calendar => ({
  version: 1,
  scope: 'national',
  ...layered(layers.map(({ days }) => days)),
  // as the database hands them over: the nearest scope first, in it the latest
  hours: layers.toReversed().flatMap(({ hours }) => hours.toSorted((a, b) => (a.from < b.from ? 1 : -1))),
  officialYears: new Set([2025, 2026]),
});

interface Case {
  dice: Dice;
  calendar: Calendar;
  ticked: TickedCalendar;
  /** The same with one more layer: what a change makes of it. */
  changed: Calendar;
  changedTicked: TickedCalendar;
}

/** Room on both sides, so that no count leaves the list. */
const place = (dice: Dice): number => 60 + dice.upTo(100);
const instantIn = ({ dice, ticked }: Case): number => ticked.days[place(dice)]!.midnight + dice.upTo(1440) * MINUTE;

/** What the product says, and what ticking off says. */
const QUESTIONS: Readonly<Record<string, (the: Case) => [said: unknown, ticked: unknown]>> = {
  add: ({ dice, calendar, ticked }) => {
    const [i, n] = [place(dice), dice.upTo(15)];
    const back = dice.upTo(4) === 0;
    return [addWorkingDays(dayAt(i), back ? -n : n, calendar), ticked.days[ticked.after(i, n, back ? -1 : 1)]!.on];
  },
  between: ({ dice, calendar, ticked }) => {
    const i = place(dice);
    const to = i + dice.upTo(25);
    const n = ticked.between(i, to);
    return dice.upTo(4) === 0
      ? [workingDaysBetween(dayAt(to), dayAt(i), calendar), 0 - n]
      : [workingDaysBetween(dayAt(i), dayAt(to), calendar), n];
  },
  within: ({ dice, calendar, ticked }) => {
    const [i, n] = [place(dice), dice.upTo(12)];
    return [dueWithin(dayAt(i), n, calendar).at.getTime(), ticked.close(ticked.after(i, n))];
  },
  receipt: (the) => {
    const [at, n] = [instantIn(the), the.dice.upTo(4)];
    const { calendar, ticked } = the;
    const due = receiptDueAt(new Date(at), { workingDays: n }, calendar).at.getTime();
    return [due, ticked.close(ticked.after(ticked.received(at), n))];
  },
  work: ({ dice, calendar, ticked }) => {
    const [i, operator] = [place(dice), dice.oneOf(DUE_OPERATORS)];
    const due = workDueAt({ on: dayAt(i), operator }, calendar).at.getTime();
    return [due, ticked.close(ticked.lastUpTo(operator === 'before' ? i - 1 : i))];
  },
  morning: ({ dice, calendar, ticked }) => {
    const i = place(dice);
    let next = i + 1;
    while (!ticked.days[next]!.morning) next++;
    return [nextMorning(dayAt(i), calendar).at.getTime(), ticked.noon(next)];
  },
  handling: (the) => {
    const at = instantIn(the);
    const { calendar, ticked } = the;
    const i = ticked.indexOf(at);
    const register = handlingTerm('register', new Date(at), calendar);
    const confirm = handlingTerm('confirm', new Date(at), calendar);
    const open = ticked.received(at) === i ? ticked.close(i) : null;
    return [
      [register.sameDay?.getTime() ?? null, register.atLatest.at.getTime(), confirm.atLatest.at.getTime()],
      [open, ticked.close(ticked.after(i, 1)), ticked.close(ticked.received(at))],
    ];
  },
  workingTime: (the) => {
    const from = instantIn(the);
    const to = from + the.dice.upTo(2 * 1440) * MINUTE;
    const said = workingTimeBetween(new Date(from), new Date(to), the.calendar) / MINUTE;
    return [said, the.ticked.workedMinutes(from, to)];
  },
  standstill: (the) => {
    const { calendar, ticked } = the;
    const from = instantIn(the);
    const to = from + the.dice.upTo(1440) * MINUTE;
    const due = from + the.dice.upTo(2 * 1440) * MINUTE;
    const took = ticked.workedMinutes(from, to);
    const said = afterStandstill(new Date(due), { from: new Date(from), to: new Date(to) }, calendar).getTime();
    if (due <= from || took === 0 || (took < 30 && due > to)) return [said, due];
    const moved = ticked.afterMinutes(to, ticked.workedMinutes(from, due));
    const dueDay = ticked.indexOf(due);
    if (!ticked.isWorked(dueDay) || due !== ticked.close(dueDay)) return [said, moved];
    const day = ticked.indexOf(moved);
    const isThatDay = ticked.isWorked(day) && moved <= ticked.close(day);
    return [said, ticked.close(isThatDay ? day : ticked.after(day, 1))];
  },
  moved: (the) => {
    const { dice, calendar, ticked, changed, changedTicked } = the;
    const begins = instantIn(the);
    const n = dice.upTo(8);
    const due = ticked.close(ticked.after(ticked.received(begins), n));
    const standing = { due: new Date(due), counting: 'from-receipt' as const, begins: new Date(begins) };
    const anew = changedTicked.close(changedTicked.after(changedTicked.received(begins), n));
    return [movedDeadline(standing, calendar, changed).getTime(), Math.max(due, anew)];
  },
  movedDate: (the) => {
    const { dice, calendar, ticked, changed, changedTicked } = the;
    const i = ticked.lastUpTo(place(dice));
    const due = ticked.close(i);
    const on = changedTicked.isWorked(i) ? i : changedTicked.after(i, 1);
    const standing = { due: new Date(due), counting: 'date' as const, begins: null };
    return [movedDeadline(standing, calendar, changed).getTime(), Math.max(due, changedTicked.close(on))];
  },
};
const NAMES = Object.keys(QUESTIONS);

function casesOf(seed: number): Case {
  const dice = new Dice(seed);
  const layers = [randomLayer(dice), ...Array.from({ length: dice.upTo(3) }, () => randomLayer(dice))];
  const change = [...layers, randomLayer(dice)];
  return {
    dice,
    calendar: calendarOf(layers),
    ticked: new TickedCalendar(FIRST, LENGTH, layers),
    changed: calendarOf(change),
    changedTicked: new TickedCalendar(FIRST, LENGTH, change),
  };
}

describe('a hundred thousand random cases', () => {
  it('over random calendars with stops, half days, make-up days, hours and scopes agree with days ticked off one by one', () => {
    const asked = new Map<string, number>();
    const differing: unknown[] = [];
    for (let seed = 1; seed <= CASES / CASES_PER_CALENDAR; seed++) {
      const the = casesOf(seed);
      for (let n = 0; n < CASES_PER_CALENDAR; n++) {
        const name = NAMES[n % NAMES.length]!;
        const [said, ticked] = QUESTIONS[name]!(the);
        asked.set(name, (asked.get(name) ?? 0) + 1);
        if (JSON.stringify(said) !== JSON.stringify(ticked) && differing.length < 5)
          differing.push({ seed, n, name, said, ticked });
      }
    }
    expect(differing).toEqual([]);
    expect([...asked.values()].reduce((sum, n) => sum + n, 0)).toBe(CASES);
    expect(Math.min(...asked.values())).toBeGreaterThan(CASES / NAMES.length / 2);
  });
});
