import { setImmediate as pause } from 'node:timers/promises';
import { loadCalendar, receiptDueAt, type Calendar } from '../../calendar/index.js';
import {
  classOf,
  deadlinesAt,
  directiveById,
  mailsPerDay,
  type ClassRules,
  type DirectiveRow,
} from '../../directives/index.js';
import type { Db } from '../../platform/database/sql.js';
import { tooLarge } from '../../platform/errors.js';
import { inTurns } from '../../platform/in-turns.js';
import { plusDays, vnDate } from '../../platform/vn-time.js';
import { afterBy } from '../chase-rules.queries.js';
import { officeHoursOf, type OfficeHours } from '../digests/office-hours.js';
import {
  casesOf,
  reachedOf,
  superiorsOf,
  unreachedOf,
  type Cases,
  type Reached,
  type Unreached,
} from './cases.queries.js';
import { daysOf, holidaysOf, type Holiday, type VirtualDay } from './days.rules.js';
import { answered, timelineOf, type Answers, type VirtualRules, type VirtualStep } from './timeline.rules.js';
import { toldOf, type Timeline } from './told.rules.js';

/** What is rehearsed. */
export interface Rehearsing {
  /** Business instant of the start: of a draft, when it is issued. */
  from: Date;
  /** 30 days each. */
  months: number;
  answers: Answers;
}

/** Units of which the chaser takes the same step at the same instant. */
export interface RehearsedStep extends VirtualStep {
  units: number;
}

/** What chasing a directive would come to, if its units did nothing, or acknowledged and then did nothing. */
export interface Rehearsal extends Rehearsing {
  directive: DirectiveRow;
  until: Date;
  units: number;
  /** Units that wait for their superior, and are chased for nothing. */
  waiting: number;
  steps: RehearsedStep[];
  days: VirtualDay[];
  holidays: Holiday[];
  unreached: { count: number; units: Unreached[] };
  /** Units whose calendar cannot be read: the chaser leaves them alone until it is mended. */
  unread: { count: number; units: Pick<Unreached, 'code' | 'name'>[] };
  /** Dates in a year whose notice is not known rest on assumptions. */
  provisional: boolean;
}

const MOST_UNITS = 50_000;
/** Of units that are named. */
const UNITS_SHOWN = 50;
const DAYS_A_MONTH = 30;

/**
 * Rehearses the chase of a directive over virtual months: the rules of the chaser are asked, step by step, without a row
 * being written or a mail being queued; in pieces, so that others are served meanwhile.
 * @param stop  ends it: nobody waits for the answer any more
 * @throws ProductError `not-found`, `too-large`; what `stop` was aborted with
 */
export async function rehearse(db: Db, id: string, asked: Rehearsing, stop?: AbortSignal): Promise<Rehearsal> {
  const directive = await directiveById(db, id);
  const cases = await casesOf(db, directive);
  const unitIds = cases.flatMap((one) => one.unitIds);
  if (unitIds.length > MOST_UNITS)
    throw tooLarge(
      `Văn bản có ${unitIds.length} đơn vị; chỉ diễn thử được đến ${MOST_UNITS} đơn vị.`,
      `The directive has ${unitIds.length} units; ${MOST_UNITS} at most are rehearsed.`,
    );
  const { from } = asked;
  const until = new Date(from.getTime() + asked.months * DAYS_A_MONTH * 86_400_000);
  // what is read of so many units is taken in a while: others get their turn in between
  await pause();
  const superiors = await superiorsOf(db, directive, from);
  await pause();
  const offices = [...new Set([...unitIds, ...superiors.values(), directive.issuerId])];
  await pause();
  const reached = await reachedOf(db, offices, from);
  await pause();
  const hours = await officeHoursOf(db, offices);
  await pause();
  const national = await loadCalendar(db);
  const reckoned = await inTurns(
    reckoning({ ...asked, directive, cases, until, superiors, reached, hours, national }),
    stop,
  );
  const dead = unitIds.filter((unit) => !reached.office.has(unit));
  const unread = unitIds.filter((unit) => !hours.has(unit));
  const shown = { on: directive.rosterOn, at: from, most: UNITS_SHOWN };
  return {
    ...asked,
    ...reckoned,
    directive,
    until,
    units: unitIds.length,
    unreached: { count: dead.length, units: await unreachedOf(db, dead, shown) },
    unread: {
      count: unread.length,
      units: (await unreachedOf(db, unread, shown)).map(({ code, name }) => ({ code, name })),
    },
  };
}

/** What the rules are asked with. */
interface Known extends Rehearsing {
  directive: DirectiveRow;
  cases: readonly Cases[];
  until: Date;
  superiors: ReadonlyMap<string, string>;
  reached: Reached;
  hours: ReadonlyMap<string, OfficeHours>;
  national: Calendar;
}

/** What comes of it. In pieces. */
function* reckoning(
  known: Known,
): Generator<void, Pick<Rehearsal, 'waiting' | 'steps' | 'days' | 'holidays' | 'provisional'>> {
  const { directive, from, until, superiors, reached, hours, national } = known;
  const { timelines, waiting } = yield* timelinesOf(known);
  const told = yield* toldOf(timelines, {
    issuerId: directive.issuerId,
    superiors,
    leaders: reached.leader,
    officeOf: (office) => ({ hours: hours.get(office), isReached: reached.office.has(office) }),
  });
  const { atOnce } = classOf(directive.policy, directive.urgency);
  const days = yield* daysOf(told, { atOnce, mailsPerDay: mailsPerDay(directive.policy) });
  const steps = yield* stepsOf(timelines);
  const holidays = holidaysOf({ from: vnDate(from), to: plusDays(vnDate(until), 1) }, national, { steps, days });
  const dates = [...steps.map(({ at }) => vnDate(at)), ...holidays.map((holiday) => holiday.from)];
  return {
    waiting,
    steps,
    days,
    holidays,
    provisional: dates.some((on) => !national.officialYears.has(Number(on.slice(0, 4)))),
  };
}

/** Units that work by one calendar, and that a mail reaches or does not. */
interface Part {
  calendar: Calendar;
  isReached: boolean;
  unitIds: string[];
}

/** Units that are gone over in one piece. */
const PIECE = 2000;

/** Units by their calendar; those whose calendar cannot be read are left out. In pieces. */
function* parted(
  unitIds: readonly string[],
  { hours, reached }: Pick<Known, 'hours' | 'reached'>,
): Generator<void, Part[]> {
  const parts = new Map<string, Part>();
  for (const [i, unitId] of unitIds.entries()) {
    if (i % PIECE === PIECE - 1) yield;
    const calendar = hours.get(unitId)?.calendar;
    if (!calendar) continue;
    const isReached = reached.office.has(unitId);
    const key = `${calendar.scope} ${isReached}`;
    const part = parts.get(key) ?? { calendar, isReached, unitIds: [] };
    parts.set(key, part);
    part.unitIds.push(unitId);
  }
  return [...parts.values()];
}

/** The steps with the units that stand alike, and how many units wait for their superior. In pieces. */
function* timelinesOf(known: Known): Generator<void, { timelines: Timeline[]; waiting: number }> {
  const { directive, from, until, answers } = known;
  const ladders = classOf(directive.policy, directive.urgency);
  const timelines: Timeline[] = [];
  let waiting = 0;
  for (const { row, unitIds: units } of known.cases)
    for (const { calendar, isReached, unitIds } of yield* parted(units, known)) {
      const rules = rulesOf(directive, ladders, calendar);
      const opened = directive.issuedAt ? row : rules.opened(row, from);
      const begun = answered(opened, rules, { at: from, isReached, answers });
      if (begun.receipt === 'expected' && begun.standing === 'inForce') waiting += unitIds.length;
      timelines.push({ unitIds, steps: timelineOf(begun, rules, until) });
      yield;
    }
  return { timelines, waiting };
}

type Opening = (row: Parameters<typeof timelineOf>[0], at: Date) => Parameters<typeof timelineOf>[0];

function rulesOf(directive: DirectiveRow, ladders: ClassRules, calendar: Calendar): VirtualRules & { opened: Opening } {
  const receiptAt = (at: Date): Date => receiptDueAt(at, ladders.receipt, calendar).at;
  return {
    ladders,
    after: afterBy(calendar),
    receiptDueAt: receiptAt,
    opened: (row, at) => {
      const due = deadlinesAt(directive, at, calendar);
      const workDueAt = row.context.owesWork ? due.work : null;
      if (row.receipt === 'expected') return { ...row, workDueAt };
      return { ...row, workDueAt, receiptDueAt: due.receipt, remindAt: due.receipt };
    },
  };
}

/** The steps with how many units take each, in the order of their instants. In pieces. */
function* stepsOf(timelines: readonly Timeline[]): Generator<void, RehearsedStep[]> {
  const steps = new Map<string, RehearsedStep>();
  for (const { unitIds, steps: own } of timelines) {
    for (const step of own) {
      const key = [step.at.getTime(), step.stage, step.n, step.to, step.channel].join(' ');
      const known = steps.get(key);
      if (known) known.units += unitIds.length;
      else steps.set(key, { ...step, units: unitIds.length });
    }
    yield;
  }
  return [...steps.values()].toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.n - b.n);
}
