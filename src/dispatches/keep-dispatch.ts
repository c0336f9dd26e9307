import { createHash } from 'node:crypto';
import type { Caller } from '../platform/caller.js';
import { actsFor } from '../platform/caller.js';
import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { notFound, notPossibleNow } from '../platform/errors.js';
import { isUuid, uuidv7 } from '../platform/ids.js';
import { obligationsOf } from './obligations.rules.js';
import { searchKey } from '../platform/text.js';
import { joinCitedPapers } from './cited-papers.js';
import { storedText } from './reading/clean-text.rules.js';
import type { Dispatch } from './reading/dispatch.rules.js';
import { emptyReading, toDispatch, type Reading } from './reading/reading.rules.js';

/** A paper that was read and waits for a clerk. */
export interface PaperRead {
  unitId: string;
  /** Text as it arrived; empty where the draft came as fields. */
  text: string;
  fileName?: string | undefined;
  fileId?: string | undefined;
  /** Where in an archive or a mail it stood. */
  origin?: string | undefined;
  format?: string | undefined;
  encoding?: string | undefined;
  reading?: Reading | undefined;
  at: Date;
}

export interface KeptPaper {
  id: string;
  unitId: string;
  text: string;
  fileName: string | null;
  fileId: string | null;
  origin: string | null;
  format: string;
  encoding: string | null;
  state: 'read' | 'kept' | 'merged' | 'discarded';
  reading: Reading;
  confirmed: Dispatch | null;
  createdAt: Date;
}

/** Stores a paper as it was read, inside the caller's transaction; nobody has confirmed it yet. @returns its id */
export async function storePaper(db: Db, paper: PaperRead): Promise<string> {
  const id = uuidv7(paper.at);
  // what the spans of the reading count in
  const text = storedText(paper.text);
  const sha256 = createHash('sha256').update(text).digest();
  const reading = JSON.stringify(paper.reading ?? emptyReading());
  await sql`insert into dispatch (id, unit_id, text, text_sha256, file_name, reading, created_at, file_id, origin, format,
      encoding, state)
    values (${id}, ${paper.unitId}, ${text}, ${sha256}, ${paper.fileName ?? null}, ${reading}::jsonb, ${paper.at},
      ${paper.fileId ?? null}, ${paper.origin ?? null}, ${paper.format ?? 'txt'}, ${paper.encoding ?? null}, 'read')`.execute(
    db,
  );
  return id;
}

/**
 * A stored paper, for the unit that handed it in.
 * @throws ProductError `not-found`, also where it is another unit's
 */
export async function paperOf(db: Db, id: string, caller: Caller, lock = false): Promise<KeptPaper> {
  const row = isUuid(id)
    ? await firstOf(
        db,
        sql<KeptPaper>`select id, unit_id as "unitId", text, file_name as "fileName", file_id as "fileId", origin, format,
            encoding, state, reading, confirmed, created_at as "createdAt"
          from dispatch where id = ${id} ${lock ? sql`for update` : sql``}`,
      )
    : undefined;
  if (!row || !actsFor(caller, row.unitId)) throw notFound('Không có văn bản này.', 'There is no such dispatch.');
  return row;
}

/** What may still be made of a paper. @throws ProductError `not-possible-now` where it was discarded or merged */
export function mustBeOpen({ state }: KeptPaper): void {
  if (state === 'discarded' || state === 'merged')
    throw notPossibleNow(
      'Văn bản này đã được bỏ hoặc đã gộp vào dự thảo khác; hãy nạp lại tệp nếu cần.',
      'This paper was discarded, or merged into another draft; hand the file in again if it is needed.',
    );
}

/** The key that two ways of writing one document's number share: `05 / KH-UBND` and `5/kh-ubnd`. */
export const citationKey = (code: string): string =>
  searchKey(code)
    .replace(/ /g, '')
    .replace(/^0+(?=\d)/, '');

/**
 * Keeps a stored paper as a clerk confirmed it: its citations, its obligations, in place of those that were confirmed
 * before. Inside the caller's transaction, with the row locked.
 * @param dispatch  what the clerk confirmed; the citations kept are these
 */
export async function keepDispatch(
  db: Db,
  paper: Pick<KeptPaper, 'id' | 'text' | 'reading'>,
  dispatch: Dispatch,
): Promise<void> {
  const { id } = paper;
  await sql`update dispatch set state = 'kept', confirmed = ${JSON.stringify(dispatch)}::jsonb where id = ${id}`.execute(
    db,
  );
  await sql`delete from citation where dispatch_id = ${id}`.execute(db);
  await sql`delete from obligation where dispatch_id = ${id}`.execute(db);
  const cited = [
    ...dispatch.bases.map((citation) => ({ relation: 'basis', ...citation })),
    ...dispatch.references.map((citation) => ({ relation: 'reference', ...citation })),
  ].map(({ relation, code, date, issuer }, ord) => ({
    ord,
    relation,
    code,
    code_key: citationKey(code),
    date,
    issuer,
  }));
  await sql`insert into citation (dispatch_id, ord, relation, code, code_key, issued_on, issuer)
    select ${id}, ord, relation, code, code_key, date, issuer
    from jsonb_to_recordset(${JSON.stringify(cited)}::jsonb)
      as c (ord smallint, relation text, code text, code_key text, date date, issuer text)`.execute(db);
  await joinCitedPapers(db, id);
  await keepObligations(db, paper, dispatch);
}

/** Every task and report duty that was confirmed, tied to where the paper states it. */
async function keepObligations(
  db: Db,
  { id, text, reading }: Pick<KeptPaper, 'id' | 'text' | 'reading'>,
  dispatch: Dispatch,
): Promise<void> {
  const read = toDispatch(reading);
  const tasks = dispatch.tasks.map(({ label, text: words }) => {
    // a task that the clerk reworded still stands where its number stands
    const at = [
      read.tasks.findIndex((task) => task.label === label && task.text === words),
      read.tasks.findIndex((task) => task.text === words),
      read.tasks.findIndex((task) => task.label === label),
    ].find((index) => index >= 0);
    const found = at === undefined ? undefined : reading.tasks[at];
    return { kind: 'task', label, text: words, found, due: found?.deadline };
  });
  const reports = dispatch.reports.map((report, i) => ({
    kind: 'report',
    label: '',
    text: [...report.periods, report.to ?? ''].filter(Boolean).join(' '),
    found: reading.reports[i],
    due: reading.reports[i]?.due,
    on: report.due,
  }));
  const tops = new Set(reading.tasks.map(({ start }) => start));
  const points = obligationsOf(reading, text)
    .filter(({ kind, start }) => kind === 'task' && !tops.has(start))
    .map(({ label, text: words, deadline, ...found }) => ({ kind: 'task', label, text: words, found, due: deadline }));
  const rows = [...tasks, ...points, ...reports].map(({ found, due, ...duty }, i) => ({
    ...duty,
    n: i + 1,
    start_at: found?.start ?? null,
    end_at: found?.end ?? null,
    due_on: 'on' in duty ? duty.on : (due?.value ?? null),
    due_operator: due?.operator ?? null,
    due_hour: due?.hour ?? null,
  }));
  await sql`insert into obligation (dispatch_id, n, kind, label, text, start_at, end_at, due_on, due_operator, due_hour)
    select ${id}, n, kind, label, text, start_at, end_at, due_on, due_operator, due_hour
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as o (n smallint, kind text, label text, text text,
      start_at integer, end_at integer, due_on date, due_operator text, due_hour text)`.execute(db);
}

/** Puts another reading in the place of one that nobody has confirmed. */
export async function replaceReading(
  db: Db,
  id: string,
  { text, reading, encoding }: { text: string; reading: Reading; encoding: string },
): Promise<void> {
  const stored = storedText(text);
  const sha256 = createHash('sha256').update(stored).digest();
  await sql`update dispatch set text = ${stored}, text_sha256 = ${sha256}, reading = ${JSON.stringify(reading)}::jsonb,
    encoding = ${encoding} where id = ${id} and state = 'read'`.execute(db);
}
