import { isOperator, type Caller } from '../platform/caller.js';
import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { notFound, notPermitted } from '../platform/errors.js';
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

/** The person behind an actor of the history: a token may stand for an account. */
async function personOf(db: Db, actor: string): Promise<string> {
  if (!actor.startsWith('token:')) return actor;
  const token = await firstOf(
    db,
    sql<{ account: string | null }>`select account_id as account from api_token
      where id::text = ${actor.slice('token:'.length)}`,
  );
  return token?.account ?? actor;
}

/** Whether the caller is the person who entered or submitted a plan. */
export async function isAuthor(db: Db, by: Caller, { createdBy, submittedBy }: ReorganisationRow): Promise<boolean> {
  const person = await personOf(db, by.actor);
  const authors = await Promise.all([createdBy, submittedBy ?? createdBy].map((actor) => personOf(db, actor)));
  return authors.includes(person);
}

/**
 * A plan is approved by somebody else than who entered or submitted it.
 * @throws ProductError `not-permitted`
 */
export async function mustBeAnother(db: Db, by: Caller, row: ReorganisationRow): Promise<void> {
  if (!(await isAuthor(db, by, row))) return;
  throw notPermitted(
    'Người lập hoặc người trình không tự phê duyệt; cần một người thứ hai có thẩm quyền.',
    'Who entered or submitted it cannot approve it; a second person with the right to do so is needed.',
  );
}
