import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { CURRENT, machineOf, start } from '../../workflows/index.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, sql, type Db } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';
import { uuidv7 } from '../platform/ids.js';
import { madeOnce } from '../platform/made-once.js';
import type { DraftPlan, Step } from './plan-schema.rules.js';
import { scopeOf } from './reorganisation-rights.js';
import { reorganisationById, type ReorganisationRow } from './reorganisation.queries.js';
import { mustBeNear, noteReorganisation } from './step-reorganisation.js';

/** Enters a plan. It may still be wrong, or have no steps: what is against it is told, and it is refused when submitted. */
@Injectable()
export class DraftReorganisation {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** The same request again, where it came with a key, answers the plan that it entered. */
  execute(plan: DraftPlan, by: Caller): Promise<ReorganisationRow> {
    return transactional(this.em, 'reorganisation.drafted', async (em) => {
      const db = dbOf(em);
      return reorganisationById(db, await madeOnce(db, () => this.enter(db, plan, by)));
    });
  }

  private async enter(db: Db, plan: DraftPlan, by: Caller): Promise<string> {
    const at = await this.clock.now(db);
    mustBeNear(plan, at);
    const id = uuidv7(at);
    const version = CURRENT.reorganisation;
    const { value } = start(machineOf('reorganisation', version));
    await sql`insert into reorganisation
          (id, unit_id, title, legal_basis, effective_on, clock, accepts_unowed, state, machine_version, created_at, created_by, authors)
        values (${id}, ${scopeOf(by)}::uuid, ${plan.title}, ${plan.legalBasis}, ${plan.effectiveOn}::date,
          ${JSON.stringify(plan.clock)}::jsonb, ${plan.acceptsUnowed}, ${value}, ${version}, ${at}, ${by.actor},
          ${[by.actor]}::text[])`.execute(db);
    await writeSteps(db, id, plan.steps);
    const row = await reorganisationById(db, id);
    await noteReorganisation(db, row, {
      kind: 'reorganisation.drafted',
      by,
      to: row.state,
      payload: { steps: row.steps, effectiveOn: row.effectiveOn },
    });
    return id;
  }
}

/** Puts these steps in the place of those that a plan had; what is the same stays. Two statements, however many. */
export async function writeSteps(db: Db, id: string, steps: readonly Step[]): Promise<void> {
  await sql`delete from reorganisation_step where reorganisation_id = ${id} and ord > ${steps.length}`.execute(db);
  const rows = steps.map((step, i) => ({ ord: i + 1, kind: step.kind, step }));
  await sql`insert into reorganisation_step as s (reorganisation_id, ord, kind, step)
    select ${id}::uuid, ord, kind, step
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) new (ord integer, kind text, step jsonb)
    on conflict (reorganisation_id, ord) do update set kind = excluded.kind, step = excluded.step
      where s.step <> excluded.step`.execute(db);
}
