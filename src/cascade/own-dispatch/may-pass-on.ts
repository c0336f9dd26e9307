import { mayDo } from '../../access/index.js';
import { assignmentById, mustActFor, refuse, type HeldAssignment } from '../../assignments/index.js';
import type { DatedTerm } from '../../directives/index.js';
import { isOperator, type Caller } from '../../platform/caller.js';
import type { Db } from '../../platform/database/sql.js';
import { notPermitted, notPossibleNow } from '../../platform/errors.js';
import { vnDate, vnTime } from '../../platform/vn-time.js';
import { unitsByIds, type UnitOn } from '../../units/index.js';

/**
 * The duty whose paper is passed on.
 * @throws ProductError `not-found`, `not-permitted`, `not-possible-now` (not acknowledged; ended, with the attempt noted)
 */
export async function mustBePossible(db: Db, id: string, by: Caller): Promise<HeldAssignment> {
  const row = await assignmentById(db, id);
  mustActFor(by, row.unitId);
  if (row.standing !== 'inForce') await refuse(db, row, { event: { type: 'FORWARD', all: false }, by });
  if (row.receipt !== 'acknowledged')
    throw notPossibleNow(
      'Hãy tiếp nhận văn bản trước khi chuyển tiếp.',
      'Acknowledge the paper before passing it on.',
      { assignment: id },
    );
  return row;
}

/** @throws ProductError `not-permitted` */
export function mayIssue(by: Caller): void {
  if (mayDo(by.role, 'directives.issue') || isOperator(by)) return;
  throw notPermitted(
    'Văn bản riêng của đơn vị do văn thư hoặc lãnh đạo ban hành; cán bộ chỉ chuyển tiếp nguyên văn.',
    'A clerk or leader issues the unit’s own dispatch; an officer passes the paper on as it is.',
  );
}

/** Whose dispatch it is: the unit's own, or that of the one which stands for it where it has ended. */
export async function ownIssuer(db: Db, row: HeldAssignment, by: Caller): Promise<UnitOn> {
  const succeeds = by.alsoFor?.includes(row.unitId) ?? false;
  const [unit] = await unitsByIds(db, [succeeds ? by.unitId! : row.unitId], vnDate(row.now));
  return unit!;
}

/** The deadline that an own dispatch inherits of the duty whose paper it carries on. */
export const inheritedTerm = ({ workDueAt }: HeldAssignment): DatedTerm | null =>
  workDueAt && { dueOn: vnDate(workDueAt), dueOperator: 'at-latest', dueHour: vnTime(workDueAt) };
