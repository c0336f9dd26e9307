import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Caller, Role } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, firstOf, sql, type Db } from '../platform/database/sql.js';
import { invalid, notPermitted, notPossibleNow } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { isUuid } from '../platform/ids.js';
import { inForce } from './in-force.js';
import { lentUntil, rolesToLend } from './mandate.rules.js';
import { endCodesBeyond } from './make-sign-in-code.usecase.js';
import { heldAccount, openMandate } from './mandates.js';

/** What a leader lends of his mandate, to whom and for how long. */
export interface Delegation {
  accountId: string;
  role: Role;
  untilAt: Date;
  /** Number of the written authorisation. */
  legalBasis?: string | undefined;
}

interface Lender {
  id: string;
  role: Role;
  unitId: string;
  untilAt: Date | null;
  delegated: boolean;
}

/** A leader lends his mandate, or a lower role, to somebody of the same unit for a period (TUQ: art. 13.3 of Decree 30/2020). */
@Injectable()
export class DelegateMandate {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * It never lasts longer than the mandate that it is lent from, ends with it, and is not lent further.
   * @throws ProductError `not-permitted`, `not-possible-now` for somebody who is not of the unit, `invalid`
   */
  execute(
    { accountId, role, untilAt, legalBasis }: Delegation,
    by: Caller,
  ): Promise<{ id: string; repeated: boolean; untilAt: Date }> {
    return transactional(this.em, 'access.mandateDelegated', async (em) => {
      const db = dbOf(em);
      const at = await this.clock.now(db);
      const own = await lenderOf(db, by, at);
      if (!own || own.delegated || !rolesToLend(own.role).includes(role))
        throw notPermitted(
          'Chỉ lãnh đạo ủy quyền, trong phạm vi quyền của chính mình; quyền được ủy quyền không ủy quyền lại được.',
          'Only leaders delegate, within their own mandate; what was delegated is not delegated further.',
        );
      if (by.actor === accountId)
        throw invalid('Hãy chọn một cán bộ khác của đơn vị.', 'Choose somebody else of the unit.', {
          field: 'account',
        });
      if (untilAt <= at)
        throw invalid('Ủy quyền phải có ngày kết thúc sau hôm nay.', 'A delegation ends after today.', {
          field: 'until',
        });
      const until = lentUntil(untilAt, own.untilAt)!;
      if (!isUuid(accountId) || !(await heldAccount(db, accountId)) || !(await isOfUnit(db, accountId, own.unitId, at)))
        throw notPossibleNow(
          'Chỉ ủy quyền cho cán bộ đang làm việc ở chính đơn vị này.',
          'A mandate is delegated only to somebody who works for the same unit.',
        );
      await endCodesBeyond(db, { accountId, unitId: own.unitId, role }, { at, by });
      const mandate = {
        accountId,
        unitId: own.unitId,
        role,
        fromAt: at,
        untilAt: until,
        delegatedBy: own.id,
        legalBasis,
      };
      return { ...(await openMandate(db, mandate, { at, by })), untilAt: until };
    });
  }
}

/** The caller's own mandate, kept as it is until the transaction ends. */
const lenderOf = (db: Db, { mandate }: Caller, at: Date): Promise<Lender | undefined> =>
  firstOf(
    db,
    sql<Lender>`select m.id, m.role, m.unit_id as "unitId", m.until_at as "untilAt", m.delegated_by is not null as delegated
      from mandate m where m.id = ${mandate ?? null}::uuid and ${inForce('m', sql`${at}::timestamptz`)} for share of m`,
  );

const isOfUnit = async (db: Db, accountId: string, unitId: string, at: Date): Promise<boolean> =>
  (await firstOf(
    db,
    sql`select 1 from mandate m where m.account_id = ${accountId} and m.unit_id = ${unitId} and m.delegated_by is null
      and ${inForce('m', sql`${at}::timestamptz`)} limit 1`,
  )) !== undefined;
