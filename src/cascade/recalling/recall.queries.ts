import { rowsOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { fromCursor, pageOf, type Page } from '../../platform/paging.js';
import { namedOn } from '../../units/index.js';

/** How a unit answered when it was asked to give a paper back; `atOnce`: nothing to give back. */
export const RECALL_ANSWERS = ['unanswered', 'refused', 'agreed', 'atOnce'] as const;
export type RecallAnswer = (typeof RECALL_ANSWERS)[number];

export interface RecallLine {
  assignment: string;
  unit: { code: string; name: string };
  answer: RecallAnswer;
  askedAt: Date | null;
  answeredAt: Date | null;
  /** Why it declined. */
  refusal: string | null;
}

const ANSWER = sql`case when a.standing = 'recallRequested' then 'unanswered'
  when a.standing = 'recalled' and a.recall_answered_at is not null then 'agreed'
  when a.standing = 'recalled' then 'atOnce'
  when (a.context ->> 'recallRefused')::boolean then 'refused' end`;

const linesOf = (id: string, cascadeId: string): RawBuilder<unknown> => sql`(
  select a.id as assignment, u.code, n.name, ${ANSWER} as answer, a.recall_asked_at as asked_at,
    a.recall_answered_at as answered_at, a.recall_refusal as refusal
  from assignment a join directive d on d.id = a.directive_id join unit u on u.id = a.unit_id
    join ${namedOn('a.unit_id', sql`d.roster_on`, 'n')}
  where a.cascade_id = ${cascadeId} and a.directive_id = ${id} and a.recall_asked_at is not null)`;

/** How many units gave which answer. */
export async function recallCounts(
  db: Db,
  { id, cascadeId }: { id: string; cascadeId: string },
): Promise<Record<RecallAnswer, number>> {
  const rows = await rowsOf(
    db,
    sql<{ answer: RecallAnswer | null; n: number }>`select ${ANSWER} as answer, count(*)::int as n from assignment a
      where a.cascade_id = ${cascadeId} and a.directive_id = ${id} and a.recall_asked_at is not null group by 1`,
  );
  const counts: Record<RecallAnswer, number> = { unanswered: 0, refused: 0, agreed: 0, atOnce: 0 };
  for (const { answer, n } of rows) if (answer) counts[answer] = n;
  return counts;
}

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
