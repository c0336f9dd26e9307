import { isWorkingDay, type Calendar } from '../../calendar/index.js';
import { plusDays, vnDate, type IsoDate } from '../../platform/vn-time.js';
import { digestAfter } from '../digests/slot.rules.js';
import type { Told } from './told.rules.js';
import type { VirtualStep } from './timeline.rules.js';

/** What would be mailed on one day. */
export interface VirtualDay {
  on: IsoDate;
  /** Mails of that day: digests, and those of urgent papers on their own. */
  mails: number;
  digests: number;
  atOnce: number;
  /** Notices that the mails of that day say. */
  notices: number;
  /** Notices of urgent papers over the limit of an office: they waited for the next digest. */
  deferred: number;
  /** Notices to offices that no mail reaches. */
  unreached: number;
  /** Notices to offices whose calendar names no day for a digest, or cannot be read: they wait for none. */
  noDigest: number;
}

interface Sending {
  /** Whether notices of this paper go out at once. */
  atOnce: boolean;
  mailsPerDay: number;
}

type Figures = Omit<VirtualDay, 'on'>;
/** Adds to the figures of a day. */
type Adding = (on: IsoDate, figures: Partial<Figures>) => void;
const EMPTY: Figures = { mails: 0, digests: 0, atOnce: 0, notices: 0, deferred: 0, unreached: 0, noDigest: 0 };

/** Notices that are reckoned in one piece. */
const PIECE = 500;

/** The mails to one recipient, however many are alike. */
function* mailsOf({ office, notices }: Told, { atOnce, mailsPerDay }: Sending, add: Adding): Generator<void> {
  const digests = new Map<IsoDate, Date>();
  const sent = new Map<IsoDate, number>();
  let lastSent: number | undefined;
  for (const [i, { at, times }] of notices.entries()) {
    if (i % PIECE === PIECE - 1) yield;
    const today = vnDate(at);
    if (!office.isReached) {
      add(today, { unreached: times });
      continue;
    }
    if (atOnce && lastSent === at.getTime()) {
      add(today, { notices: times });
      continue;
    }
    const digest = digests.get(today);
    const kept = digest !== undefined && digest <= at ? 0 : 1; // a mail of the day, for its digest
    const mailed = (sent.get(today) ?? 0) + 1 - kept;
    if (atOnce && mailsPerDay - mailed - kept > 0) {
      lastSent = at.getTime();
      sent.set(today, (sent.get(today) ?? 0) + 1);
      add(today, { mails: 1, atOnce: 1, notices: times });
      continue;
    }
    if (atOnce) add(today, { deferred: times });
    const slot = office.hours && digestAfter(at, office.hours);
    if (!slot) {
      add(today, { noDigest: times });
      continue;
    }
    const on = vnDate(slot);
    add(on, { notices: times, ...(digests.has(on) ? {} : { mails: 1, digests: 1 }) });
    digests.set(on, slot);
  }
}

/**
 * The mails that notices come to: one digest an office and working day, those of urgent papers at once while the mails of
 * the day last, one for all that falls due in one moment. In pieces.
 */
export function* daysOf(told: readonly Told[], sending: Sending): Generator<void, VirtualDay[]> {
  const days = new Map<IsoDate, Figures>();
  for (const one of told) {
    const add: Adding = (on, figures) => {
      const day = days.get(on) ?? { ...EMPTY };
      days.set(on, day);
      for (const [name, n] of Object.entries(figures)) day[name as keyof Figures] += n * one.recipients;
    };
    yield* mailsOf(one, sending, add);
    yield;
  }
  return [...days].map(([on, day]) => ({ on, ...day })).toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

/** Days off in a row that are more than a weekend, as a directive meets them. */
export interface Holiday {
  from: IsoDate;
  to: IsoDate;
  days: number;
  /** Steps that fall on them; those of urgent papers do not wait. */
  steps: number;
  /** Mails of the first working day after: what waited comes then. */
  mailsAfter: number;
}

const LONGEST_WEEKEND = 2;

/** The holidays between two days, with what falls into them. */
export function holidaysOf(
  { from, to }: { from: IsoDate; to: IsoDate },
  calendar: Calendar,
  { steps, days }: { steps: readonly Pick<VirtualStep, 'at'>[]; days: readonly VirtualDay[] },
): Holiday[] {
  const stepsOn = new Map<IsoDate, number>();
  for (const { at } of steps) stepsOn.set(vnDate(at), (stepsOn.get(vnDate(at)) ?? 0) + 1);
  const mailsOn = new Map(days.map(({ on, mails }) => [on, mails]));
  const found: Holiday[] = [];
  let off: IsoDate[] = [];
  for (let on = from; on <= to; on = plusDays(on, 1)) {
    if (!isWorkingDay(on, calendar)) {
      off.push(on);
      continue;
    }
    if (off.length > LONGEST_WEEKEND)
      found.push({
        from: off[0]!,
        to: off.at(-1)!,
        days: off.length,
        steps: off.reduce((sum, day) => sum + (stepsOn.get(day) ?? 0), 0),
        mailsAfter: mailsOn.get(on) ?? 0,
      });
    off = [];
  }
  return found;
}
