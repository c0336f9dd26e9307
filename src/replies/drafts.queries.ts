import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import { isUuid } from '../platform/ids.js';

/** A draft report that an answer brought. */
export interface DraftRow {
  id: string;
  replyId: string;
  cascadeId: string;
  directiveId: string;
  assignmentId: string;
  unitId: string;
  text: string;
  state: 'open' | 'submitted' | 'discarded';
  from: string | null;
  madeAt: Date;
  files: { n: number; name: string; bytes: number }[];
}

const DRAFT = sql`t.id, t.inbound_mail_id as "replyId", t.cascade_id as "cascadeId", t.directive_id as "directiveId",
  t.assignment_id as "assignmentId", t.unit_id as "unitId", t.text, t.state, m.from_address as "from", t.made_at as "madeAt",
  (select coalesce(json_agg(json_build_object('n', f.n, 'name', f.name, 'bytes', f.bytes) order by f.n), '[]')
    from report_draft_file f where f.draft_id = t.id) as files`;
const FROM = sql`report_draft t join inbound_mail m on m.id = t.inbound_mail_id`;

/** Drafts on a duty that may still be sent, and those that were; the newest first, at most twenty. */
export const draftsOf = (db: Db, assignmentId: string): Promise<DraftRow[]> =>
  rowsOf(
    db,
    sql<DraftRow>`select ${DRAFT} from ${FROM} where t.assignment_id = ${assignmentId} and t.state <> 'discarded'
      order by t.made_at desc, t.id desc limit 20`,
  );

/** @param lock  holds the row until the caller's transaction ends. @throws ProductError `not-found` */
export async function draftById(db: Db, id: string, lock = false): Promise<DraftRow> {
  const held: RawBuilder<unknown> = lock ? sql`for update of t` : sql``;
  const row = isUuid(id)
    ? await firstOf(db, sql<DraftRow>`select ${DRAFT} from ${FROM} where t.id = ${id} ${held}`)
    : undefined;
  if (!row) throw notFound('Không có dự thảo này.', 'There is no such draft.');
  return row;
}

/** A file of a draft. @throws ProductError `not-found` */
export async function draftFile(db: Db, id: string, n: number): Promise<{ name: string; content: Buffer }> {
  const row = await firstOf(
    db,
    sql<{
      name: string;
      content: Buffer;
    }>`select name, content from report_draft_file where draft_id = ${id}::uuid and n = ${n}`,
  );
  if (!row) throw notFound('Không có tệp này.', 'There is no such file.');
  return row;
}
