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

/** What an issuer has to look at first: who declines, with the reasons. */
const ORDER = sql`array['refused', 'unanswered', 'agreed', 'atOnce']`;

const linesOf = (id: string, cascadeId: string): RawBuilder<unknown> => sql`(
  select a.id as assignment, u.code, n.name, ${RECALL_ANSWER} as answer, array_position(${ORDER}, ${RECALL_ANSWER}) as rank, a.recall_asked_at as asked_at,
    a.recall_answered_at as answered_at, a.recall_refusal as refusal
  from assignment a join directive d on d.id = a.directive_id join unit u on u.id = a.unit_id
    join ${namedOn('a.unit_id', sql`d.roster_on`, 'n')}
  where a.cascade_id = ${cascadeId} and a.directive_id = ${id} and a.recall_asked_at is not null)`;

/** The units that were asked, those that declined first, then in the order of their codes. */
export async function recallLines(
  db: Db,
  { id, cascadeId }: { id: string; cascadeId: string },
  { answer, limit, cursor }: { answer?: RecallAnswer | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<RecallLine>> {
  const after = cursor ? fromCursor(cursor, ['count', 'code', 'uuid']) : undefined;
  const rows = await rowsOf(
    db,
    sql<
      RecallLine & { rank: number }
    >`select assignment, rank, json_build_object('code', code, 'name', name) as unit, answer,
        asked_at as "askedAt", answered_at as "answeredAt", refusal from ${linesOf(id, cascadeId)} l
      where answer is not null and ${answer ? sql`answer = ${answer}` : sql`true`}
        ${after ? sql`and (rank, code, assignment) > (${after[0]}::int, ${after[1]}::text, ${after[2]}::uuid)` : sql``}
      order by rank, code, assignment limit ${limit + 1}`,
  );
  const page = pageOf(rows, limit, (line) => [line.rank, line.unit.code, line.assignment]);
  return { ...page, items: page.items.map(({ rank: _, ...line }) => line) };
}
