import { RECALL_ANSWER, type RecallAnswer } from '../../directives/index.js';
import { rowsOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { fromCursor, pageOf, type Page } from '../../platform/paging.js';
import { namedOn } from '../../units/index.js';

export interface RecallLine {
  assignment: string;
  unit: { code: string; name: string };
  answer: RecallAnswer;
  askedAt: Date | null;
  answeredAt: Date | null;
  /** Why it declined. */
  refusal: string | null;
}

const linesOf = (id: string, cascadeId: string): RawBuilder<unknown> => sql`(
  select a.id as assignment, u.code, n.name, ${RECALL_ANSWER} as answer, a.recall_asked_at as asked_at,
    a.recall_answered_at as answered_at, a.recall_refusal as refusal
  from assignment a join directive d on d.id = a.directive_id join unit u on u.id = a.unit_id
    join ${namedOn('a.unit_id', sql`d.roster_on`, 'n')}
  where a.cascade_id = ${cascadeId} and a.directive_id = ${id} and a.recall_asked_at is not null)`;

/** The units that were asked, in the order of their codes. */
export async function recallLines(
  db: Db,
  { id, cascadeId }: { id: string; cascadeId: string },
  { answer, limit, cursor }: { answer?: RecallAnswer | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<RecallLine>> {
  const after = cursor ? fromCursor(cursor, ['code', 'uuid']) : undefined;
  const rows = await rowsOf(
    db,
    sql<RecallLine>`select assignment, json_build_object('code', code, 'name', name) as unit, answer,
        asked_at as "askedAt", answered_at as "answeredAt", refusal from ${linesOf(id, cascadeId)} l
      where answer is not null and ${answer ? sql`answer = ${answer}` : sql`true`}
        ${after ? sql`and (code, assignment) > (${after[0]}::text, ${after[1]}::uuid)` : sql``}
      order by code, assignment limit ${limit + 1}`,
  );
  return pageOf(rows, limit, (line) => [line.unit.code, line.assignment]);
}
