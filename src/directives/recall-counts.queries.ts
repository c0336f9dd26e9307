import { rowsOf, sql, type Db } from '../platform/database/sql.js';

/** How a unit answered when it was asked to give a paper back; `atOnce`: nothing to give back. */
export const RECALL_ANSWERS = ['unanswered', 'refused', 'agreed', 'atOnce'] as const;
export type RecallAnswer = (typeof RECALL_ANSWERS)[number];

/** The answer of an assignment `a` that was asked for. */
export const RECALL_ANSWER = sql`case when a.standing = 'recallRequested' then 'unanswered'
  when a.standing = 'recalled' and a.recall_answered_at is not null then 'agreed'
  when a.standing = 'recalled' then 'atOnce'
  when (a.context ->> 'recallRefused')::boolean then 'refused' end`;

/** How many units gave which answer. */
export async function recallCounts(
  db: Db,
  { id, cascadeId }: { id: string; cascadeId: string },
): Promise<Record<RecallAnswer, number>> {
  const rows = await rowsOf(
    db,
    sql<{
      answer: RecallAnswer | null;
      n: number;
    }>`select ${RECALL_ANSWER} as answer, count(*)::int as n from assignment a
      where a.cascade_id = ${cascadeId} and a.directive_id = ${id} and a.recall_asked_at is not null group by 1`,
  );
  const counts: Record<RecallAnswer, number> = { unanswered: 0, refused: 0, agreed: 0, atOnce: 0 };
  for (const { answer, n } of rows) if (answer) counts[answer] = n;
  return counts;
}
