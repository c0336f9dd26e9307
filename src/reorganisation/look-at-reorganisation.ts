import { sql, rowsOf, type Db } from '../platform/database/sql.js';
import { compilePlan, type Compiled } from './compile.rules.js';
import type { Step } from './plan-schema.rules.js';
import { presentOf } from './present.queries.js';
import { stepsOf, type ReorganisationRow } from './reorganisation.queries.js';

const BEGUN: readonly ReorganisationRow['state'][] = ['running', 'done'];

/** A plan as it stands: its steps, and what they do to the register of now; null once it has begun or was given up. */
export interface Look {
  steps: Step[];
  compiled: Compiled | null;
}

export const hasBegun = ({ state }: ReorganisationRow): boolean => BEGUN.includes(state);

export async function lookAt(db: Db, row: ReorganisationRow): Promise<Look> {
  const steps = await stepsOf(db, row.id);
  if (hasBegun(row) || row.state === 'cancelled') return { steps, compiled: null };
  const present = await presentOf(db, steps, { on: row.effectiveOn, unitId: row.unitId });
  return { steps, compiled: compilePlan(steps, present) };
}

/** The names of units by code, as they are on a day or were nearest before it. */
export async function namesOfCodes(db: Db, codes: readonly string[], on: string): Promise<Map<string, string>> {
  const rows = await rowsOf<{ code: string; name: string }>(
    db,
    sql`select distinct on (u.code) u.code, p.name from unit u join unit_period p on p.unit_id = u.id
      where u.code = any(${codes}::text[]) order by u.code, (p.valid_from < ${on}::date) desc, p.valid_from desc`,
  );
  return new Map(rows.map(({ code, name }) => [code, name]));
}
