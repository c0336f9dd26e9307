import { z } from 'zod';
import { sign, signed } from './signed-text.rules.js';

/** What the address of a calendar shows its bearer: the deadlines of one unit, until an instant or until it is revoked. */
export interface CalendarLink {
  unitId: string;
  /** That of the unit when the address was made; revoking it makes the next. */
  generation: number;
  expiresAt: Date;
}

const PURPOSE = 'calendar.v1';
const content = z.tuple([z.uuid(), z.int(), z.int()]);

/** The token of an address that a calendar subscribes to; it reads, and never acts. */
export const calendarToken = (key: Uint8Array, { unitId, generation, expiresAt }: CalendarLink): string =>
  sign(key, PURPOSE, [unitId, Math.floor(expiresAt.getTime() / 1000), generation]);

/**
 * Reads a token back. Expiry is judged by the instant passed in.
 * @returns what it shows, or why it is refused
 */
export function calendarLinkOf(key: Uint8Array, token: string, now: Date): CalendarLink | 'forged' | 'expired' {
  const parsed = content.safeParse(signed(key, PURPOSE, token));
  if (!parsed.success) return 'forged';
  const [unitId, expiry, generation] = parsed.data;
  const expiresAt = new Date(expiry * 1000);
  return expiresAt.getTime() <= now.getTime() ? 'expired' : { unitId, generation, expiresAt };
}
