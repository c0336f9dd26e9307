import type { DirectiveEvent, Effect } from '../../workflows/index.js';
import { advance, movingOne, type CaseTable } from '../durable/index.js';
import { recording, type EntryValue, type Fact } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { notPossibleNow } from '../platform/errors.js';
import { vnDate } from '../platform/vn-time.js';
import type { DirectiveRow } from './directives.queries.js';
import { takeNumber } from './take-number.js';

const KIND = {
  SIGN: 'directive.signed',
  NUMBER: 'directive.numbered',
  ISSUE: 'directive.issued',
  CLOSE: 'directive.closed',
  AMEND: 'directive.amended',
  PAUSE: 'directive.paused',
  RESUME: 'directive.resumed',
  RECALL: 'directive.recalled',
  SUPERSEDE: 'directive.superseded',
} as const;

/** Directives as cases of their machine. */
export const DIRECTIVE_CASES: CaseTable<'directive'> = {
  machine: 'directive',
  table: 'directive',
  key: ['id'],
  states: ['state'],
  hasContext: false,
};

interface StepOptions {
  set: RawBuilder<unknown>;
  payload?: Readonly<Record<string, EntryValue>>;
  sealed?: Readonly<Record<string, string>>;
}

/**
 * Moves a locked directive by one event inside the caller's transaction, with its fact.
 * @returns the row as it is now, and the effects for the caller to carry out
 * @throws ProductError `not-possible-now`
 */
export async function moveDirective(
  db: Db,
  row: DirectiveRow,
  event: DirectiveEvent,
  by: Caller,
  { set, payload, sealed }: StepOptions,
): Promise<{ row: DirectiveRow; effects: readonly Effect[] }> {
  const moved = advance(DIRECTIVE_CASES, row, event);
  if (!moved.accepted)
    throw notPossibleNow(
      `Không thực hiện được ở trạng thái hiện tại (${row.state}).`,
      `Not possible in the present state (${row.state}).`,
      { current: { id: row.id, state: row.state } },
    );
  const state = moved.states['state'] as DirectiveRow['state'];
  const fact: Fact = {
    kind: KIND[event.type],
    at: row.now,
    by,
    unitId: row.issuerId,
    cascadeId: row.cascadeId,
    directiveId: row.id,
    from: row.state,
    to: state,
    payload: payload ?? {},
    ...(sealed ? { sealed } : {}),
  };
  const moving = movingOne(DIRECTIVE_CASES, { key: [row.id], version: row.version, after: moved, set: [set] });
  await sql`with ${sql.join([...moving, recording(fact, sql`moved`)])} select 1`.execute(db);
  return { row: { ...row, state, version: row.version + 1 }, effects: moved.effects };
}

/** Signs a draft. Signing is the law's first step; the number follows (Decree 30/2020, article 15). */
export async function sign(db: Db, row: DirectiveRow, by: Caller): Promise<DirectiveRow> {
  return (await moveDirective(db, row, { type: 'SIGN' }, by, { set: sql`signed_at = ${row.now}` })).row;
}

/**
 * Numbers a signed directive: the number the paper bears, else the next of its series in the issuer's year (the year of
 * the paper's date, else of today in Viet Nam) where policy lets the system mint it. Where a number that was given
 * leaves a gap or goes back, the fact says so.
 * @throws ProductError `not-possible-now` where neither is there, `conflict` where the number is taken this year
 */
export async function number(db: Db, row: DirectiveRow, by: Caller): Promise<DirectiveRow> {
  const year = Number((row.datedOn ?? vnDate(row.now)).slice(0, 4));
  if (row.number === null && !row.policy.systemNumbers)
    throw notPossibleNow('Văn bản chưa có số; hãy ghi số trước.', 'The directive has no number; give it one first.');
  const taken = await takeNumber(db, { ...row, year, at: row.now });
  const { row: numbered } = await moveDirective(db, row, { type: 'NUMBER' }, by, {
    set: sql`number = ${taken.number}, numbered_at = ${row.now}`,
    payload: {
      number: taken.number,
      year,
      mintedBy: row.number === null ? 'system' : 'issuer',
      ...(taken.series === '' ? {} : { series: taken.series }),
      ...taken.place,
    },
  });
  return { ...numbered, number: taken.number };
}

/** Puts a numbered directive in force; its deadlines and calendar are frozen with it. */
export const issue = (
  db: Db,
  row: DirectiveRow,
  by: Caller,
  due: { receipt: Date; work: Date | null; provisional: boolean; calendarVersion: number; units: number },
) =>
  moveDirective(db, row, { type: 'ISSUE' }, by, {
    set: sql`issued_at = ${row.now}, receipt_due_at = ${due.receipt}, work_due_at = ${due.work}::timestamptz,
      due_provisional = ${due.provisional}, calendar_version = ${due.calendarVersion}`,
    payload: {
      units: due.units,
      receiptDueAt: due.receipt.toISOString(),
      workDueAt: due.work?.toISOString() ?? null,
      calendarVersion: due.calendarVersion,
      policy: `${row.policyCode}.${row.policyVersion}`,
    },
  });

/** Ends a directive that is in force. @param payload  what of it stays open */
export const close = (db: Db, row: DirectiveRow, by: Caller, payload: Readonly<Record<string, EntryValue>>) =>
  moveDirective(db, row, { type: 'CLOSE' }, by, { set: sql`closed_at = ${row.now}`, payload });
