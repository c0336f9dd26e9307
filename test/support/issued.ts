import { IssueDirective } from '../../src/cascade/index.js';
import { DraftDirective } from '../../src/directives/index.js';
import { commandLineCaller, type Caller } from '../../src/platform/caller.js';
import { rowsOf, sql, type Db } from '../../src/platform/database/sql.js';
import { findUnit } from '../../src/units/index.js';
import type { TestApp } from './app.js';

/** The operator at the command line, who acts for any unit. */
export const operator = commandLineCaller('vi');

/** The clerk of a unit. */
export async function clerkOf(db: Db, unit: string): Promise<Caller> {
  const { id } = await findUnit(db, unit);
  return { actor: `clerk-${unit}`, role: 'clerk', unitId: id, capacity: 'own-office', locale: 'vi' };
}

/** A draft of the province of Lạng Sơn to units by their codes. @returns its id */
export const draftTo = (app: TestApp, units: readonly string[]): Promise<string> =>
  app.get(DraftDirective).execute(
    {
      issuer: 't20',
      subject: 'rà soát địa danh',
      addressees: units.map((text) => ({ text, role: 'action' as const })),
    },
    operator,
  );

/** The same, issued. @returns the ids of directive and assignments, by unit */
export async function issuedTo(
  app: TestApp,
  units: readonly string[],
): Promise<{ directive: string; assignments: string[] }> {
  const directive = await draftTo(app, units);
  await app.get(IssueDirective).execute(directive, operator);
  const rows = await rowsOf(
    app.db,
    sql<{ id: string }>`select a.id from assignment a join unit u on u.id = a.unit_id
      where a.directive_id = ${directive} order by u.code`,
  );
  return { directive, assignments: rows.map(({ id }) => id) };
}

/** How many facts of each kind the history holds, of everything or of one assignment or directive. */
export async function factsOf(
  db: Db,
  of?: { assignment?: string; directive?: string },
): Promise<Record<string, number>> {
  const rows = await rowsOf(
    db,
    sql<{ kind: string; n: number }>`select kind, count(*)::int as n from ledger_entry
      where (${of?.assignment ?? null}::uuid is null or assignment_id = ${of?.assignment ?? null}::uuid)
        and (${of?.directive ?? null}::uuid is null or directive_id = ${of?.directive ?? null}::uuid)
      group by kind order by kind`,
  );
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
}
