import type { HeldAssignment } from '../../assignments/index.js';
import { clearParentTasks, type DirectiveRow } from '../../directives/index.js';
import { record } from '../../ledger/index.js';
import type { Caller } from '../../platform/caller.js';
import { sql, type Db } from '../../platform/database/sql.js';
import { invalid, notPossibleNow } from '../../platform/errors.js';
import { ownIssuer } from './may-pass-on.js';

/**
 * Ties a draft, which the caller has locked, to the duty whose paper it is to carry on; one that is tied to it already is
 * left alone, one that was tied to another is moved.
 * @returns whether it was tied now
 * @throws ProductError `invalid` (another issuer), `not-possible-now` (it is no draft)
 */
export async function placeBelow(db: Db, row: HeldAssignment, own: DirectiveRow, by: Caller): Promise<boolean> {
  mustBeDraft(own);
  if (own.parentAssignmentId === row.id) return false;
  if ((await ownIssuer(db, row, by)).id !== own.issuerId)
    throw invalid(
      'Văn bản triển khai phải do chính đơn vị được giao ban hành.',
      'What carries a paper on is issued by the unit that was given it.',
      { field: 'draft' },
    );
  await tie(db, own, { assignment: row.id, by });
  return true;
}

/**
 * Makes a draft one that stands by itself again.
 * @returns whether it did not yet
 * @throws ProductError `not-possible-now` (it is no draft)
 */
export async function setApart(db: Db, own: DirectiveRow, by: Caller): Promise<boolean> {
  mustBeDraft(own);
  if (own.parentAssignmentId === null) return false;
  await tie(db, own, { assignment: null, by });
  return true;
}

function mustBeDraft({ id, issuedAt, cascadeId }: DirectiveRow): void {
  if (issuedAt === null && cascadeId === id) return;
  throw notPossibleNow(
    'Văn bản đã ban hành: chỉ dự thảo mới gắn được với văn bản cấp trên.',
    'It is issued: only a draft is tied to a paper from above.',
    { draft: id },
  );
}

async function tie(db: Db, own: DirectiveRow, { assignment, by }: { assignment: string | null; by: Caller }) {
  await sql`update directive set parent_assignment_id = ${assignment} where id = ${own.id}`.execute(db);
  await clearParentTasks(db, own.id);
  await record(db, [
    {
      kind: 'directive.placedBelow',
      at: own.now,
      by,
      unitId: own.issuerId,
      cascadeId: own.cascadeId,
      directiveId: own.id,
      payload: { assignment },
    },
  ]);
}
