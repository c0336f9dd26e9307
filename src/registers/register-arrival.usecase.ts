import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { numberArrival, type Arrived, type ArrivedPaper } from '../assignments/index.js';
import { keepDispatch, mustBeOpen, paperOf, toDispatch } from '../dispatches/index.js';
import { record } from '../ledger/index.js';
import { isOperator, type Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf } from '../platform/database/sql.js';
import { notPermitted } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { vnDate } from '../platform/vn-time.js';

export interface ArrivalToRegister {
  /** The number that the unit gave it already; without it the next of the year. */
  arrivalNumber?: number | undefined;
  /** What the clerk put right; whatever is absent is as it was confirmed or read. */
  paper?: Partial<ArrivedPaper> | undefined;
}

/**
 * Enters a paper that came from outside in the incoming register of the unit that handed it in, without a directive
 * (Decree 30/2020, article 22: papers on paper and electronic ones share one series).
 */
@Injectable()
export class RegisterArrival {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * The paper is kept by it. The same paper again answers the number that it has.
   * @throws ProductError `not-found`, `not-permitted` (another's register); `not-possible-now` (discarded, merged);
   *   `conflict` where the number is taken, `invalid` where it lies far ahead
   */
  execute(dispatchId: string, { arrivalNumber, paper: put = {} }: ArrivalToRegister, by: Caller): Promise<Arrived> {
    return transactional(this.em, 'register.arrivalEntered', async (em) => {
      const db = dbOf(em);
      const paper = await paperOf(db, dispatchId, by, true);
      if (paper.unitId !== by.unitId && !isOperator(by))
        throw notPermitted('Chỉ vào sổ văn bản của đơn vị mình.', 'Only papers of your own unit are registered.');
      mustBeOpen(paper);
      const said = paper.confirmed ?? toDispatch(paper.reading);
      const at = await this.clock.now(db);
      const { issuer, kind, number, symbol, date, subject } = said;
      const arrived = await numberArrival(db, {
        unitId: paper.unitId,
        dispatchId,
        paper: { issuer: issuer.name, kind, number, symbol, date, subject, ...put },
        given: arrivalNumber ?? null,
        year: Number(vnDate(at).slice(0, 4)),
        at,
      });
      if (arrived.repeated) return arrived;
      if (paper.state === 'read') await keepDispatch(db, paper, said);
      await record(db, [
        {
          kind: 'register.arrivalEntered',
          at,
          by,
          unitId: paper.unitId,
          payload: {
            dispatch: dispatchId,
            year: arrived.year,
            number: arrived.number,
            given: arrivalNumber !== undefined,
            ...arrived.place,
          },
        },
      ]);
      return arrived;
    });
  }
}
