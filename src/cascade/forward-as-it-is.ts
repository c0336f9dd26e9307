import { actOnMany, mustBeWithinReach, ofUnits, openAssignments, type HeldAssignment } from '../assignments/index.js';
import { loadCalendar, type Calendar, type DueOperator } from '../calendar/index.js';
import { ownTerms } from './own-terms.js';
import { deadlinesAt, directiveById, dutyTermsOf, type DirectiveRow } from '../directives/index.js';
import type { Caller } from '../platform/caller.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { invalid } from '../platform/errors.js';
import { vnDate } from '../platform/vn-time.js';
import { resolveAddressees } from '../units/index.js';
import { afterRecall, onlyAnew } from './own-dispatch/after-recall.queries.js';

/** To whom a paper is passed on as it is, and until when; nobody named: to all who wait for this relay. */
export interface AsItIs {
  to: readonly string[];
  dueOn?: string | undefined;
  dueOperator?: DueOperator | undefined;
}

interface Child {
  cascadeId: string;
  id: string;
  unitId: string;
  /** For this relay; what a reorganisation closed no longer does. */
  waits: boolean;
}

/**
 * Relays the paper to units that wait for it, and opens a duty for those that have nothing of it.
 * @returns to how many units it went
 * @throws ProductError `invalid`, `not-possible-now` (the own dispatch with which it came was recalled)
 */
export async function asItIs(
  db: Db,
  row: HeldAssignment,
  { to, dueOn, dueOperator }: AsItIs,
  by: Caller,
): Promise<number> {
  const children = await rowsOf<Child>(
    db,
    sql`select cascade_id as "cascadeId", id, unit_id as "unitId",
        receipt = 'expected' and standing = 'inForce' as waits from assignment
      where cascade_id = ${row.cascadeId} and parent_id = ${row.id} order by id for update`,
  );
  const wanted = to.length === 0 ? undefined : new Set(await unitsMeant(db, row, to));
  const relayed = children.filter((child) => child.waits && (!wanted || wanted.has(child.unitId)));
  const known = new Set([row.unitId, ...children.map(({ unitId }) => unitId)]);
  for (const unit of await recalledFrom(db, row, wanted, relayed.length)) known.delete(unit);
  const added = [...(wanted ?? [])].filter((unit) => !known.has(unit));
  if (!wanted && children.length === 0)
    throw invalid('Hãy nêu đơn vị nhận trong `to`.', 'Say in `to` which units it goes to.');
  await mustBeWithinReach(db, row, added);
  const directive = await directiveById(db, row.directiveId);
  const dueBy = dueOf(row, directive, dueOn, dueOperator);
  const due = dueBy(await loadCalendar(db));
  const own = await ownTerms(db, ofUnits([...relayed.map(({ unitId }) => unitId), ...added]), dueBy);
  const sent = { at: row.now, by, sentVersion: directive.contentVersion };
  for (const { unitIds, receiptDueAt } of own)
    await relay(db, relayed.filter(isOf(unitIds)), { ...sent, receiptDueAt });
  const ownUnits = own.flatMap(({ unitIds }) => unitIds);
  await relay(
    db,
    relayed.filter((child) => !ownUnits.includes(child.unitId)),
    { ...sent, receiptDueAt: due.receipt },
  );
  if (added.length > 0)
    await openAssignments(db, ofUnits(added), {
      cascadeId: row.cascadeId,
      directiveId: row.directiveId,
      senderId: row.unitId,
      parentId: row.id,
      at: row.now,
      by,
      receiptDueAt: due.receipt,
      workDueAt: due.work,
      ownTerms: own,
      terms: dutyTermsOf(directive.policy, directive.urgency),
      addresseeOrd: row.addresseeOrd,
      sentVersion: directive.contentVersion,
    });
  return relayed.length + added.length;
}

/**
 * Units that may be given the paper as if they had never had it: all that they had was recalled.
 * @throws ProductError `not-possible-now` where it can go to one of those that are meant only by another own dispatch
 */
async function recalledFrom(
  db: Db,
  row: HeldAssignment,
  wanted: ReadonlySet<string> | undefined,
  relayed: number,
): Promise<string[]> {
  const recalled = await afterRecall(db, row);
  const barred = recalled.filter(({ unitId, waited, isAsked }) =>
    wanted ? wanted.has(unitId) && (waited || isAsked) : waited && relayed === 0,
  );
  if (barred.length === 0) return recalled.map(({ unitId }) => unitId);
  throw await onlyAnew(
    db,
    row,
    barred.map(({ unitId }) => unitId),
  );
}

const isOf =
  (unitIds: readonly string[]) =>
  ({ unitId }: Child): boolean =>
    unitIds.includes(unitId);

/** The deadlines of who gets the paper now, by a calendar. */
function dueOf(
  row: HeldAssignment,
  { policy, urgency }: DirectiveRow,
  dueOn: string | undefined,
  dueOperator: DueOperator | undefined,
): (calendar: Calendar) => { receipt: Date; work: Date | null } {
  const written = { dueOn: dueOn ?? null, dueOperator: dueOperator ?? null, dueHour: null };
  const terms = { acknowledgeBy: null, ...written, policy, urgency };
  return (calendar) => {
    const due = deadlinesAt(terms, row.now, calendar);
    return { receipt: due.receipt, work: due.work ?? row.workDueAt };
  };
}

/** Sends it to units that waited for this relay: their receipt falls due from now. */
async function relay(
  db: Db,
  children: readonly Child[],
  { at, by, receiptDueAt, sentVersion }: { at: Date; by: Caller; receiptDueAt: Date; sentVersion: number },
): Promise<void> {
  if (children.length === 0) return;
  const source = sql`(select * from unnest(${children.map((c) => c.cascadeId)}::uuid[], ${children.map((c) => c.id)}::uuid[])
    k (cascade_id, id))`;
  await actOnMany(db, source, {
    event: { type: 'RELAY' },
    by,
    at,
    kind: () => 'assignment.relayed',
    set: sql`sent_at = ${at}, sent_version = ${sentVersion}`,
    due: () => ({ receiptDueAt }),
    cascadeId: children[0]!.cascadeId,
  });
}

async function unitsMeant(db: Db, row: HeldAssignment, to: readonly string[]): Promise<string[]> {
  const resolved = await resolveAddressees(db, to, { issuerId: row.unitId, at: vnDate(row.now) });
  const unclear = resolved.flatMap(({ notUnderstood }) => (notUnderstood ? [notUnderstood] : []));
  if (unclear.length > 0)
    throw invalid(
      `Chưa rõ nơi nhận: ${unclear.map(({ text }) => `"${text}"`).join(', ')}.`,
      `Not understood: ${unclear.map(({ text }) => `"${text}"`).join(', ')}.`,
      { notUnderstood: unclear.map(({ text, candidates }) => ({ text, candidates })) },
    );
  return resolved.flatMap(({ units }) => units.map(({ id }) => id));
}
