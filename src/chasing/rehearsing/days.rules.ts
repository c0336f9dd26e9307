import { isWorkingDay, type Calendar } from '../../calendar/index.js';
import { plusDays, vnDate, type IsoDate } from '../../platform/vn-time.js';
import { nextDigestAt } from '../digests/slot.rules.js';
import type { VirtualStep } from './timeline.rules.js';

/** A notice that the chaser would queue, to one recipient: an office, or the leader of one. */
export interface VirtualNotice extends VirtualStep {
  to: VirtualStep['to'];
  recipient: string;
}

/** A recipient: the hour of its digest, its calendar, and whether a mail reaches it. */
export interface VirtualOffice {
  hour: string;
  calendar: Calendar;
  isReached: boolean;
}

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
}

interface Sending {
  /** Whether notices of this paper go out at once. */
  atOnce: boolean;
  mailsPerDay: number;
}

const EMPTY = { mails: 0, digests: 0, atOnce: 0, notices: 0, deferred: 0, unreached: 0 };

/**
 * The mails that notices come to: one digest an office and working day, those of urgent papers at once while the mails of
 * the day last, one for all that falls due in one moment.
 */
export function daysOf(
  notices: readonly VirtualNotice[],
  officeOf: (recipient: string) => VirtualOffice,
  { atOnce, mailsPerDay }: Sending,
): VirtualDay[] {
  const days = new Map<IsoDate, VirtualDay>();
  const dayOf = (on: IsoDate): VirtualDay => {
    const day = days.get(on) ?? { on, ...EMPTY };
    days.set(on, day);
    return day;
  };
  const digests = new Map<string, Date>();
  const sentAt = new Map<string, number>();
  const sent = new Map<string, number>();
  for (const { recipient, at } of notices.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const office = officeOf(recipient);
    const today = `${recipient} ${vnDate(at)}`;
    if (!office.isReached) {
      dayOf(vnDate(at)).unreached++;
      continue;
    }
    const digest = digests.get(today);
    const hasDigest = digest !== undefined && digest <= at;
    const mailed = (sent.get(today) ?? 0) + Number(hasDigest);
    if (atOnce && sentAt.get(recipient) === at.getTime()) {
      dayOf(vnDate(at)).notices++;
      continue;
    }
    if (atOnce && mailsPerDay - mailed - (hasDigest ? 0 : 1) > 0) {
      sentAt.set(recipient, at.getTime());
      sent.set(today, (sent.get(today) ?? 0) + 1);
      const day = dayOf(vnDate(at));
      day.mails++;
      day.atOnce++;
      day.notices++;
      continue;
    }
    if (atOnce) dayOf(vnDate(at)).deferred++;
    const slot = nextDigestAt(at, office.hour, office.calendar);
    const day = dayOf(vnDate(slot));
    const key = `${recipient} ${vnDate(slot)}`;
    day.notices++;
    if (digests.has(key)) continue;
    digests.set(key, slot);
    day.mails++;
    day.digests++;
  }
  return [...days.values()].toSorted((a, b) => (a.on < b.on ? -1 : 1));
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
