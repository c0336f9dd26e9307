import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { previousWorkingDay, type Calendar } from '../../calendar/index.js';
import type { Locale } from '../../platform/caller.js';
import { paperWords } from '../../platform/components/paper.js';
import { vnDate, vnInstant, vnTime } from '../../platform/vn-time.js';
import { linkWords } from '../link.view.js';
import type { Deadline, DeadlineStatus } from './deadline.queries.js';

const STATUS: Readonly<Record<DeadlineStatus, ICalEventStatus>> = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
};
/** How often a calendar that subscribes is to look again. */
const AGAIN_SECONDS = 4 * 3600;

export interface CalendarWritten {
  deadlines: readonly Deadline[];
  /** Whose it is, as the calendar is called. */
  name: string;
  /** The address of the product. */
  publicUrl: string;
  locale: Locale;
  /** The working calendar, by which it is reminded one working day before. */
  working: Calendar;
  now: Date;
}

/**
 * Deadlines as a calendar by RFC 5545. Instants are in UTC: with a zone on the calendar the library writes floating times,
 * which every reader takes for its own. It says no more than the mail about a paper says.
 */
export function writeCalendar({ deadlines, name, publicUrl, locale, working, now }: CalendarWritten): string {
  const words = linkWords(locale).calendar;
  const calendar = ical({
    name,
    prodId: { company: 'Thông Suốt', product: 'deadlines', language: locale.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: AGAIN_SECONDS,
  });
  for (const { assignmentId, kind, at, status, provisional, version, paper } of deadlines) {
    const url = `${publicUrl}/assignments/${assignmentId}`;
    const event = calendar.createEvent({
      id: `${assignmentId}-${kind}@thongsuot`,
      sequence: version,
      stamp: now,
      start: at,
      end: at,
      summary: words.summary[kind](paperWords(paper, locale), paper.subject),
      description: [
        ...(status === 'tentative' ? [words.stands] : []),
        ...(provisional && status === 'confirmed' ? [words.provisional] : []),
        url,
      ].join('\n'),
      url,
      status: STATUS[status],
      transparency: ICalEventTransparency.TRANSPARENT,
    });
    if (status === 'confirmed') event.createAlarm({ type: ICalAlarmType.display, trigger: dayBefore(at, working) });
  }
  return calendar.toString();
}

/** The same time of the working day before. */
const dayBefore = (at: Date, working: Calendar): Date => vnInstant(previousWorkingDay(vnDate(at), working), vnTime(at));
