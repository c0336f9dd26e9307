import { dueWithin, isWorkingDay, openStretches, type Calendar } from '../../calendar/index.js';
import { daysBetween, plusDays, vnDate, vnInstant, type IsoDate } from '../../platform/vn-time.js';
import { CHASE_STAGES, URGENCIES, type ChaseStage, type LadderStep, type Urgency } from '../ladder.rules.js';
import { classOf, type PolicyRules } from '../policy.rules.js';
import { afterBy, deadlineOf, stepInstants, type AfterBy } from './ladder-times.rules.js';

/** The hour at which the papers of the preview are issued, and the term of their work in working days. */
export const ISSUED_AT = '09:00';
const WORK_DAYS = 10;
/** Longer than a weekend. */
const SHORTEST_HOLIDAY = 3;

/** What becomes of one step over the papers of a year. */
export interface StepEffect {
  step: LadderStep;
  /** From the issue, for half of the papers at most so long. */
  usualDays: number;
  usualHours: number;
  latestDays: number;
  /** The paper that waits longest for it. */
  latestIssuedOn: IsoDate;
  /** Papers whose step falls on a day off. */
  onDayOff: number;
  /** Papers whose step is counted over a year whose days off are not announced. */
  provisional: number;
}

export interface StageEffect {
  stage: ChaseStage;
  steps: readonly StepEffect[];
  /** For each unit and directive, in this stage. */
  mails: { unit: number; above: number; letters: number };
}

/** Days off in a row, and what falls there and on the day after. */
export interface HolidayEffect {
  from: IsoDate;
  until: IsoDate;
  within: number;
  after: number;
}

export interface ClassEffect {
  urgency: Urgency;
  stages: readonly StageEffect[];
  /** Mails that go at once, and those of them that go at night or on a day off. */
  atOnce: { mails: number; outOfHours: number };
  holidays: readonly HolidayEffect[];
}

export interface YearEffect {
  year: number;
  papers: number;
  isProvisional: boolean;
  calendarVersion: number;
  classes: readonly ClassEffect[];
}

const datesOf = (year: number): IsoDate[] => {
  const dates: IsoDate[] = [];
  for (let on = `${year}-01-01`; on <= `${year}-12-31`; on = plusDays(on, 1)) dates.push(on);
  return dates;
};

/** Days off in a row that are longer than a weekend; Tết is one of them. */
function holidaysOf(year: number, calendar: Calendar): { from: IsoDate; until: IsoDate }[] {
  const runs: { from: IsoDate; until: IsoDate }[] = [];
  for (const on of datesOf(year)) {
    if (isWorkingDay(on, calendar)) continue;
    const last = runs.at(-1);
    if (last && plusDays(last.until, 1) === on) last.until = on;
    else runs.push({ from: on, until: on });
  }
  return runs.filter(({ from, until }) => daysBetween(from, until) + 1 >= SHORTEST_HOLIDAY);
}

const isAbove = ({ to }: LadderStep): boolean => to !== 'unit' && to !== 'leader';

const mailsOf = (steps: readonly LadderStep[]): StageEffect['mails'] => ({
  unit: steps.filter((step) => step.channel === 'mail' && !isAbove(step)).length,
  above: steps.filter((step) => step.channel === 'mail' && isAbove(step)).length,
  letters: steps.filter(({ channel }) => channel === 'letter').length,
});

const isProvisionalBetween = (from: IsoDate, until: IsoDate, { officialYears }: Calendar): boolean =>
  !officialYears.has(Number(from.slice(0, 4))) || !officialYears.has(Number(until.slice(0, 4)));

interface Paper {
  on: IsoDate;
  at: Date;
}
interface Counting {
  papers: readonly Paper[];
  calendar: Calendar;
  after: AfterBy;
}

/** Instants of each step, for each paper: `[paper][step]`; none where the stage has no term. */
function instantsOf(rules: PolicyRules, urgency: Urgency, stage: ChaseStage, counting: Counting): Date[][] {
  const { papers, calendar, after } = counting;
  const steps = classOf(rules, urgency).steps[stage];
  return papers.flatMap(({ on, at }) => {
    const from = stage === 'work' ? dueWithin(on, WORK_DAYS, calendar).at : at;
    const deadline = deadlineOf(rules, { urgency, stage, owesWork: true, from, fixed: null }, calendar);
    return deadline === null ? [] : [stepInstants(deadline, steps, after)];
  });
}

function stepEffect(step: LadderStep, n: number, instants: readonly Date[][], counting: Counting): StepEffect {
  const { papers, calendar } = counting;
  const each = papers.map(({ on, at }, i) => {
    const stepAt = instants[i]![n]!;
    const stepOn = vnDate(stepAt);
    return { on, stepOn, milliseconds: stepAt.getTime() - at.getTime(), days: daysBetween(on, stepOn) };
  });
  const ordered = each.toSorted((a, b) => a.milliseconds - b.milliseconds);
  const usual = ordered[Math.floor((ordered.length - 1) / 2)]!;
  const latest = ordered.at(-1)!;
  return {
    step,
    usualDays: usual.days,
    usualHours: Math.round(usual.milliseconds / 3_600_000),
    latestDays: latest.days,
    latestIssuedOn: latest.on,
    onDayOff: each.filter(({ stepOn }) => !isWorkingDay(stepOn, calendar)).length,
    provisional: each.filter(({ on, stepOn }) => isProvisionalBetween(on, stepOn, calendar)).length,
  };
}

/** Whether an office is closed for the day at an instant: it is a day off, before it opens, or after it closed. */
function isOutOfHours(at: Date, calendar: Calendar): boolean {
  const on = vnDate(at);
  const stretches = openStretches(on, calendar);
  return !isWorkingDay(on, calendar) || at < stretches[0]![0] || at > stretches.at(-1)![1];
}

/** What the mails of a stage do where they do not wait for the mail of the day. */
function atOnceEffect(
  steps: readonly LadderStep[],
  instants: readonly Date[][],
  calendar: Calendar,
): ClassEffect['atOnce'] {
  const mails = instants.flatMap((of) => of.filter((_, n) => steps[n]!.channel === 'mail'));
  return { mails: mails.length, outOfHours: mails.filter((at) => isOutOfHours(at, calendar)).length };
}

/** Stage by stage, since each takes a while. */
function* classEffect(
  rules: PolicyRules,
  urgency: Urgency,
  counting: Counting,
  holidays: ReturnType<typeof holidaysOf>,
): Generator<void, ClassEffect> {
  const { atOnce: isAtOnce, steps: ladders } = classOf(rules, urgency);
  const perDay = new Map<IsoDate, number>();
  const stages: StageEffect[] = [];
  const atOnce = { mails: 0, outOfHours: 0 };
  for (const stage of CHASE_STAGES) {
    const steps = ladders[stage];
    const instants = instantsOf(rules, urgency, stage, counting);
    if (steps.length === 0 || instants.length === 0) continue;
    for (const on of instants.flat().map(vnDate)) perDay.set(on, (perDay.get(on) ?? 0) + 1);
    yield;
    stages.push({ stage, steps: steps.map((step, n) => stepEffect(step, n, instants, counting)), mails: mailsOf(steps) });
    yield;
    if (!isAtOnce) continue;
    const { mails, outOfHours } = atOnceEffect(steps, instants, counting.calendar);
    atOnce.mails += mails;
    atOnce.outOfHours += outOfHours;
    yield;
  }
  return {
    urgency,
    stages,
    atOnce,
    holidays: holidays.map(({ from, until }) => {
      let within = 0;
      for (let on = from; on <= until; on = plusDays(on, 1)) within += perDay.get(on) ?? 0;
      return { from, until, within, after: perDay.get(plusDays(until, 1)) ?? 0 };
    }),
  };
} // prettier-ignore

/**
 * What a policy does in a year: as if a paper were issued at nine on each working day, to a unit that never does anything,
 * and that is late in each stage on its own; its work is due ten working days after the issue. In pieces.
 * @param year  of the calendar; where its days off are not announced, or those of the next, what counts over them is provisional
 */
export function* yearEffect(rules: PolicyRules, year: number, calendar: Calendar): Generator<void, YearEffect> {
  const papers = datesOf(year)
    .filter((on) => isWorkingDay(on, calendar))
    .map((on): Paper => ({ on, at: vnInstant(on, ISSUED_AT) }));
  const counting: Counting = { papers, calendar, after: afterBy(calendar) };
  const holidays = holidaysOf(year, calendar);
  yield;
  const classes: ClassEffect[] = [];
  for (const urgency of URGENCIES) classes.push(yield* classEffect(rules, urgency, counting, holidays));
  return {
    year,
    papers: papers.length,
    isProvisional: isProvisionalBetween(`${year}-01-01`, `${year + 1}-01-01`, calendar),
    calendarVersion: calendar.version,
    classes,
  };
}
