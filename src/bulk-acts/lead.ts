import { mandatesOf, mayDo, officerOf, type Officer } from '../access/index.js';
import { isOperator, unitsOf, type Caller } from '../platform/caller.js';
import type { Db } from '../platform/database/sql.js';

/** Who is to lead, and the units whose duties that may be. */
export interface Lead {
  officer: Officer;
  units: readonly string[];
}

/**
 * Somebody who works for the caller's unit leads its duties and those that it inherited; whoever the operator names leads
 * those of the units that they work for.
 * @returns undefined: an account that works for none of them
 */
export async function leadFor(db: Db, account: string, by: Caller): Promise<Lead | undefined> {
  const units = isOperator(by) ? await unitsWorkedFor(db, account) : unitsOf(by);
  const [first] = units;
  const officer = first === undefined ? undefined : await officerOf(db, first, account);
  return officer && { officer, units };
}

const unitsWorkedFor = async (db: Db, account: string): Promise<string[]> =>
  (await mandatesOf(db, account))
    .filter((mandate) => mandate.inForce && mayDo(mandate.role, 'assignments.act'))
    .map(({ unitId }) => unitId);
