import { mayDo } from '../access/index.js';
import type { HeldAssignment } from '../assignments/index.js';
import { directiveById } from '../directives/index.js';
import { actsFor, isOperator, type Caller } from '../platform/caller.js';
import type { Db } from '../platform/database/sql.js';
import { notPermitted } from '../platform/errors.js';

type Duty = Pick<HeldAssignment, 'unitId' | 'senderId' | 'directiveId'>;

/** Whether the caller acts on the assignments of the unit that received it. */
export const isReceiver = (by: Caller, { unitId }: Duty): boolean =>
  actsFor(by, unitId) && (isOperator(by) || mayDo(by.role, 'assignments.act'));

/** Whether the caller issues for the unit that sent it, or for the issuer of the directive. */
export async function isSender(db: Db, by: Caller, { senderId, directiveId }: Duty): Promise<boolean> {
  if (isOperator(by)) return true;
  if (!mayDo(by.role, 'directives.issue')) return false;
  return actsFor(by, senderId) || actsFor(by, (await directiveById(db, directiveId)).issuerId);
}

/** Whether the caller answers for the links of an assignment: its unit, whoever sent it, and the operator. */
export const hasLinks = async (db: Db, by: Caller, duty: Duty): Promise<boolean> =>
  isReceiver(by, duty) || mayDo(by.role, 'operate') || (await isSender(db, by, duty));

/** @throws ProductError `not-permitted` */
export async function mustHaveLinks(db: Db, by: Caller, duty: Duty): Promise<void> {
  if (await hasLinks(db, by, duty)) return;
  throw notPermitted(
    'Chỉ đơn vị nhận, văn thư hoặc lãnh đạo cơ quan gửi và người vận hành được làm việc này.',
    'This is for the unit that received it, a clerk or leader of its sender, and the operator.',
  );
}
