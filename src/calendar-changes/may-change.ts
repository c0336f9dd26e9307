import { NATIONAL } from '../calendar/index.js';
import type { Caller } from '../platform/caller.js';
import type { Db } from '../platform/database/sql.js';
import { notPermitted } from '../platform/errors.js';
import { businessDate, findUnit, isWithin } from '../units/index.js';

const outside = () =>
  notPermitted(
    'Lịch cả nước do người vận hành nhập; lịch của một cơ quan do quản trị của cơ quan đó (hoặc cấp trên) hoặc lãnh đạo cấp tỉnh của chính cơ quan đó nhập.',
    'The national calendar is entered by the operator; that of a unit by its administrator (or one above it), or by the leader of the province itself.',
  );

/**
 * Whose calendar a change is for, as the calendar knows it.
 * @param scope  `national`, or a code of a unit
 * @throws ProductError `not-found`; `not-permitted` where it is not the caller's to change
 */
export async function mustBeToChange(db: Db, scope: string, by: Caller): Promise<string> {
  if (scope === NATIONAL) {
    if (by.role !== 'operator') throw outside();
    return NATIONAL;
  }
  const unit = await findUnit(db, scope);
  if (by.role === 'operator') return unit.code;
  const isOwn = by.unitId === unit.id;
  if (by.role === 'leader' && isOwn && unit.level === 'province') return unit.code;
  const isAbove = isOwn || (by.unitId !== null && (await isWithin(db, unit.id, by.unitId, await businessDate(db))));
  if (by.role === 'unit-admin' && isAbove) return unit.code;
  throw outside();
}
