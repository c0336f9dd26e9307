import { dueWithin, receiptDueAt, workingDaysBetween, type Calendar } from '../calendar/index.js';
import { vnDate } from '../platform/vn-time.js';

/**
 * What becomes of a deadline when a duty moves: it stays, its whole term runs again, or it ends n working days after
 * the old one (after the move, where the old one has passed).
 */
export type DutyClock = { rule: 'keep' } | { rule: 'restart' } | { rule: 'add'; workingDays: number };

/** When duties move, and by which calendar terms are counted. */
export interface Moving {
  at: Date;
  calendar: Calendar;
}

const added = (old: Date, workingDays: number, { at, calendar }: Moving): Date =>
  dueWithin(vnDate(old > at ? old : at), workingDays, calendar).at;

/**
 * When the receipt of a successor falls due. It is never due before the successor could hear of it: a deadline that has
 * passed, or none as yet, is the policy's term from the move.
 * @param workingDays  the term of the directive's policy
 */
export function receiptOfSuccessor(
  old: Date | null,
  clock: DutyClock,
  { workingDays, ...moving }: Moving & { workingDays: number },
): Date {
  if (clock.rule === 'add') return added(old ?? moving.at, clock.workingDays, moving);
  if (clock.rule === 'keep' && old !== null && old > moving.at) return old;
  return receiptDueAt(moving.at, { workingDays }, moving.calendar).at;
}

/**
 * When the work of a successor falls due; null stays null. Kept, an overdue duty is overdue from its first day.
 * @param issuedAt  when the directive was issued: the term that runs again is the working days from then to the deadline
 */
export function workOfSuccessor(
  old: Date | null,
  clock: DutyClock,
  { issuedAt, ...moving }: Moving & { issuedAt: Date },
): Date | null {
  if (old === null || clock.rule === 'keep') return old;
  if (clock.rule === 'add') return added(old, clock.workingDays, moving);
  const given = workingDaysBetween(vnDate(issuedAt), vnDate(old), moving.calendar);
  return dueWithin(vnDate(moving.at), Math.max(given, 0), moving.calendar).at;
}
