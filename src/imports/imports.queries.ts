import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import type { Words } from '../platform/errors.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import type { ImportOptions, ImportReport, Stage } from './import-list.usecase.js';
import type { RefusedLine } from './plan.rules.js';
import type { ImportState } from './unit-import.entity.js';

/** An uploaded list as its page shows it; `interrupted` where the process that worked on it is gone. */
export interface ImportRead {
  id: string;
  fileName: string;
  createdAt: Date;
  state: ImportState | 'interrupted';
  stage: Stage | null;
  options: ImportOptions;
  report: Omit<ImportReport, 'refused'> | null;
  refusal: Words | null;
  refusedLines: number;
  /** Whether the file is still there. */
  isKept: boolean;
}

/** Without a sign of life for so long nobody works on it any more. */
const SILENT_MINUTES = 5;
const READ = sql`id, file_name as "fileName", created_at as "createdAt", stage, options, report, refusal,
  refused_lines as "refusedLines", bytes is not null as "isKept",
  case when state in ('checking', 'writing') and worked_at < clock_timestamp() - make_interval(mins => ${SILENT_MINUTES})
    then 'interrupted' else state end as state`;

/** @throws ProductError `not-found`, also where it is another unit's */
export async function importOf(db: Db, id: string, unitId: string | null): Promise<ImportRead> {
  const found = await firstOf<ImportRead>(db, sql`select ${READ} from unit_import where id = ${id} and unit_id = ${unitId}`); // prettier-ignore
  if (!found) throw notFound('Không có lần nhập này.', 'There is no such import.');
  return found;
}

/** What a unit has handed in, the latest first. */
export async function importsOf(
  db: Db,
  unitId: string | null,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<ImportRead>> {
  const after = cursor === undefined ? null : String(fromCursor(cursor, ['uuid'])[0]);
  const items = await rowsOf<ImportRead>(
    db,
    sql`select ${READ} from unit_import where unit_id = ${unitId} and (${after}::uuid is null or id < ${after}::uuid)
        order by id desc limit ${limit + 1}`,
  );
  return pageOf(items, limit, ({ id }) => [id]);
}

/** The lines that keep a list out, in the order of the file. */
export async function refusalsOf(
  db: Db,
  id: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<RefusedLine & { ord: number }>> {
  const after = cursor === undefined ? -1 : Number(fromCursor(cursor, ['count'])[0]);
  const items = await rowsOf<RefusedLine & { ord: number }>(
    db,
    sql`select ord, sheet, line, value, reason from unit_import_refusal
        where import_id = ${id} and ord > ${after} order by ord limit ${limit + 1}`,
  );
  return pageOf(items, limit, ({ ord }) => [ord]);
}
