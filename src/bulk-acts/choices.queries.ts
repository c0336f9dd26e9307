import { isOperator, unitsOf, type Caller } from '../platform/caller.js';
import { paperWords } from '../platform/components/paper.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { headed } from '../platform/text.js';
import { IS_TIED, STATES_FOR } from './selected.queries.js';
import type { DirectiveAct } from './selection.rules.js';

const MOST_SHOWN = 100;

interface Named {
  id: string;
  title: string;
  kind: string;
  number: number | null;
  symbol: string | null;
  datedOn: string | null;
}

/** The newest directives of the caller's unit that an act is possible for, to choose from. */
export async function choicesFor(
  db: Db,
  act: DirectiveAct | 'remind',
  by: Caller,
): Promise<{ id: string; title: string; note: string }[]> {
  const rows = await rowsOf<Named>(
    db,
    sql`select d.id, d.subject as title, d.kind, d.number, d.symbol, d.dated_on::text as "datedOn"
      from directive d where ${isOperator(by) ? sql`true` : sql`d.issuer_id = any(${unitsOf(by)}::uuid[])`}
        and d.state = any(${[...(act === 'remind' ? (['issued'] as const) : STATES_FOR[act])]}::text[])
        and not ${IS_TIED}
      order by d.created_at desc limit ${MOST_SHOWN}`,
  );
  return rows.map((row) => ({ id: row.id, title: headed(row.title), note: paperWords(row, by.locale) }));
}
