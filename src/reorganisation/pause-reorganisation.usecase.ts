import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from '../platform/caller.js';
import { dbOf, sql } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';
import { mustAdminister } from './reorganisation-rights.js';
import { reorganisationById, type ReorganisationRow } from './reorganisation.queries.js';
import { noteReorganisation, notInState } from './step-reorganisation.js';

/** Lets the moving of duties rest, and go on; the tree has changed already and stays so. */
@Injectable()
export class PauseReorganisation {
  constructor(private readonly em: EntityManager) {}

  /** The batch under way is finished, the next does not begin. @throws ProductError `not-found`, `not-possible-now` */
  stop(id: string, by: Caller): Promise<{ row: ReorganisationRow; repeated: boolean }> {
    return this.set(id, true, by);
  }

  /** @throws ProductError `not-found`, `not-possible-now` */
  resume(id: string, by: Caller): Promise<{ row: ReorganisationRow; repeated: boolean }> {
    return this.set(id, false, by);
  }

  private set(id: string, stopped: boolean, by: Caller): Promise<{ row: ReorganisationRow; repeated: boolean }> {
    return transactional(this.em, 'reorganisation.paused', async (em) => {
      const db = dbOf(em);
      const row = await reorganisationById(db, id, true);
      await mustAdminister(db, by, row);
      if (row.state !== 'running') throw notInState(row);
      if ((row.stopAskedAt !== null) === stopped) return { row, repeated: true };
      await sql`update reorganisation set stop_asked_at = ${stopped ? row.now : null}::timestamptz, version = version + 1
        where id = ${id}`.execute(db);
      await noteReorganisation(db, row, { kind: stopped ? 'reorganisation.stopped' : 'reorganisation.resumed', by });
      return { row: await reorganisationById(db, id), repeated: false };
    });
  }
}
