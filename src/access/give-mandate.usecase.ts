import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Caller, Role } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf } from '../platform/database/sql.js';
import { invalid, notPermitted, notPossibleNow } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { endCodesBeyond } from './make-sign-in-code.usecase.js';
import { heldAccount, openMandate } from './mandates.js';
import { mustBeGiver, mustManagePerson } from './people-scope.js';

/** What a person is to do for a unit, and how long. */
export interface MandateToGive {
  accountId: string;
  unitId: string;
  role: Role;
  /** Not before now; left out: from now on. */
  fromAt?: Date | undefined;
  /** Exclusive; left out: until it is ended. */
  untilAt?: Date | undefined;
  /** Number of the decision of appointment. */
  legalBasis?: string | undefined;
}

/** Gives a person a mandate: by a leader in his unit, by an administrator in his unit and below it. */
@Injectable()
export class GiveMandate {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Nobody gives one to himself. A unit or a higher role that is new to the person ends his sign-in codes and sessions,
   * unless they were made by who gives it: their maker managed what was before, and perhaps not this.
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now` for a closed account, `invalid`
   */
  execute(wanted: MandateToGive, by: Caller): Promise<{ id: string; repeated: boolean }> {
    return transactional(this.em, 'access.mandateGiven', async (em) => {
      const db = dbOf(em);
      const { accountId, unitId, role, legalBasis } = wanted;
      await mustManagePerson(db, by, accountId);
      await mustBeGiver(db, by, { unitId, role });
      if (by.actor === accountId)
        throw notPermitted('Không ai tự giao quyền cho mình.', 'Nobody gives a mandate to himself.');
      if (!(await heldAccount(db, accountId)))
        throw notPossibleNow('Tài khoản này đã khóa.', 'This account is closed.');
      const at = await this.clock.now(db);
      const fromAt = wanted.fromAt && wanted.fromAt > at ? wanted.fromAt : at;
      const untilAt = wanted.untilAt ?? null;
      if (untilAt !== null && untilAt <= fromAt)
        throw invalid(
          'Ngày kết thúc phải sau ngày bắt đầu và sau hôm nay.',
          'The end must be after the beginning, and after today.',
          {
            field: 'until',
          },
        );
      await endCodesBeyond(db, { accountId, unitId, role }, { at, by });
      return openMandate(db, { accountId, unitId, role, fromAt, untilAt, legalBasis }, { at, by });
    });
  }
}
