import type { Caller } from '../../platform/caller.js';
import { notPermitted } from '../../platform/errors.js';
import type { Db } from '../../platform/database/sql.js';
import { businessDate } from '../find-unit.js';
import { isWithin } from '../units.queries.js';

/** What the role and the own unit of a caller say about a unit. */
type Who = Pick<Caller, 'role' | 'unitId'> & { alsoFor?: readonly string[] | undefined };

/**
 * Whether a caller may change what stands on a unit's card: an administrator for the units below its own, on the
 * administrative or the sectoral line of today, never for its own unit, its neighbours or its superiors; the operator for
 * all.
 */
export async function mayAdminister(db: Db, caller: Who, unitId: string): Promise<boolean> {
  if (caller.role === 'operator') return true;
  if (caller.role !== 'unit-admin' || caller.unitId === null || caller.unitId === unitId) return false;
  return isWithin(db, unitId, caller.unitId, await businessDate(db));
}

/** @throws ProductError `not-permitted` */
export async function mustAdminister(db: Db, caller: Who, unitId: string): Promise<void> {
  if (await mayAdminister(db, caller, unitId)) return;
  throw notPermitted(
    'Bạn chỉ sửa được thông tin của đơn vị ở dưới đơn vị mình; hãy nhờ quản trị của cấp trên.',
    'You may change units below your own only; ask the administrator of the unit above.',
  );
}

/** Whether the address of a unit's mailbox is shown: to its own people, and to who may change it. */
export const maySeeAddress = async (db: Db, caller: Who, unitId: string): Promise<boolean> =>
  caller.unitId === unitId || (caller.alsoFor ?? []).includes(unitId) || mayAdminister(db, caller, unitId);
