import { changedCalendar, chainsOf, loadScopes, NATIONAL, type ScopeChange } from '../calendar/index.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { invalid } from '../platform/errors.js';
import { formatVnDate, type IsoDate } from '../platform/vn-time.js';
import { closedTooLong, CLOSED_AT_MOST } from './change.rules.js';

/**
 * Refuses a change by which, with what stands already, some unit had no working day for longer than a year.
 * @throws ProductError `invalid` with the field
 */
export async function mustStayOpen(db: Db, change: ScopeChange): Promise<void> {
  const days = change.days.map(({ on }) => on);
  for (const chain of days.length === 0 ? [] : await chainsUnder(db, change.scope)) {
    const { now } = await changedCalendar(db, change, chain);
    const from = closedTooLong(days, now);
    if (from) throw closed(from);
  }
}

/** The scopes of each calendar that a change is part of. */
async function chainsUnder(db: Db, scope: string): Promise<string[][]> {
  const isNational = scope === NATIONAL;
  const scopes = [...new Set([...(await loadScopes(db)), ...(isNational ? [] : [scope])])];
  const rows = await rowsOf(
    db,
    sql<{ chain: string }>`select distinct chain from ${chainsOf(scopes)} c
      where ${isNational ? sql`true` : sql`${scope} = any(string_to_array(c.chain, ' '))`}`,
  );
  return [...(isNational ? [[]] : []), ...rows.map(({ chain }) => chain.split(' '))];
}

const closed = (from: IsoDate) =>
  invalid(
    `Cùng với những ngày nghỉ đã có, từ ngày ${formatVnDate(from, 'vi')} sẽ không còn ngày làm việc nào trong hơn ${CLOSED_AT_MOST} ngày liền: mọi thời hạn và thư nhắc không có ngày để rơi vào. Hãy bớt ngày, hoặc bỏ ngày nghỉ đã nhập.`,
    `With the days that are off already there would be no working day for more than ${CLOSED_AT_MOST} days from ${formatVnDate(from, 'en')} on: no deadline and no reminder would have a day to come on. Name fewer days, or take out days that were entered.`,
    { field: 'days' },
  );
