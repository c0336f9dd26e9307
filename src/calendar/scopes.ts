import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { ProductError } from '../platform/errors.js';
import { vnDate } from '../platform/vn-time.js';
import { NATIONAL } from './calendar.entity.js';
import { loadCalendar, loadNational, loadScopes, loadVersion, versionInForce } from './calendar.js';
import { mustHaveHours, type Calendar } from './working-days.rules.js';

/** Today in Việt Nam, by the business clock. */
const TODAY = sql`(business_now() at time zone 'Asia/Ho_Chi_Minh')::date`;

/**
 * Units whose calendar differs from the national one, with `unit_id` and `chain`: the codes of the scopes that hold for
 * them, the farthest first, with a space between. A scope holds for its unit and for all below it on the administrative
 * line today.
 * @param scopes  codes of units that have days of their own
 * @param on  an expression of another date whose tree is asked
 */
export const chainsOf = (scopes: readonly string[], on: RawBuilder<unknown> = TODAY): RawBuilder<unknown> => sql`(
  select unit_id, string_agg(code, ' ' order by depth desc) as chain from (
    select u.id as unit_id, u.code, 0 as depth from unit u where u.code = any(${scopes}::text[])
    union all
    select a.unit_id, u.code, a.depth from unit u join unit_ancestry a on a.ancestor_id = u.id and a.line = 'administrative'
      and a.valid_from <= ${on} and (a.valid_to is null or a.valid_to > ${on})
    where u.code = any(${scopes}::text[])) held group by unit_id)`;

/**
 * Whether an instant lies in a year whose notice is not known, as SQL; a rule over the calendar, so that the notice ends it.
 * @param at  an expression of an instant
 */
export const isProvisionalIn = (at: RawBuilder<unknown>): RawBuilder<unknown> => sql`(${at} is not null and not exists (
  select 1 from calendar_year y where y.scope = ${sql.lit(NATIONAL)} and y.status = 'official'
    and y.year = extract(year from ${at} at time zone 'Asia/Ho_Chi_Minh')))`;

/** The calendar that a unit works by. Where no scope has days of its own, it costs what the national one costs. */
export async function calendarOfUnit(db: Db, unitId: string): Promise<Calendar> {
  const { calendar, scopes } = await loadNational(db);
  if (scopes.length === 0) return calendar;
  const held = await firstOf(
    db,
    sql<{ chain: string }>`select chain from ${chainsOf(scopes)} c where unit_id = ${unitId}`,
  );
  return held ? loadCalendar(db, held.chain.split(' ')) : calendar;
}

/**
 * The calendar that a unit worked by at a past instant, as it was known then: the version in force, and the tree of that day.
 * @returns the version that was in force beside it; the calendar is of another, the present one, where that cannot be read again
 */
export async function calendarKnownAt(
  db: Db,
  unitId: string,
  at: Date,
): Promise<{ calendar: Calendar; inForce: number }> {
  const inForce = await versionInForce(db, at);
  try {
    const { calendar, scopes } = await loadVersion(db, inForce);
    if (scopes.length === 0) return { calendar, inForce };
    const held = await firstOf(
      db,
      sql<{
        chain: string;
      }>`select chain from ${chainsOf(scopes, sql`${vnDate(at)}::date`)} c where unit_id = ${unitId}`,
    );
    return { calendar: held ? (await loadVersion(db, inForce, held.chain.split(' '))).calendar : calendar, inForce };
  } catch (error) {
    if (!(error instanceof ProductError) || error.code !== 'not-possible-now') throw error;
    return { calendar: await calendarOfUnit(db, unitId), inForce };
  }
}

/** Some units by the codes of the scopes that hold for them, where they have days of their own. */
async function heldBy(db: Db, units: RawBuilder<unknown>): Promise<{ chain: string[]; unitIds: string[] }[]> {
  const scopes = await loadScopes(db);
  if (scopes.length === 0) return [];
  const held = await rowsOf(
    db,
    sql<{ chain: string; unitIds: string[] }>`select c.chain, array_agg(distinct c.unit_id) as "unitIds"
      from ${units} u join ${chainsOf(scopes)} c on c.unit_id = u.unit_id group by c.chain order by c.chain`,
  );
  return held.map(({ chain, unitIds }) => ({ chain: chain.split(' '), unitIds }));
}

/**
 * Units by the calendar that they work by, each calendar once; those that work by the national one are left out.
 * @param units  a relation in brackets with `unit_id`
 */
export async function calendarsOfUnits(
  db: Db,
  units: RawBuilder<unknown>,
): Promise<{ calendar: Calendar; unitIds: string[] }[]> {
  const counted: { calendar: Calendar; unitIds: string[] }[] = [];
  for (const { chain, unitIds } of await heldBy(db, units))
    counted.push({ calendar: await loadCalendar(db, chain), unitIds });
  return counted;
}

/**
 * The same for who can go on without some of them: a calendar that cannot be read, or not be counted by, holds up its own
 * units alone.
 * @returns with those units as `unread`
 */
export async function readableCalendarsOf(
  db: Db,
  units: RawBuilder<unknown>,
): Promise<{ own: { calendar: Calendar; unitIds: string[] }[]; unread: string[] }> {
  const own: { calendar: Calendar; unitIds: string[] }[] = [];
  const unread: string[] = [];
  for (const { chain, unitIds } of await heldBy(db, units)) {
    try {
      const calendar = await loadCalendar(db, chain);
      mustHaveHours(calendar);
      own.push({ calendar, unitIds });
    } catch (error) {
      if (isOfTheDatabase(error)) throw error;
      unread.push(...unitIds);
    }
  }
  return { own, unread };
}

/** It says nothing of one calendar, and the transaction is over. */
const isOfTheDatabase = (error: unknown): boolean => /^[0-9A-Z]{5}$/.test(String((error as { code?: unknown }).code));

/** Some units, and the calendar that they work by. */
export interface CalendarPart {
  calendar: Calendar;
  /** Whether a unit is among them, as SQL. @param unitId  an expression of its id */
  has: (unitId: RawBuilder<unknown>) => RawBuilder<boolean>;
}

/**
 * Units parted by the calendar that they work by: those with one of their own, and, last, all others. For acts on many
 * that count a term once for each part; without calendars of their own there is one part, and nothing more is read.
 * @param units  a relation in brackets with `unit_id`
 */
export async function calendarParts(db: Db, units: RawBuilder<unknown>): Promise<CalendarPart[]> {
  const own = await calendarsOfUnits(db, units);
  const ofOwn = own.flatMap(({ unitIds }) => unitIds);
  const { calendar } = await loadNational(db);
  return [
    ...own.map((one) => ({
      calendar: one.calendar,
      has: (unitId: RawBuilder<unknown>) => sql<boolean>`${unitId} = any(${one.unitIds}::uuid[])`,
    })),
    {
      calendar,
      has: (unitId) => (ofOwn.length === 0 ? sql<boolean>`true` : sql<boolean>`${unitId} <> all(${ofOwn}::uuid[])`),
    },
  ];
}
