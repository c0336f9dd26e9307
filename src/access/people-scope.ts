import { isOperator, type Caller, type Role } from '../platform/caller.js';
import { firstOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { notFound, notPermitted } from '../platform/errors.js';
import { isUuid } from '../platform/ids.js';
import { businessDate, isWithin } from '../units/index.js';
import { NOT_OVER } from './mandates.js';
import { mayGive, rolesToManage } from './mandate.rules.js';

/** Whether the caller's people are those of every unit. */
const ofEveryUnit = (caller: Caller): boolean => isOperator(caller) || caller.role === 'operator';

const outside = () =>
  notPermitted(
    'Cán bộ này thuộc đơn vị ngoài phạm vi quản lý của bạn; hãy nhờ quản trị của đơn vị đó.',
    'This person is of a unit that you do not manage; ask the administrator of that unit.',
  );

const nobody = () =>
  notFound('Không có cán bộ này trong phạm vi quản lý của bạn.', 'There is no such person whom you manage.');

/** @throws ProductError `not-permitted` where the caller manages nobody: other roles, and who acts by delegation */
export function mustManageSomebody(caller: Caller): void {
  if (rolesToManage(caller).length > 0) return;
  throw notPermitted(
    'Chỉ lãnh đạo (cho đơn vị mình) và quản trị đơn vị (cho đơn vị mình và cấp dưới) quản lý cán bộ; người được ủy quyền thì không.',
    'People are managed by leaders, for their own unit, and by unit administrators, for their unit and those below; not by delegation.',
  );
}

/**
 * Whether a unit's people are the caller's to manage: a leader's are those of his unit, an administrator's also those of
 * every unit below it on either line.
 */
export async function managesUnit(db: Db, caller: Caller, unitId: string): Promise<boolean> {
  if (rolesToManage(caller).length === 0) return false;
  if (ofEveryUnit(caller) || caller.unitId === unitId) return true;
  if (caller.role !== 'unit-admin' || caller.unitId === null) return false;
  return isWithin(db, unitId, caller.unitId, await businessDate(db));
}

/** @throws ProductError `not-permitted` where the unit is not the caller's to manage, or the role not in his hands */
export async function mustManage(
  db: Db,
  caller: Caller,
  { unitId, role }: { unitId: string; role?: Role },
): Promise<void> {
  if (!(await managesUnit(db, caller, unitId))) throw outside();
  if (role === undefined || rolesToManage(caller).includes(role)) return;
  throw notPermitted(
    'Vai trò này cao hơn quyền của bạn; hãy nhờ quản trị của đơn vị.',
    'This role is beyond what you may give or take; ask the administrator of the unit.',
  );
}

/**
 * The same for making somebody that role: nobody makes a peer of himself.
 * @throws ProductError `not-permitted`
 */
export async function mustBeGiver(db: Db, caller: Caller, of: { unitId: string; role: Role }): Promise<void> {
  await mustManage(db, caller, of);
  if (mayGive(caller, of)) return;
  throw notPermitted(
    'Không ai tự tạo người cùng vai trò với mình ở đơn vị mình; hãy nhờ quản trị cấp trên hoặc người vận hành.',
    'Nobody makes another of his own role at his own unit; ask the administrator above, or the operator.',
  );
}

/**
 * The condition that a person belongs to whom the caller manages: by a mandate that is not over, or by the home unit while
 * there is no such mandate elsewhere. Who has gone on to another unit is that unit's.
 * @param account  the alias of the account
 */
export function isManaged(caller: Caller, account: string, day: string): RawBuilder<boolean> {
  if (ofEveryUnit(caller)) return sql`true`;
  const units =
    caller.role === 'unit-admin'
      ? sql`select ${caller.unitId}::uuid as unit_id
          union select unit_id from unit_subtree(${caller.unitId}, 'administrative', ${day}::date)
          union select unit_id from unit_subtree(${caller.unitId}, 'sectoral', ${day}::date)`
      : sql`select ${caller.unitId}::uuid as unit_id`;
  return sql`${sql.ref(`${account}.id`)} in (
    select x.id from (${units}) u join account x on x.unit_id = u.unit_id
      where not exists (select 1 from mandate m where m.account_id = x.id and ${NOT_OVER})
    union select m.account_id from (${units}) u join mandate m on m.unit_id = u.unit_id where ${NOT_OVER})`;
}

/** @throws ProductError `not-permitted`; `not-found` for a person who is nobody the caller manages */
export async function mustManagePerson(db: Db, caller: Caller, accountId: string): Promise<void> {
  mustManageSomebody(caller);
  const day = await businessDate(db);
  const found =
    isUuid(accountId) &&
    (await firstOf(db, sql`select 1 from account a where a.id = ${accountId} and ${isManaged(caller, 'a', day)}`));
  if (!found) throw nobody();
}

/**
 * For what is left of a person at a unit, also after the last mandate there ended.
 * @throws ProductError `not-permitted` where the unit is not the caller's to manage; `not-found` for a person who never
 *   worked for it
 */
export async function mustManageAt(
  db: Db,
  caller: Caller,
  { accountId, unitId }: { accountId: string; unitId: string },
): Promise<void> {
  await mustManage(db, caller, { unitId });
  const found =
    isUuid(accountId) &&
    (await firstOf(
      db,
      sql`select 1 from account a where a.id = ${accountId} and (a.unit_id = ${unitId} or exists (
        select 1 from mandate m where m.account_id = a.id and m.unit_id = ${unitId}))`,
    ));
  if (!found) throw nobody();
}
