import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from '../platform/caller.js';
import { dbOf, sql } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';
import { writeSteps } from './draft-reorganisation.usecase.js';
import type { DraftPlan } from './plan-schema.rules.js';
import { mustAdminister, withAuthor } from './reorganisation-rights.js';
import { planOf, reorganisationById, stepsOf, type ReorganisationRow } from './reorganisation.queries.js';
import { mustBeNear, mustBeVersion, noteReorganisation, notInState } from './step-reorganisation.js';

/** Changes a plan while it is in preparation. */
@Injectable()
export class ReviseReorganisation {
  constructor(private readonly em: EntityManager) {}

  /**
   * @param change   the plan as it is to be, from the plan as it is
   * @param version  as the caller saw it; where it is left out, whatever is there is changed
   * @throws ProductError `not-found`, `not-possible-now` (no longer in preparation), `conflict` (changed meanwhile)
   */
  execute(
    id: string,
    { change, version }: { change: (plan: DraftPlan) => DraftPlan; version?: number | undefined },
    by: Caller,
  ): Promise<ReorganisationRow> {
    return transactional(this.em, 'reorganisation.revised', async (em) => {
      const db = dbOf(em);
      const row = await reorganisationById(db, id, true);
      await mustAdminister(db, by, row);
      mustBeVersion(row, version);
      if (row.state !== 'drafted') throw notInState(row);
      const plan = change(planOf(row, await stepsOf(db, id)));
      mustBeNear(plan, row.now);
      await sql`update reorganisation a set title = ${plan.title}, legal_basis = ${plan.legalBasis},
          effective_on = ${plan.effectiveOn}::date, clock = ${JSON.stringify(plan.clock)}::jsonb,
          accepts_unowed = ${plan.acceptsUnowed}, version = version + 1,
          authors = ${withAuthor(by)} where id = ${id}`.execute(db);
      await writeSteps(db, id, plan.steps);
      const revised = await reorganisationById(db, id);
      await noteReorganisation(db, revised, {
        kind: 'reorganisation.revised',
        by,
        payload: { steps: revised.steps, effectiveOn: revised.effectiveOn, version: revised.version },
      });
      return revised;
    });
  }
}
