import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { assignmentById, maySeeAssignment, stateOf, stateWords, type HeldAssignment } from '../../assignments/index.js';
import { record } from '../../ledger/index.js';
import type { Caller } from '../../platform/caller.js';
import { dbOf, type Db } from '../../platform/database/sql.js';
import { notPossibleNow } from '../../platform/errors.js';
import { transactional } from '../../platform/failpoints.js';
import { mustHaveLinks } from '../link-rights.js';
import { linkExpiresAt } from '../link-term.rules.js';
import { makeCodes } from './make-codes.js';
import { ShortCodes, type PrintedCode } from './short-codes.js';

export interface CodeGiven extends PrintedCode {
  repeated: boolean;
}

/** Gives the code of an assignment to whoever prints it, or tells it somebody on the telephone. */
@Injectable()
export class GiveCode {
  constructor(
    private readonly em: EntityManager,
    private readonly codes: ShortCodes,
  ) {}

  /**
   * The one that works already is given again, as it is.
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now` where there is nothing to acknowledge
   */
  execute(id: string, by: Caller): Promise<CodeGiven> {
    return transactional(this.em, 'code.given', async (em) => {
      const db = dbOf(em);
      const row = await assignmentById(db, id);
      await maySeeAssignment(db, by, row);
      await mustHaveLinks(db, by, row);
      mustBeToAcknowledge(row);
      const live = await this.codes.live(db, row);
      return live ? { ...live, repeated: true } : this.make(db, row, by);
    });
  }

  private async make(db: Db, row: HeldAssignment, by: Caller): Promise<CodeGiven> {
    const { cascadeId, id: assignmentId, directiveId, unitId, linkGeneration: generation, now: at } = row;
    const wanted = { cascadeId, assignmentId, generation, expiresAt: linkExpiresAt(at) };
    const code = (await makeCodes(db, [wanted])).get(assignmentId);
    if (!code) throw revokedMeanwhile();
    if (code.fresh) {
      const payload = { expiresAt: code.expiresAt.toISOString() };
      await record(db, [{ kind: 'link.codeGiven', at, by, unitId, cascadeId, directiveId, assignmentId, payload }]);
    }
    return { ...this.codes.printed(code), repeated: !code.fresh };
  }
}

/** @throws ProductError `not-possible-now` */
function mustBeToAcknowledge(row: HeldAssignment): void {
  if (row.standing === 'inForce' && (row.receipt === 'sent' || row.receipt === 'delivered')) return;
  const { vi, en } = stateWords(stateOf(row));
  throw notPossibleNow(
    `Không cần mã: nhiệm vụ đang ở trạng thái ${vi}.`,
    `There is nothing to acknowledge by a code: ${en}.`,
    { assignment: row.id },
  );
}

const revokedMeanwhile = () =>
  notPossibleNow('Liên kết vừa bị thu hồi; hãy lấy mã lại.', 'The links were revoked just now; ask for a code again.');
