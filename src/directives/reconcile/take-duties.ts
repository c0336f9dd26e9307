import { toDispatch, type KeptPaper } from '../../dispatches/index.js';
import { sql, type Db } from '../../platform/database/sql.js';
import { folded } from '../../platform/text.js';
import { addresseesOf } from '../directive.rules.js';
import type { DirectiveRow } from '../directives.queries.js';
import { writeRoster } from '../roster.js';

/**
 * Puts the tasks, the addressees and the deadline of a paper in the place of a draft's. What a clerk had settled of the
 * old addressees is asked again where it is still not understood.
 */
export async function takeDuties(db: Db, directive: DirectiveRow, paper: KeptPaper): Promise<void> {
  const dispatch = paper.confirmed ?? toDispatch(paper.reading);
  const { id, issuerId, rosterOn, actBy } = directive;
  const tasks = dispatch.tasks.map((task, i) => ({ n: i + 1, ...task, text: folded(task.text) }));
  await sql`delete from directive_task where directive_id = ${id}`.execute(db);
  await sql`insert into directive_task (directive_id, n, label, text, addressees)
    select ${id}, n, label, text, addressees from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb)
      as t (n smallint, label text, text text, addressees jsonb)`.execute(db);
  await sql`delete from directive_addressee where directive_id = ${id}`.execute(db);
  const through = actBy === 'superior' ? 'superior' : null;
  await writeRoster(
    db,
    { id, issuerId, rosterOn },
    addresseesOf(dispatch).map((addressee) => ({ ...addressee, text: folded(addressee.text), through })),
  );
  const dated = paper.reading.reports.flatMap(({ due }) => (due.value === null ? [] : [due]));
  const [only] = dated;
  // several dated reports or none leave the deadline to the clerk, as drafting does
  if (dated.length === 1 && only)
    await sql`update directive set due_on = ${only.value}::date, due_operator = ${only.operator ?? 'on'},
      due_hour = ${only.hour} where id = ${id}`.execute(db);
}
