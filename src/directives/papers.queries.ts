import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import type { Paper } from '../platform/components/paper.js';
import { headed } from '../platform/text.js';
import { namedOn, officeName, type Level } from '../units/index.js';

type PaperRow = Omit<Paper, 'issuer'> & { id: string; name: string; level: Level };

/**
 * What identifies each directive's paper, as its heading shows it: the issuer under its name on the day of the roster,
 * the date of issue where the paper bears none.
 */
export async function papersOf(db: Db, directiveIds: readonly string[]): Promise<ReadonlyMap<string, Paper>> {
  const rows = await rowsOf<PaperRow>(
    db,
    sql`select d.id, d.kind, d.number, d.symbol, d.provisional, d.subject, d.place, p.name, p.level,
        coalesce(d.dated_on, (d.issued_at at time zone 'Asia/Ho_Chi_Minh')::date)::text as "datedOn",
        x.reading -> 'urgency' ->> 'value' as urgency
      from directive d left join dispatch x on x.id = d.dispatch_id
      join ${namedOn('d.issuer_id', sql`d.roster_on`, 'p')}
      where d.id = any(${directiveIds}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, paperOf(row)]));
}

function paperOf({ id: _, name, level, subject, ...paper }: PaperRow): Paper {
  return { ...paper, subject: headed(subject), issuer: officeName({ name, level }) };
}

/** The dispatch's own text; null where the directive was drafted from fields. */
export async function paperTextOf(db: Db, directiveId: string): Promise<string | null> {
  const row = await firstOf(
    db,
    sql<{
      text: string;
    }>`select x.text from directive d join dispatch x on x.id = d.dispatch_id where d.id = ${directiveId}`,
  );
  return row?.text || null;
}

/** Whether a unit has ever drafted or issued anything. */
export const isIssuer = async (db: Db, unitId: string): Promise<boolean> =>
  (await firstOf(db, sql`select 1 from directive where issuer_id = ${unitId} limit 1`)) !== undefined;

/** The directive that was drafted of a paper; undefined where none was. */
export const directiveOfPaper = async (db: Db, dispatchId: string): Promise<string | undefined> =>
  (await firstOf(db, sql<{ id: string }>`select id from directive where dispatch_id = ${dispatchId}`))?.id;
