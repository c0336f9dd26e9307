import { firstOf, sql, type Db } from '../platform/database/sql.js';

/** What the receiver of an assignment's report said of it; null where there is no report or nothing was said. */
export async function reviewNoteOf(
  db: Db,
  { cascadeId, id }: { cascadeId: string; id: string },
): Promise<string | null> {
  const row = await firstOf(
    db,
    sql<{
      note: string | null;
    }>`select review_note as note from report where cascade_id = ${cascadeId} and assignment_id = ${id}`,
  );
  return row?.note ?? null;
}
