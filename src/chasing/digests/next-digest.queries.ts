import type { Db } from '../../platform/database/sql.js';
import { unavailable } from '../../platform/errors.js';
import { fromCursor, toCursor, type Page } from '../../platform/paging.js';
import { itemsWaiting } from './digest-items.queries.js';
import type { DigestItem } from './digest.rules.js';
import { officeHoursOf } from './office-hours.js';
import { digestAfter } from './slot.rules.js';
import { en } from './words.en.js';
import { vi } from './words.vi.js';

/** What the next digest of an office would say, and when. */
export interface NextDigest extends Page<DigestItem> {
  hour: string;
  /** When it is made, unless it has nothing to say then. */
  at: Date;
  /** All that waits for it. */
  total: number;
}

/**
 * What waits for the next digest of an office and is still owed, in the order of the mail.
 * @param now  business instant
 * @throws ProductError `unavailable` where the calendar of the office cannot be read
 */
export async function nextDigestOf(
  db: Db,
  unitId: string,
  { now, limit, cursor }: { now: Date; limit: number; cursor?: string | undefined },
): Promise<NextDigest> {
  const from = cursor ? Number(fromCursor(cursor, ['count'])[0]) : 0;
  const hours = (await officeHoursOf(db, [unitId])).get(unitId);
  const at = hours && digestAfter(now, hours);
  if (!at) throw noCalendar();
  const { items, total } = await itemsWaiting(db, unitId, { from, limit });
  return {
    hour: hours.hour,
    at,
    items,
    total,
    nextCursor: from + items.length < total && items.length > 0 ? toCursor([from + items.length]) : null,
  };
}

const noCalendar = (): Error => unavailable(vi.page.noCalendar, en.page.noCalendar);
