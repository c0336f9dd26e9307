import { machineOf, step, type DirectiveEvent, type Effect } from '../../workflows/index.js';
import { record } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { firstOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { conflict, notPossibleNow } from '../platform/errors.js';
import { vnDate } from '../platform/vn-time.js';
import type { DirectiveRow } from './directives.queries.js';

const KIND = {
  SIGN: 'directive.signed',
  NUMBER: 'directive.numbered',
  ISSUE: 'directive.issued',
  CLOSE: 'directive.closed',
} as const;

interface StepOptions {
  set: RawBuilder<unknown>;
  payload?: Record<string, string | number | null>;
}

/**
 * Moves a locked directive by one event inside the caller's transaction, with its fact.
 * @returns the row as it is now, and the effects for the caller to carry out
 * @throws ProductError `not-possible-now`
 */
async function move(
  db: Db,
  row: DirectiveRow,
  event: DirectiveEvent,
  by: Caller,
  { set, payload }: StepOptions,
): Promise<{ row: DirectiveRow; effects: readonly Effect[] }> {
  const moved = step(machineOf('directive', row.machineVersion), { value: row.state, context: {} }, event);
  if (!moved.accepted)
    throw notPossibleNow(
      `Không thực hiện được ở trạng thái hiện tại (${row.state}).`,
      `Not possible in the present state (${row.state}).`,
      { current: { id: row.id, state: row.state } },
    );
  const state = moved.value as DirectiveRow['state'];
  await sql`update directive set state = ${state}, version = version + 1, ${set} where id = ${row.id}`.execute(db);
  await record(db, [
    {
      kind: KIND[event.type],
      at: row.now,
      by,
      unitId: row.issuerId,
      cascadeId: row.cascadeId,
      directiveId: row.id,
      from: row.state,
      to: state,
      payload: payload ?? {},
    },
  ]);
  return { row: { ...row, state, version: row.version + 1 }, effects: moved.effects };
}

/** Signs a draft. Signing is the law's first step; the number follows (Decree 30/2020, article 15). */
export async function sign(db: Db, row: DirectiveRow, by: Caller): Promise<DirectiveRow> {
  return (await move(db, row, { type: 'SIGN' }, by, { set: sql`signed_at = ${row.now}` })).row;
}

/**
 * Numbers a signed directive: the number the paper bears, else the next of the issuer's year where policy lets the
 * system mint it. Numbers are gap-free: the counter moves in the same transaction.
 * @throws ProductError `not-possible-now` where neither is there, `conflict` where the number is taken this year
 */
export async function number(db: Db, row: DirectiveRow, by: Caller): Promise<DirectiveRow> {
  const year = Number((row.datedOn ?? vnDate(row.now)).slice(0, 4));
  if (row.number === null && !row.policy.systemNumbers)
    throw notPossibleNow('Văn bản chưa có số; hãy ghi số trước.', 'The directive has no number; give it one first.');
  const given = row.number;
  const counter = await firstOf(
    db,
    sql<{ last: number }>`insert into number_counter as c (unit_id, year, series, last)
      values (${row.issuerId}, ${year}, '', ${given ?? 1})
      on conflict (unit_id, year, series) do update
        set last = case when ${given}::integer is null then c.last + 1 else greatest(c.last, ${given}::integer) end
      returning last`,
  );
  const minted = given ?? counter!.last;
  const taken = await firstOf(
    db,
    sql`select 1 from directive where issuer_id = ${row.issuerId} and id <> ${row.id} and number = ${minted}
      and coalesce(symbol, '') = ${row.symbol ?? ''} and numbered_at is not null
      and extract(year from coalesce(dated_on, (numbered_at at time zone 'Asia/Ho_Chi_Minh')::date)) = ${year}`,
  );
  if (taken)
    throw conflict(
      `Số ${minted}/${row.symbol ?? ''} đã dùng trong năm ${year}; hãy ghi số khác.`,
      `Number ${minted}/${row.symbol ?? ''} is taken in ${year}; give another.`,
    );
  const { row: numbered } = await move(db, row, { type: 'NUMBER' }, by, {
    set: sql`number = ${minted}, numbered_at = ${row.now}`,
    payload: { number: minted, year, mintedBy: given === null ? 'system' : 'issuer' },
  });
  return { ...numbered, number: minted };
}

/** Puts a numbered directive in force; its deadlines and calendar are frozen with it. */
export const issue = (
  db: Db,
  row: DirectiveRow,
  by: Caller,
  due: { receipt: Date; work: Date | null; provisional: boolean; calendarVersion: number; units: number },
) =>
  move(db, row, { type: 'ISSUE' }, by, {
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

/** Ends a directive that is in force. */
export const close = (db: Db, row: DirectiveRow, by: Caller) =>
  move(db, row, { type: 'CLOSE' }, by, { set: sql`closed_at = ${row.now}` });
