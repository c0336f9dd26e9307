import { isOperator, unitsOf, type Caller } from '../platform/caller.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { STATES_FOR } from './selected.queries.js';
import type { DirectiveAct } from './selection.rules.js';

const MOST_SHOWN = 100;

/** The newest directives of the caller's unit that an act is possible for, to choose from. */
export const choicesFor = (
  db: Db,
  act: DirectiveAct | 'remind',
  by: Caller,
): Promise<{ id: string; title: string; note: string }[]> =>
  rowsOf(
    db,
    sql`select d.id, d.subject as title, concat_ws(' ', d.kind, d.number::text || coalesce('/' || d.symbol, ''),
        to_char(d.issued_at at time zone 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY')) as note
      from directive d where ${isOperator(by) ? sql`true` : sql`d.issuer_id = any(${unitsOf(by)}::uuid[])`}
        and d.state = any(${[...(act === 'remind' ? (['issued'] as const) : STATES_FOR[act])]}::text[])
      order by d.created_at desc limit ${MOST_SHOWN}`,
  );
