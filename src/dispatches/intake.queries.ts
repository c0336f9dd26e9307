import type { RefusalCode } from '../files/index.js';
import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import { isUuid } from '../platform/ids.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import type { Dispatch } from './reading/dispatch.rules.js';

export interface BatchItem {
  ord: number;
  origin: string | null;
  refusal: RefusalCode | null;
  dispatchId: string | null;
  kind: string | null;
  subject: string | null;
  queries: number;
}

export interface Batch {
  id: string;
  createdAt: Date;
  total: number;
  done: number;
  /** `interrupted`: the process that read it ended; what it had not read is to be handed in again. */
  state: 'reading' | 'finished' | 'cancelled' | 'interrupted';
  items: BatchItem[];
}

/** How long a process may read one file before its batch counts as interrupted: twice what a file is given. */
const SILENT_SECONDS = 120;

/** A batch and what became of each of its papers. @throws ProductError `not-found` */
export async function batchOf(db: Db, id: string, unitId: string | null): Promise<Batch> {
  const row = isUuid(id)
    ? await firstOf(
        db,
        sql<Omit<Batch, 'items'>>`select id, created_at as "createdAt", total, done,
            case when cancelled_at is not null then 'cancelled' when finished_at is not null then 'finished'
              when worked_at < clock_timestamp() - make_interval(secs => ${SILENT_SECONDS}) then 'interrupted'
              else 'reading' end as state
          from intake_batch where id = ${id} and (unit_id = ${unitId} or ${unitId}::uuid is null)`,
      )
    : undefined;
  if (!row) throw notFound('Không có lượt nạp này.', 'There is no such batch.');
  const items = await rowsOf<BatchItem>(
    db,
    sql`select i.ord, i.origin, i.refusal, i.dispatch_id as "dispatchId", d.reading -> 'kind' ->> 'value' as kind,
        d.reading -> 'subject' ->> 'value' as subject, coalesce(jsonb_array_length(d.reading -> 'queries'), 0) as queries
      from intake_item i left join dispatch d on d.id = i.dispatch_id where i.batch_id = ${id} order by i.ord`,
  );
  return { ...row, items };
}

export interface WaitingPaper {
  id: string;
  createdAt: Date;
  origin: string | null;
  format: string;
  queries: number;
  read: Pick<Dispatch, 'kind' | 'number' | 'symbol' | 'date' | 'subject'> & { issuer: string | null };
}

/** The papers of a unit that wait for a clerk, the latest first. */
export async function waitingPapers(
  db: Db,
  unitId: string | null,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<WaitingPaper>> {
  const after = cursor ? fromCursor(cursor, ['instant', 'uuid']) : undefined;
  const rows = await rowsOf<WaitingPaper>(
    db,
    sql`select id, created_at as "createdAt", origin, format, jsonb_array_length(reading -> 'queries') as queries,
        jsonb_build_object('kind', reading -> 'kind' -> 'value', 'number', reading -> 'number' -> 'value',
          'symbol', reading -> 'symbol' -> 'value', 'date', reading -> 'date' -> 'value',
          'subject', reading -> 'subject' -> 'value', 'issuer', reading -> 'issuer' -> 'name' -> 'value') as read
      from dispatch where unit_id = ${unitId} and state = 'read'
        ${after ? sql`and (created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by created_at desc, id desc limit ${limit + 1}`,
  );
  return pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
}

/** How many papers of a unit wait for a clerk. */
export const countWaiting = async (db: Db, unitId: string): Promise<number> =>
  (await firstOf(
    db,
    sql<{ n: number }>`select count(*)::int as n from dispatch where unit_id = ${unitId} and state = 'read'`,
  ))!.n;

export interface FileOfPaper {
  name: string;
  format: string;
  bytes: Buffer;
}

/** The file of a paper as it was handed in; undefined where the paper was pasted. */
export const fileOf = (db: Db, fileId: string): Promise<FileOfPaper | undefined> =>
  firstOf(db, sql<FileOfPaper>`select name, format, bytes from stored_file where id = ${fileId}`);

/** The names of what came together with a paper in one batch: its possible attachments. */
export async function namesBeside(db: Db, dispatchId: string): Promise<string[]> {
  const rows = await rowsOf<{ origin: string | null }>(
    db,
    sql`select other.origin from intake_item own join intake_item other on other.batch_id = own.batch_id
      where own.dispatch_id = ${dispatchId} and other.ord <> own.ord order by other.ord limit 500`,
  );
  return rows.flatMap(({ origin }) => (origin === null ? [] : [origin]));
}
