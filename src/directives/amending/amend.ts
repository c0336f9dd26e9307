import { createHash } from 'node:crypto';
import type { Caller } from '../../platform/caller.js';
import { sql, type Db } from '../../platform/database/sql.js';
import type { EntryValue } from '../../ledger/index.js';
import type { DirectiveRow } from '../directives.queries.js';
import { moveDirective } from '../step-directive.js';
import { type DirectiveContent, type DirectiveVersionRow } from './versions.queries.js';

/** An amendment that is ready to be written. */
export interface ReadyAmendment {
  before: DirectiveContent;
  after: DirectiveContent;
  dueProvisional: boolean;
  /** By when who acknowledges again is to do so; null where nobody does. */
  receiptDueAt: Date | null;
  reason: string;
  /** The paper that amends. */
  dispatchId: string | null;
  /** What the history says of it beside the version. */
  payload: Readonly<Record<string, EntryValue>>;
}

/**
 * Puts a new version of what a locked directive asks in force, inside the caller's transaction. What was issued is kept
 * as version 1 with the first amendment.
 * @throws ProductError `not-possible-now`
 */
export async function amend(
  db: Db,
  row: DirectiveRow,
  { before, after, dueProvisional, receiptDueAt, reason, dispatchId, payload }: ReadyAmendment,
  by: Caller,
): Promise<DirectiveRow> {
  const version = row.contentVersion + 1;
  const { row: moved } = await moveDirective(db, row, { type: 'AMEND' }, by, {
    set: sql`content_version = ${version}, amended_at = ${row.now}, subject = ${after.subject}, due_on = ${after.dueOn}::date,
      due_operator = ${after.dueOperator}, due_hour = ${after.dueHour}, work_due_at = ${after.workDueAt}::timestamptz,
      due_provisional = ${dueProvisional}, receipt_due_at = coalesce(${receiptDueAt}::timestamptz, a.receipt_due_at)`,
    payload: {
      contentVersion: version,
      contentSha256: contentSha256(after),
      ...(receiptDueAt === null ? {} : { receiptDueAt: receiptDueAt.toISOString() }),
      ...payload,
    },
    sealed: { reason },
  });
  const madeBy = by.unitId ?? row.issuerId;
  const made = { ...after, version, reason, dispatchId, madeAt: row.now };
  const issued = { ...before, version: 1, reason: null, dispatchId: row.dispatchId, madeAt: row.issuedAt ?? row.now };
  if (row.contentVersion === 1) await keep(db, row.id, issued, row.issuerId);
  await keep(db, row.id, made, madeBy);
  await replaceTasks(db, row.id, after);
  const { subject, dueOn, dueOperator, dueHour, workDueAt } = after;
  return {
    ...moved,
    subject,
    dueOn,
    dueOperator,
    dueHour,
    workDueAt,
    receiptDueAt: receiptDueAt ?? row.receiptDueAt,
    contentVersion: version,
  };
}

/** A fingerprint of what a version asks, for the history: the text itself stands in the version. */
function contentSha256({ subject, tasks, workDueAt }: DirectiveContent): string {
  const asked = tasks.map(({ n, label, text, addressees }) => [n, label, text, ...addressees]);
  return createHash('sha256')
    .update(JSON.stringify([subject, workDueAt, asked]))
    .digest('hex');
}

const keep = (db: Db, id: string, it: DirectiveVersionRow, madeBy: string) =>
  sql`insert into directive_version (directive_id, version, subject, tasks, due_on, due_operator, due_hour, work_due_at,
      reason, dispatch_id, made_at, made_by)
    values (${id}, ${it.version}, ${it.subject}, ${JSON.stringify(it.tasks)}::jsonb,
      ${it.dueOn}::date, ${it.dueOperator}, ${it.dueHour}, ${it.workDueAt}::timestamptz, ${it.reason}, ${it.dispatchId}::uuid,
      ${it.madeAt}::timestamptz, ${madeBy})`.execute(db);

/** A task that stays keeps what is known of it beside its words. */
async function replaceTasks(db: Db, id: string, { tasks }: DirectiveContent): Promise<void> {
  const rows = tasks.map(({ n, label, text, addressees }) => ({ n, label, text, addressees }));
  await sql`delete from directive_task where directive_id = ${id} and n <> all(${tasks.map(({ n }) => n)}::smallint[])`.execute(
    db,
  );
  await sql`insert into directive_task (directive_id, n, label, text, addressees)
    select ${id}, n, label, text, addressees from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as t (n smallint, label text, text text, addressees jsonb)
    on conflict (directive_id, n) do update set label = excluded.label, text = excluded.text,
      addressees = excluded.addressees`.execute(db);
}
