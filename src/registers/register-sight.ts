import { isOperator, unitsOf, type Caller } from '../platform/caller.js';
import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { notPermitted } from '../platform/errors.js';
import { businessDate, findUnit, unitsByIds, type UnitOn } from '../units/index.js';

/**
 * The unit whose register is asked for, where the caller may see it: its own people see it, auditors and operators of a
 * unit also those of the units below it on either line, the operator at the command line every one.
 * @param code  without it the caller's own unit
 * @throws ProductError `not-found`, `not-permitted`
 */
export async function unitOfRegister(db: Db, caller: Caller, code: string | undefined): Promise<UnitOn> {
  const own = caller.unitId === null ? undefined : (await unitsByIds(db, [caller.unitId], await businessDate(db)))[0];
  const unit = code === undefined ? own : await findUnit(db, code);
  if (!unit) throw notPermitted('Hãy nêu `unit`.', 'Give `unit`.');
  if (isOperator(caller) || unitsOf(caller).includes(unit.id)) return unit;
  const looksBelow = caller.role === 'auditor' || caller.role === 'operator';
  if (looksBelow && caller.unitId !== null && (await isBelow(db, unit.id, caller.unitId))) return unit;
  throw notPermitted('Không được xem sổ của đơn vị này.', 'The registers of this unit are not yours to see.');
}

async function isBelow(db: Db, unitId: string, aboveId: string): Promise<boolean> {
  const found = await firstOf(
    db,
    sql`select 1 from (values ('administrative'), ('sectoral')) as line (name),
        lateral unit_ancestors(${unitId}, line.name, (business_now() at time zone 'Asia/Ho_Chi_Minh')::date) above
      where above.unit_id = ${aboveId} limit 1`,
  );
  return found !== undefined;
}
