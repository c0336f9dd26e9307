import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { record } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, sql } from '../platform/database/sql.js';
import { notPossibleNow } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { keepDispatch, mustBeOpen, paperOf } from './keep-dispatch.js';
import { secretRefusal } from './read-text.js';
import type { Dispatch } from './reading/dispatch.rules.js';

/** Keeps a paper that is not to be issued, as a clerk confirmed it, or discards it. */
@Injectable()
export class KeepPaper {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps it with its citations and obligations. Again: nothing changes.
   * @throws ProductError `not-found`, `secret-document`, `not-possible-now` where it was discarded
   */
  execute(id: string, dispatch: Dispatch, by: Caller): Promise<void> {
    if (dispatch.secrecy) return Promise.reject(secretRefusal());
    return transactional(this.em, 'dispatch.kept', async (em) => {
      const db = dbOf(em);
      const paper = await paperOf(db, id, by, true);
      mustBeOpen(paper);
      if (paper.state === 'kept') return;
      await keepDispatch(db, paper, dispatch);
      const at = await this.clock.now(db);
      await record(db, [{ kind: 'dispatch.kept', at, by, unitId: paper.unitId, payload: { dispatch: id } }]);
    });
  }

  /** @throws ProductError `not-found`, `not-possible-now` where something was made of it */
  discard(id: string, by: Caller): Promise<void> {
    return transactional(this.em, 'dispatch.discarded', async (em) => {
      const db = dbOf(em);
      const paper = await paperOf(db, id, by, true);
      if (paper.state === 'discarded') return;
      if (paper.state !== 'read')
        throw notPossibleNow(
          'Văn bản đã được xác nhận, không bỏ được nữa.',
          'The paper is confirmed; it cannot be discarded.',
        );
      await sql`update dispatch set state = 'discarded' where id = ${id}`.execute(db);
      const at = await this.clock.now(db);
      await record(db, [{ kind: 'dispatch.discarded', at, by, unitId: paper.unitId, payload: { dispatch: id } }]);
    });
  }
}
