import { createHash } from 'node:crypto';
import { sql, type Db } from '../platform/database/sql.js';
import { uuidv7 } from '../platform/ids.js';
import { searchKey } from '../platform/text.js';
import { storedText } from './reading/clean-text.rules.js';
import type { Dispatch } from './reading/dispatch.rules.js';
import { emptyReading, type Reading } from './reading/reading.rules.js';

export interface PaperToKeep {
  unitId: string;
  /** Text as it arrived; undefined where the draft came as fields. */
  text?: string | undefined;
  fileName?: string | undefined;
  reading?: Reading | undefined;
  /** What the clerk confirmed; the citations kept are these. */
  dispatch: Dispatch;
  at: Date;
}

/** The key that two ways of writing one document's number share: `05 / KH-UBND` and `5/kh-ubnd`. */
const citationKey = (code: string): string =>
  searchKey(code)
    .replace(/ /g, '')
    .replace(/^0+(?=\d)/, '');

/** Stores a paper with its reading and the documents it cites, inside the caller's transaction. @returns its id */
export async function keepDispatch(db: Db, paper: PaperToKeep): Promise<string> {
  const id = uuidv7(paper.at);
  // what the spans of the reading count in
  const text = storedText(paper.text ?? '');
  const sha256 = createHash('sha256').update(text).digest();
  const reading = JSON.stringify(paper.reading ?? emptyReading());
  await sql`insert into dispatch (id, unit_id, text, text_sha256, file_name, reading, created_at)
    values (${id}, ${paper.unitId}, ${text}, ${sha256}, ${paper.fileName ?? null}, ${reading}::jsonb, ${paper.at})`.execute(
    db,
  );
  const cited = [
    ...paper.dispatch.bases.map((citation) => ({ relation: 'basis', ...citation })),
    ...paper.dispatch.references.map((citation) => ({ relation: 'reference', ...citation })),
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
  return id;
}
