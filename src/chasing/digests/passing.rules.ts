import type { DayOf, Recipient, WaitingNotice } from './waiting.queries.js';

type Urgent = Pick<WaitingNotice, 'cascadeId' | 'id' | 'unitId' | 'person' | 'mailsPerDay'>;

/** Which urgent notices go out now, and what that is on the days of their recipients. */
export interface Passing {
  now: Urgent[];
  days: (Recipient & { mails: number; deferred: number; digestId: null })[];
}

/**
 * Lets urgent notices go, the first first, while the mails of the day last. One of them is kept for the digest of the day
 * until it was made, so that the limit holds with it.
 * @param days  what each recipient was sent today
 */
export function letGoOf(urgent: readonly Urgent[], days: readonly DayOf[]): Passing {
  const passing: Passing = { now: [], days: [] };
  const today = new Map(days.map((day) => [`${day.unitId} ${day.person}`, { ...day, sent: 0, over: 0 }]));
  for (const notice of urgent) {
    const day = today.get(`${notice.unitId} ${notice.person}`);
    if (!day) throw new Error(`the day of ${notice.unitId} is not held`);
    const left = notice.mailsPerDay - day.mails - day.sent - (day.hasDigest ? 0 : 1);
    if (left > 0) {
      passing.now.push(notice);
      day.sent++;
    } else day.over++;
  }
  for (const { unitId, person, sent, over } of today.values())
    passing.days.push({ unitId, person, mails: sent, deferred: over, digestId: null });
  return passing;
}
