import { madeBy, personsOf } from '../access/index.js';
import { isOperator, type Caller } from '../platform/caller.js';
import { sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { notFound, notPermitted } from '../platform/errors.js';
import { isUuid } from '../platform/ids.js';
import { businessDate, isWithin } from '../units/index.js';
import type { ReorganisationRow } from './reorganisation.queries.js';

/** Whether the caller may reorganise any unit: the operator of the installation. */
const isForAll = (by: Caller): boolean => isOperator(by) || by.role === 'operator';

/** The unit below which the caller may reorganise; null: every unit. */
export const scopeOf = (by: Caller): string | null => (isForAll(by) ? null : by.unitId);

/**
 * A reorganisation is known to who entered it, to the administrators above that unit, and to the operator. To others it is
 * not there.
 * @throws ProductError `not-found`
 */
export async function mustAdminister(db: Db, by: Caller, { unitId }: ReorganisationRow): Promise<void> {
  const scope = scopeOf(by);
  if (scope === null) return;
  if (unitId !== null && (await isWithin(db, unitId, scope, await businessDate(db)))) return;
  throw notFound('Không có phương án sắp xếp này.', 'There is no such reorganisation.');
}

/** Work on the machinery is the operator's. @throws ProductError `not-permitted` */
export function mustBeOperator(by: Caller): void {
  if (!isForAll(by)) throw notPermitted('Chỉ người vận hành làm được việc này.', 'Only the operator may do this.');
}

/** The authors of a plan with the caller among them, as the row `a` is to have it. */
export const withAuthor = ({ actor }: Caller): RawBuilder<unknown> =>
  sql`case when ${actor}::text = any(a.authors) then a.authors else a.authors || ${actor}::text end`;

/** Whether the caller is a person who entered, revised or submitted a plan, also before it was withdrawn. */
async function isAuthor(db: Db, by: Caller, { authors }: ReorganisationRow): Promise<boolean> {
  const [person] = await personsOf(db, [by.actor]);
  return (await personsOf(db, authors)).includes(person!);
}

/**
 * A plan is approved by somebody else than who entered, revised or submitted it.
 * @throws ProductError `not-permitted`
 */
export async function mustBeAnother(db: Db, by: Caller, row: ReorganisationRow): Promise<void> {
  if (await isAuthor(db, by, row)) throw byItsAuthor();
  if (await isMadeByAuthor(db, by, row)) throw byWhomItsAuthorMade();
}

/**
 * Whether somebody who wrote the plan made the account, the mandate or the sign-in code with which the caller acts: he
 * could be both.
 */
async function isMadeByAuthor(db: Db, by: Caller, { authors }: ReorganisationRow): Promise<boolean> {
  const [person] = await personsOf(db, [by.actor]);
  if (!isUuid(person!)) return false;
  const makers = new Set(await personsOf(db, await madeBy(db, person!)));
  return (await personsOf(db, authors)).some((author) => makers.has(author));
}

/** Whether the caller may be the second person. */
export const mayApprove = async (db: Db, by: Caller, row: ReorganisationRow): Promise<boolean> =>
  !(await isAuthor(db, by, row)) && !(await isMadeByAuthor(db, by, row));

const byItsAuthor = () =>
  notPermitted(
    'Người lập, người sửa hoặc người trình không tự phê duyệt; cần một người khác có thẩm quyền.',
    'Who entered, revised or submitted it cannot approve it; another person with the right to do so is needed.',
  );
const byWhomItsAuthorMade = () =>
  notPermitted(
    'Tài khoản, chức vụ hoặc mã đăng nhập của bạn do người lập, người sửa hay người trình phương án cấp; cần một người khác phê duyệt.',
    'Your account, mandate or sign-in code was made by an author of the plan; somebody else has to approve it.',
  );
