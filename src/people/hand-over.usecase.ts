import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { endCodes, mustManage, mustManageAt, mustManagePerson, officerOf, rolesToManage } from '../access/index.js';
import { countLedBy, handOverDuties } from '../assignments/index.js';
import { canonical, Column, record, recordEach, type EntryValue } from '../ledger/index.js';
import type { Caller, Role } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { invalid, notPermitted, notPossibleNow } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { isUuid, uuidv7 } from '../platform/ids.js';
import { codesOf } from './people.queries.js';

/** Takes the duties over where no person does. */
export const THE_UNIT = 'unit';

/** Who leaves which unit, and who takes over what hangs on him. */
export interface Leaving {
  accountId: string;
  unitId: string;
  /** Account of the successor, or {@link THE_UNIT}; needed where duties hang on the person. */
  to?: string | undefined;
  /** Also closes the account, where nothing is left at other units. */
  closes: boolean;
}

/** One line of a receipt. */
interface Item {
  kind: 'duty' | 'mandate' | 'token';
  subjectId: string;
  unitId: string;
  directiveId: string | null;
  state: string | null;
  dueAt: Date | null;
}

/**
 * What somebody leaves behind goes to a successor, in one transaction with one receipt: the duties that he leads, his
 * mandates at the unit with what was lent from them, his sign-in codes and sessions there.
 */
@Injectable()
export class HandOver {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Sent twice, or by two at once, it gives one receipt.
   * @returns the id of the receipt
   * @throws ProductError `not-found`, `not-permitted`; `invalid` where the successor is not said or does not work for the
   *   unit; `not-possible-now` where there is nothing to hand over, or the account cannot be closed yet
   */
  execute(leaving: Leaving, by: Caller): Promise<{ id: string; repeated: boolean }> {
    return transactional(this.em, 'people.handedOver', async (em) => {
      const db = dbOf(em);
      const { accountId, unitId } = leaving;
      await mustManageAt(db, by, { accountId, unitId });
      if (by.actor === accountId)
        throw notPermitted(
          'Việc bàn giao của bạn do người khác quản lý đơn vị thực hiện.',
          'Your hand-over is carried out by somebody else who manages the unit.',
        );
      await holdAccounts(db, leaving);
      const at = await this.clock.now(db);
      const present = await atUnit(db, leaving, at);
      if (present.duties + present.mandates.length === 0 && !(leaving.closes && present.open)) {
        const before = await lastReceipt(db, leaving);
        if (before) return { id: before, repeated: true };
        throw notPossibleNow(
          'Cán bộ này không còn gì phải bàn giao ở đơn vị này.',
          'This person has nothing to hand over at this unit.',
        );
      }
      if (leaving.closes) await mustManagePerson(db, by, accountId);
      const beyond = present.mandates.find(({ role }) => !rolesToManage(by).includes(role));
      if (beyond) await mustManage(db, by, { unitId, role: beyond.role });
      const to = await successorOf(db, leaving, present.duties);
      return { id: await this.carryOut(db, leaving, { to, at, by }), repeated: false };
    });
  }

  private async carryOut(
    db: Db,
    { accountId, unitId, closes }: Leaving,
    { to, at, by }: { to: { id: string; name: string } | null; at: Date; by: Caller },
  ): Promise<string> {
    const id = uuidv7(at);
    const duties = await handOverDuties(db, { unitId, fromAccountId: accountId, to, handOverId: id }, { at, by });
    const mandates = await endMandatesAt(db, { accountId, unitId }, { at, by });
    // who goes on working elsewhere keeps what he signs in with there
    const only = (await worksSomewhere(db, accountId, at)) ? unitId : undefined;
    const codes = await codesOf(db, accountId, only);
    await endCodes(db, accountId, { at, by, unitId: only });
    const items: Item[] = [
      ...duties.map((duty) => ({ ...duty, kind: 'duty' as const, subjectId: duty.id })),
      ...mandates.map((mandate) => ({
        ...bare(unitId),
        kind: 'mandate' as const,
        subjectId: mandate.id,
        state: mandate.role,
      })),
      ...codes.map((code) => ({ ...bare(unitId), kind: 'token' as const, subjectId: code.id })),
    ];
    const receiptHash = hashOf({ id, unitId, from: accountId, to: to?.id ?? null, at, items });
    await sql`insert into hand_over (id, unit_id, from_account_id, to_account_id, at, given_by, closes_account, state, receipt_hash)
      values (${id}, ${unitId}, ${accountId}, ${to?.id ?? null}, ${at}, ${by.actor}, ${closes}, 'given', ${receiptHash})`.execute(
      db,
    );
    await writeItems(db, id, items);
    const payload = {
      handOver: id,
      from: accountId,
      to: to?.id ?? null,
      duties: duties.length,
      mandates: mandates.length,
      receipt: receiptHash.toString('hex'),
    };
    await record(db, [{ kind: 'people.handedOver', at, by, unitId, payload }]);
    if (closes) await close(db, accountId, { unitId, at, by });
    return id;
  }
}

/** Both in the order of their ids: two who hand over to each other, or leave at once, are one after the other. */
const holdAccounts = (db: Db, { accountId, to }: Leaving) =>
  sql`select 1 from account where id = any(${[accountId, ...(to && isUuid(to) ? [to] : [])]}::uuid[]) order by id for update`.execute(
    db,
  );

const bare = (unitId: string) => ({ unitId, directiveId: null, state: null, dueAt: null });

interface Present {
  duties: number;
  mandates: { id: string; role: Role }[];
  open: boolean;
}

/** What there is of a person at a unit; the account is held. */
async function atUnit(db: Db, { accountId, unitId }: Leaving, at: Date): Promise<Present> {
  const duties = (await countLedBy(db, [accountId], unitId)).get(accountId) ?? 0;
  const mandates = await rowsOf(
    db,
    sql<{ id: string; role: Role }>`select m.id, m.role from mandate m
      where m.account_id = ${accountId} and m.unit_id = ${unitId}
        and (m.until_at is null or m.until_at > greatest(m.from_at, ${at}::timestamptz))`,
  );
  const open = await firstOf(db, sql`select 1 from account where id = ${accountId} and disabled_at is null`);
  return { duties, mandates, open: open !== undefined };
}

const lastReceipt = async (db: Db, { accountId, unitId }: Leaving): Promise<string | undefined> =>
  (
    await firstOf(
      db,
      sql<{ id: string }>`select id from hand_over where from_account_id = ${accountId} and unit_id = ${unitId}
        order by id desc limit 1`,
    )
  )?.id;

/** Who takes over: a person who works for the unit, or, said explicitly, the unit itself. */
async function successorOf(db: Db, { accountId, unitId, to }: Leaving, duties: number) {
  if (to === THE_UNIT || (to === undefined && duties === 0)) return null;
  const officer = to !== undefined && isUuid(to) && to !== accountId ? await officerOf(db, unitId, to) : undefined;
  if (officer) return officer;
  throw invalid(
    'Hãy chọn người nhận bàn giao là cán bộ khác đang làm việc ở đơn vị, hoặc giao cho chính đơn vị.',
    'Say who takes over: somebody else who works for the unit, or the unit itself.',
    { field: 'to' },
  );
}

/** Ends what a person has at a unit, and what was lent from it. */
async function endMandatesAt(
  db: Db,
  { accountId, unitId }: { accountId: string; unitId: string },
  { at, by }: { at: Date; by: Caller },
): Promise<{ id: string; role: Role }[]> {
  const ended = await rowsOf(
    db,
    sql<{
      id: string;
      role: Role;
    }>`update mandate m set until_at = greatest(m.from_at, ${at}::timestamptz), ended_by = ${by.actor}
      where (m.until_at is null or m.until_at > greatest(m.from_at, ${at}::timestamptz)) and (
        m.account_id = ${accountId} and m.unit_id = ${unitId} or m.delegated_by in (
          select id from mandate where account_id = ${accountId} and unit_id = ${unitId}))
      returning m.id, m.role`,
  );
  await recordEach(
    db,
    sql`(select id, account_id, unit_id, role from mandate where id = any(${ended.map(({ id }) => id)}::uuid[]))`,
    {
      kind: 'access.mandateEnded',
      at,
      by,
      unitId: new Column('unit_id', 'text'),
      payload: {
        mandate: new Column('id', 'text'),
        account: new Column('account_id', 'text'),
        role: new Column('role', 'text'),
      },
    },
  );
  return ended;
}

const writeItems = (db: Db, id: string, items: readonly Item[]) =>
  sql`insert into hand_over_item (hand_over_id, ord, kind, subject_id, unit_id, directive_id, assignment_id, state, due_at)
    select ${id}, i.ord, i.kind, i.subject, i.unit, i.directive, case when i.kind = 'duty' then i.subject end, i.state, i.due
    from unnest(${items.map((i) => i.kind)}::text[], ${items.map((i) => i.subjectId)}::uuid[],
      ${items.map((i) => i.unitId)}::uuid[], ${items.map((i) => i.directiveId)}::uuid[], ${items.map((i) => i.state)}::text[],
      ${items.map((i) => i.dueAt)}::timestamptz[]) with ordinality i (kind, subject, unit, directive, state, due, ord)`.execute(
    db,
  );

/** The receipt in its canonical form: the history keeps this hash. */
function hashOf(receipt: {
  id: string;
  unitId: string;
  from: string;
  to: string | null;
  at: Date;
  items: readonly Item[];
}): Buffer {
  const value: EntryValue = {
    v: 1,
    id: receipt.id,
    unit: receipt.unitId,
    from: receipt.from,
    to: receipt.to,
    at: receipt.at.toISOString(),
    items: receipt.items.map(({ kind, subjectId, unitId, directiveId, state, dueAt }) => ({
      kind,
      subject: subjectId,
      unit: unitId,
      directive: directiveId,
      state,
      due: dueAt?.toISOString() ?? null,
    })),
  };
  return createHash('sha256').update(canonical(value)).digest();
}

/** Whether a person has, or will have, a mandate at some unit. */
const worksSomewhere = async (db: Db, accountId: string, at: Date): Promise<boolean> =>
  (await firstOf(
    db,
    sql`select 1 from mandate m where m.account_id = ${accountId}
      and (m.until_at is null or m.until_at > greatest(m.from_at, ${at}::timestamptz)) limit 1`,
  )) !== undefined;

/** @throws ProductError `not-possible-now` while mandates or duties are left at other units */
async function close(
  db: Db,
  accountId: string,
  { unitId, at, by }: { unitId: string; at: Date; by: Caller },
): Promise<void> {
  if ((await worksSomewhere(db, accountId, at)) || (await countLedBy(db, [accountId])).has(accountId))
    throw notPossibleNow(
      'Chưa khóa được tài khoản: cán bộ này còn quyền làm việc hoặc việc chủ trì ở đơn vị khác. Hãy bàn giao ở các đơn vị đó trước.',
      'The account cannot be closed yet: this person has mandates or duties at other units. Hand those over first.',
    );
  const closed = await firstOf(
    db,
    sql`update account set disabled_at = ${at} where id = ${accountId} and disabled_at is null returning id`,
  );
  if (closed) await record(db, [{ kind: 'access.accountClosed', at, by, unitId, payload: { account: accountId } }]);
}
