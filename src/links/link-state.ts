import type { ActionLink } from '../access/index.js';
import { assignmentView, isAgain, lineageOf, type AssignmentView } from '../assignments/index.js';
import { papersOf, tasksOf } from '../directives/index.js';
import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { vnDate } from '../platform/vn-time.js';
import { officeName, successorsOf, unitsByIds } from '../units/index.js';
import type { LinkedDuty, LinkProps } from './link.view.js';

/** Where the page is and where its button leads, and whether it was pressed just now. */
interface Shown {
  action: string;
  justNow: boolean;
}

/** What a link that is neither forged nor expired leads to now. */
export async function stateOfLink(db: Db, link: ActionLink, shown: Shown): Promise<LinkProps> {
  const row = await assignmentView(db, link.assignmentId);
  if (row.unitId !== link.unitId) return { state: 'forged' };
  if (row.linkGeneration !== link.generation) return { state: 'revoked' };
  const paper = (await papersOf(db, [row.directiveId])).get(row.directiveId)!;
  const duty = { ...row, paper, tasks: await tasksOf(db, row.directiveId) };
  if (row.receipt === 'acknowledged' && row.standing !== 'superseded') return acknowledged(row, duty, shown.justNow);
  const to = await movedTo(db, row);
  if (to) return { state: 'moved', duty, to, standing: row.standing };
  if (row.receipt === 'acknowledged') return acknowledged(row, duty, shown.justNow);
  if (row.standing !== 'inForce' || row.receipt === 'returned' || row.receipt === 'expected')
    return { state: 'closed', duty, standing: row.standing };
  const telephone = link.purpose === 'telephone';
  return { state: 'open', action: shown.action, duty, contentVersion: row.sentVersion, again: isAgain(row), telephone };
}

function acknowledged(row: AssignmentView, duty: LinkedDuty, justNow: boolean): LinkProps {
  const acknowledgedAt = row.acknowledgedAt!;
  const late = row.receiptDueAt !== null && acknowledgedAt > row.receiptDueAt;
  return { state: 'acknowledged', duty, arrivalNumber: row.arrivalNumber!, acknowledgedAt, late, justNow };
}

/**
 * The units that have the duty after a reorganisation took it away, or the one that stands for a unit that has ended;
 * undefined where the unit still has it.
 */
async function movedTo(db: Db, row: AssignmentView): Promise<string[] | undefined> {
  const { successors } = row.standing === 'superseded' ? await lineageOf(db, row) : { successors: [] };
  if (successors.length > 0) return successors.map(({ name }) => name);
  const today = vnDate(row.now);
  if (await firstOf(db, sql`select 1 from unit_on(${today}::date) where unit_id = ${row.unitId}`)) return undefined;
  const heir = (await successorsOf(db, [row.unitId], today)).get(row.unitId);
  return heir === undefined ? [] : (await unitsByIds(db, [heir], today)).map(officeName);
}
