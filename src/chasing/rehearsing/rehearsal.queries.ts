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
import { plusDays, vnDate } from '../../platform/vn-time.js';
import { afterBy, calendarsOf } from '../chase-rules.queries.js';
import { officeHoursOf, type OfficeHours } from '../digests/office-hours.js';
import { casesOf, reachedOf, superiorsOf, unreachedOf, type Reached, type Unreached } from './cases.queries.js';
import { daysOf, holidaysOf, type Holiday, type VirtualDay, type VirtualNotice } from './days.rules.js';
import { answered, timelineOf, type Answers, type VirtualRules, type VirtualStep } from './timeline.rules.js';

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
  /** Dates in a year whose notice is not known rest on assumptions. */
  provisional: boolean;
}

const MOST_UNITS = 50_000;
const UNREACHED_SHOWN = 50;
const DAYS_A_MONTH = 30;

/** The units of a directive that stand alike and work by one calendar. */
interface Timeline {
  unitIds: readonly string[];
  steps: readonly VirtualStep[];
}

/**
 * Rehearses the chase of a directive over virtual months: the rules of the chaser are asked, step by step, without a row
 * being written or a mail being queued.
 * @throws ProductError `not-found`, `too-large`
 */
export async function rehearse(db: Db, id: string, asked: Rehearsing): Promise<Rehearsal> {
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
  const ladders = classOf(directive.policy, directive.urgency);
  const superiors = await superiorsOf(db, directive, from);
  const offices = [...new Set([...unitIds, ...superiors.values(), directive.issuerId])];
  const reached = await reachedOf(db, offices, from);
  const timelines: Timeline[] = [];
  let waiting = 0;
  for (const { calendar, isOf } of await calendarsOf(db, unitIds)) {
    const rules = rulesOf(directive, ladders, calendar);
    for (const { row, unitIds: units } of cases)
      for (const isReached of [true, false]) {
        const mine = units.filter((unit) => isOf(unit) && reached.office.has(unit) === isReached);
        if (mine.length === 0) continue;
        const opened = directive.issuedAt ? row : rules.opened(row, from);
        const begun = answered(opened, rules, { at: from, isReached, answers: asked.answers });
        if (begun.receipt === 'expected' && begun.standing === 'inForce') waiting += mine.length;
        timelines.push({ unitIds: mine, steps: timelineOf(begun, rules, until) });
      }
  }
  const hours = await officeHoursOf(db, offices);
  const notices = noticesOf(timelines, { directive, superiors, reached });
  const days = daysOf(notices, (recipient) => officeOf(recipient, hours, reached), {
    atOnce: ladders.atOnce,
    mailsPerDay: mailsPerDay(directive.policy),
  });
  const national = await loadCalendar(db);
  const steps = stepsOf(timelines);
  const dead = unitIds.filter((unit) => !reached.office.has(unit));
  return {
    ...asked,
    directive,
    until,
    units: unitIds.length,
    waiting,
    steps,
    days,
    holidays: holidaysOf({ from: vnDate(from), to: plusDays(vnDate(until), 1) }, national, { steps, days }),
    unreached: {
      count: dead.length,
      units: await unreachedOf(db, dead, { on: directive.rosterOn, at: from, most: UNREACHED_SHOWN }),
    },
    provisional: steps.some(({ at }) => !national.officialYears.has(Number(vnDate(at).slice(0, 4)))),
  };
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

interface Recipients {
  directive: DirectiveRow;
  superiors: ReadonlyMap<string, string>;
  reached: Reached;
}

/** A leader with an address of its own gets mails of its own; the others share the mailbox of their office. */
const LEADER = ' leader';

function recipientOf(unitId: string, to: VirtualStep['to'], { directive, superiors, reached }: Recipients): string {
  const superior = superiors.get(unitId) ?? directive.issuerId;
  const office = { unit: unitId, leader: unitId, superior, superiorLeader: superior, issuer: directive.issuerId }[to];
  const isLeader = to === 'leader' || to === 'superiorLeader';
  return isLeader && reached.leader.has(office) ? `${office}${LEADER}` : office;
}

/** An official letter is told to who sends it, once for all units whose step it is on a day. */
function noticesOf(timelines: readonly Timeline[], recipients: Recipients): VirtualNotice[] {
  const letters = new Map<string, VirtualNotice>();
  const mails = timelines.flatMap(({ unitIds, steps }) =>
    steps.flatMap((step) => {
      if (step.channel === 'mail')
        return unitIds.map((unit) => ({ ...step, recipient: recipientOf(unit, step.to, recipients) }));
      const recipient = recipients.directive.issuerId;
      letters.set(`${recipient} ${step.stage} ${step.n} ${vnDate(step.at)}`, { ...step, recipient });
      return [];
    }),
  );
  return [...mails, ...letters.values()];
}

function officeOf(recipient: string, hours: ReadonlyMap<string, OfficeHours>, reached: Reached) {
  const isLeader = recipient.endsWith(LEADER);
  const office = isLeader ? recipient.slice(0, -LEADER.length) : recipient;
  return { ...hours.get(office)!, isReached: isLeader || reached.office.has(office) };
}

/** The steps with how many units take each, in the order of their instants. */
function stepsOf(timelines: readonly Timeline[]): RehearsedStep[] {
  const steps = new Map<string, RehearsedStep>();
  for (const { unitIds, steps: own } of timelines)
    for (const step of own) {
      const key = [step.at.toISOString(), step.stage, step.n, step.to, step.channel].join(' ');
      const known = steps.get(key);
      if (known) known.units += unitIds.length;
      else steps.set(key, { ...step, units: unitIds.length });
    }
  return [...steps.values()].toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.n - b.n);
}
