import {
  calendarParts,
  calendarsOfUnits,
  loadCalendar,
  movedDeadline,
  type CalendarPart,
} from '../../calendar/index.js';
import { deadlinesAt, type DirectiveContent, type DirectiveRow } from '../../directives/index.js';
import { sql, type Db } from '../../platform/database/sql.js';
import type { TermInForce } from './duty-classes.queries.js';

/** What an amendment tells of deadlines; the hour and date of receipt come from it where it names them. */
type Terms = Pick<DirectiveContent, 'dueOn' | 'dueOperator' | 'dueHour'>;

const unitsOf = ({ cascadeId, id }: DirectiveRow) =>
  sql`(select unit_id from assignment where cascade_id = ${cascadeId} and directive_id = ${id})`;

/**
 * The deadline in force, with what it is for units that work by a calendar of their own: as it was counted when the paper
 * came to them, or as it was moved when their calendar changed after that.
 */
export async function termInForce(db: Db, row: DirectiveRow, before: DirectiveContent): Promise<TermInForce> {
  const { workDueAt } = before;
  const own = workDueAt === null ? [] : await calendarsOfUnits(db, unitsOf(row));
  if (workDueAt === null || own.length === 0) return { workDueAt, byOwnCalendar: [] };
  const national = await loadCalendar(db);
  return {
    workDueAt,
    byOwnCalendar: own.map(({ calendar, unitIds }) => {
      const counted = deadlinesAt({ ...row, ...before, acknowledgeBy: null }, row.now, calendar).work;
      const moved = movedDeadline({ due: workDueAt, counting: 'date', begins: null }, national, calendar);
      return { unitIds, dueAt: counted === null ? [moved] : [counted, moved] };
    }),
  };
}

/** Units that work by one calendar, and their deadlines under an amendment. */
export interface AmendedPart extends Pick<CalendarPart, 'has'> {
  receiptDueAt: Date;
  workDueAt: Date | null;
}

/**
 * The deadlines that an amendment gives, by the calendar of each unit. A date that is a day off there, so that the working
 * day before it is over already, ends with the next working day: nobody is told a deadline that has passed.
 */
export async function amendedParts(
  db: Db,
  row: DirectiveRow,
  { acknowledgeBy, ...term }: Terms & { acknowledgeBy: Date | null },
): Promise<AmendedPart[]> {
  const asked = { ...term, acknowledgeBy, policy: row.policy, urgency: row.urgency };
  const national = await loadCalendar(db);
  const { work } = deadlinesAt(asked, row.now, national);
  return (await calendarParts(db, unitsOf(row))).map(({ calendar, has }) => {
    const own = deadlinesAt(asked, row.now, calendar);
    const isOver = own.work !== null && own.work <= row.now && work !== null;
    const moved = isOver ? movedDeadline({ due: work, counting: 'date', begins: null }, national, calendar) : own.work;
    return { has, receiptDueAt: own.receipt, workDueAt: moved };
  });
}
