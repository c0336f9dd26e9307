import { calendarsOfUnits, dueWithin, loadCalendar, type Calendar } from '../calendar/index.js';
import { classOf, policyRulesSchema, type After, type ClassRules, type Urgency } from '../directives/index.js';
import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { vnDate } from '../platform/vn-time.js';

/** An instant so long after another: the close of the n-th working day, or minutes, which run day and night. */
export const afterBy =
  (calendar: Calendar) =>
  (from: Date, term: After): Date => {
    if ('minutes' in term) return new Date(from.getTime() + term.minutes * 60_000);
    return term.workingDays === 0 ? from : dueWithin(vnDate(from), term.workingDays, calendar).at;
  };

/**
 * The ladders by which a directive is chased, as they were frozen into it.
 * @throws ZodError where what was frozen is no policy: somebody changed the row
 */
export async function laddersOf(db: Db, directiveId: string): Promise<ClassRules> {
  const row = await firstOf(
    db,
    sql<{ policy: unknown; urgency: Urgency }>`select policy, coalesce(urgency, 'ordinary') as urgency
      from directive where id = ${directiveId}`,
  );
  return classOf(policyRulesSchema.parse(row!.policy), row!.urgency);
}

/** Units by the calendar that they work by, each once; the national one is last, for all that are in no other. */
export async function calendarsOf(
  db: Db,
  unitIds: readonly string[],
): Promise<{ calendar: Calendar; isOf: (unitId: string) => boolean }[]> {
  const own = await calendarsOfUnits(db, sql`(select unnest(${[...new Set(unitIds)]}::uuid[]) as unit_id)`);
  const ofOwn = new Set(own.flatMap((one) => one.unitIds));
  const local = own.map(({ calendar, unitIds: units }) => {
    const members = new Set(units);
    return { calendar, isOf: (unitId: string) => members.has(unitId) };
  });
  return [...local, { calendar: await loadCalendar(db), isOf: (unitId: string) => !ofOwn.has(unitId) }];
}
