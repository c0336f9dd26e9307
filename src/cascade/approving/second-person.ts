import { isNotAnother, isPerson, type NotAnother } from '../../access/index.js';
import { CURRENT, type ApprovalEvent } from '../../../workflows/index.js';
import type { DirectiveRow } from '../../directives/index.js';
import { advance, movingOne } from '../../durable/index.js';
import { record, recording, type Fact } from '../../ledger/index.js';
import { SYSTEM, type Caller } from '../../platform/caller.js';
import { firstOf, sql, type Db } from '../../platform/database/sql.js';
import { conflict, notPermitted, notPossibleNow, type Words } from '../../platform/errors.js';
import { uuidv7 } from '../../platform/ids.js';
import { APPROVAL_CASES, type ApprovedAct } from './approval.entity.js';
import { approvalById, hashOfSubject, waitingFor, type ApprovalRow } from './approval.queries.js';

/** What is to be done, and by whom. */
export interface Asking {
  act: ApprovedAct;
  by: Caller;
  /** Of the act, where it takes one. */
  reason?: string | undefined;
  /** The request that is confirmed with this call: it must be there, and be the same. */
  approval?: string | undefined;
}

const KIND = {
  GIVE: 'directive.approvalGiven',
  REFUSE: 'directive.approvalRefused',
  WITHDRAW: 'directive.approvalWithdrawn',
} as const;

export const needsSecondPerson = ({ policy }: DirectiveRow, act: ApprovedAct): boolean =>
  policy.secondPerson?.includes(act) ?? false;

/**
 * Where the policy asks for a second person: keeps the first one's call, and lets the second one's go on. What is
 * confirmed is exactly what was asked for: where the directive has changed since, the request is void and this call is
 * the first one of a new one. Both are persons with an account: of a token nobody knows who holds it.
 * @returns the request that waits; undefined where the act may be done now
 * @throws ProductError `not-permitted` (who may not confirm), `conflict` (what was to be confirmed has changed)
 */
export async function secondPerson(db: Db, row: DirectiveRow, asking: Asking): Promise<ApprovalRow | undefined> {
  const { act, by, approval } = asking;
  if (!needsSecondPerson(row, act)) return undefined;
  if (!(await isPerson(db, by.actor))) throw notAnother('no-person');
  const reason = asking.reason ?? null;
  const open = await waitingFor(db, row.id, act);
  const hash = await hashOfSubject(db, row.id, open && approval === open.id ? open.reason : reason);
  if (approval !== undefined && (open?.id !== approval || open.subjectHash !== hash)) throw anotherSubject();
  const isAskedByPerson = open !== undefined && (await isPerson(db, open.askedBy));
  if (approval !== undefined && !isAskedByPerson) throw anotherSubject();
  if (open && isAskedByPerson && open.subjectHash === hash) {
    const why = await isNotAnother(db, by.actor, open.askedBy);
    if (why === 'same-person' && approval === undefined) return open;
    if (why) throw notAnother(why);
    await decide(db, open, { event: { type: 'GIVE' }, by, row });
    return undefined;
  }
  if (open) await decide(db, open, { event: { type: 'WITHDRAW' }, by: SYSTEM, row });
  return ask(db, row, { ...asking, reason: reason ?? undefined }, hash);
}

async function ask(db: Db, row: DirectiveRow, { act, by, reason }: Asking, hash: string): Promise<ApprovalRow> {
  const id = uuidv7(row.now);
  await sql`insert into approval (id, directive_id, unit_id, act, machine_version, state, subject_hash, reason, asked_by, asked_at)
    values (${id}, ${row.id}, ${row.issuerId}, ${act}, ${CURRENT.approval}, 'asked', ${hash}, ${reason ?? null},
      ${by.actor}, ${row.now})`.execute(db);
  await record(db, [
    {
      kind: 'directive.approvalAsked',
      at: row.now,
      by,
      unitId: row.issuerId,
      cascadeId: row.cascadeId,
      directiveId: row.id,
      to: 'asked',
      payload: { approval: id, act, subjectHash: hash },
      ...(reason ? { sealed: { reason } } : {}),
    },
  ]);
  return approvalById(db, id);
}

interface Decision {
  event: ApprovalEvent;
  by: Caller;
  row: Pick<DirectiveRow, 'id' | 'issuerId' | 'cascadeId' | 'now'>;
  note?: string | undefined;
}

/**
 * Decides a request, with its fact.
 * @throws ProductError `not-possible-now` where it is decided already
 */
export async function decide(db: Db, open: ApprovalRow, { event, by, row, note }: Decision): Promise<void> {
  const after = advance(APPROVAL_CASES, open, event);
  if (!after.accepted) throw decidedAlready(open);
  const fact: Fact = {
    kind: KIND[event.type],
    at: row.now,
    by,
    unitId: row.issuerId,
    cascadeId: row.cascadeId,
    directiveId: row.id,
    from: open.state,
    to: after.states['state']!,
    payload: { approval: open.id, act: open.act },
    ...(note ? { sealed: { note } } : {}),
  };
  const moving = movingOne(APPROVAL_CASES, {
    key: [open.id],
    version: open.version,
    after,
    set: [sql`decided_by = ${by.actor}, decided_at = ${row.now}, note = ${note ?? null}`],
  });
  const done = await firstOf(db, sql`with ${sql.join([...moving, recording(fact, sql`moved`)])} select id from moved`);
  if (!done) throw decidedAlready(open);
}

const decidedAlready = (open: ApprovalRow) =>
  notPossibleNow('Đề nghị này đã được xử lý.', 'This request was decided already.', { approval: open.id });

const anotherSubject = () =>
  conflict(
    'Nội dung đã thay đổi so với lúc đề nghị xác nhận; đề nghị cũ không còn giá trị. Hãy xem lại rồi đề nghị lại.',
    'What was to be confirmed has changed since; the request is void. Look at it again and ask anew.',
  );

const WHY_NOT: Readonly<Record<NotAnother, Words>> = {
  'no-person': {
    vi: 'Việc này cần hai cán bộ, mỗi người có tài khoản riêng: hãy đăng nhập để đề nghị hoặc xác nhận. Mã của cơ quan và dòng lệnh chỉ soạn được dự thảo.',
    en: 'This takes two persons, each with an account: sign in to ask or to confirm. A token of the unit and the command line may only draft.',
  },
  'same-person': {
    vi: 'Người đề nghị không tự xác nhận; cần một người khác có thẩm quyền của cơ quan ban hành.',
    en: 'Who asked cannot confirm; another person of the issuer with the right to do so is needed.',
  },
  'made-by-first': {
    vi: 'Tài khoản, chức vụ hoặc mã đăng nhập của bạn do người đề nghị cấp; cần một người khác xác nhận.',
    en: 'Your account, mandate or sign-in code was made by who asked; somebody else has to confirm.',
  },
};
const notAnother = (why: NotAnother) => notPermitted(WHY_NOT[why].vi, WHY_NOT[why].en);
