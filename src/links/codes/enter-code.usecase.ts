import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { AcknowledgeAssignment, type ActResult } from '../../assignments/index.js';
import type { Caller } from '../../platform/caller.js';
import { dbOf } from '../../platform/database/sql.js';
import { invalid, notFound, notPermitted } from '../../platform/errors.js';
import { isSender } from '../link-rights.js';
import { CodeAttempts, type Trying } from './code-attempts.js';
import { digitsOf, isShortCode } from './short-code.rules.js';
import { ShortCodes, type CodedDuty } from './short-codes.js';

/** Takes the code that a unit says on the telephone, or that somebody types from a letter. */
@Injectable()
export class EnterCode {
  constructor(
    private readonly em: EntityManager,
    private readonly codes: ShortCodes,
    private readonly attempts: CodeAttempts,
    private readonly acknowledging: AcknowledgeAssignment,
  ) {}

  /**
   * What a code leads to. An attempt is counted before it is looked up; what fails its check digits is no attempt.
   * @param typed  with or without gaps
   * @throws ProductError `invalid`, `too-many`, `not-found` (unknown, expired or revoked)
   */
  async find(typed: string, whom: Trying): Promise<CodedDuty> {
    const digits = digitsOf(typed);
    if (!isShortCode(digits)) throw notACode();
    await this.attempts.count(whom, digits);
    const duty = await this.codes.find(dbOf(this.em.fork()), digits);
    if (!duty) throw unknown();
    return duty;
  }

  /**
   * Acknowledges for the unit that said the code, in the name of who entered it. Acknowledged already is a repeat.
   * @param contentVersion  the version of the paper that was read out; without it what was sent last
   * @throws ProductError `not-permitted` for whoever did not send the paper, `not-possible-now`, `conflict`
   */
  async acknowledge(duty: CodedDuty, contentVersion: number | undefined, by: Caller): Promise<ActResult> {
    if (!(await isSender(dbOf(this.em.fork()), by, duty))) throw notSender();
    const seen = { contentVersion, linkGeneration: duty.generation };
    return this.acknowledging.execute(duty.assignmentId, seen, byTelephone(by, duty.unitId));
  }
}

/** Who enters a code is known, and acts for the unit that said it in no office of its own. */
export const byTelephone = ({ actor, role, locale }: Caller, unitId: string): Caller => ({
  actor,
  role,
  unitId,
  capacity: 'by-telephone',
  locale,
});

export const notSender = () =>
  notPermitted(
    'Chỉ văn thư hoặc lãnh đạo cơ quan gửi được ghi nhận thay đơn vị qua điện thoại.',
    'Only a clerk or leader of the sender enters a code for a unit.',
  );

const notACode = () =>
  invalid(
    'Mã chưa đúng: mã gồm 12 chữ số, có thể một chữ số bị sai hoặc hai chữ số đổi chỗ. Hãy xem lại thư hoặc văn bản.',
    'This is not a code: it has 12 digits, and one may be wrong or two may have changed places. Look at the letter again.',
    { field: 'code' },
  );

const unknown = () =>
  notFound(
    'Không có mã này, hoặc mã đã hết hạn hay bị thu hồi. Hãy dùng mã trong thư mới nhất, hoặc gọi cơ quan gửi.',
    'There is no such code, or it has expired or was revoked. Use the one in the newest mail, or call the sender.',
  );
