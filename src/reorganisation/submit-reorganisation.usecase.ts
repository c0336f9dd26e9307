import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { canonical } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { dbOf, sql, type Db } from '../platform/database/sql.js';
import { invalid } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import type { Succession } from './compile-work.rules.js';
import { compilePlan } from './compile.rules.js';
import type { Plan } from './plan-schema.rules.js';
import { presentOf } from './present.queries.js';
import { refused } from './refusal-sentences.js';
import { mustAdminister, withAuthor } from './reorganisation-rights.js';
import { planOf, reorganisationById, stepsOf, type ReorganisationRow } from './reorganisation.queries.js';
import { mustBeVersion, stepReorganisation } from './step-reorganisation.js';

/** Freezes a plan and hands it to a second person. */
@Injectable()
export class SubmitReorganisation {
  constructor(private readonly em: EntityManager) {}

  /**
   * @returns `repeated` where it was submitted before
   * @throws ProductError `not-found`, `not-possible-now`, `conflict`, `invalid` with every refusal in `details.refusals`
   */
  execute(
    id: string,
    { version }: { version?: number | undefined },
    by: Caller,
  ): Promise<{ row: ReorganisationRow; repeated: boolean }> {
    return transactional(this.em, 'reorganisation.submitted', async (em) => {
      const db = dbOf(em);
      const row = await reorganisationById(db, id, true);
      await mustAdminister(db, by, row);
      if (row.state === 'submitted') return { row, repeated: true };
      mustBeVersion(row, version);
      const steps = await stepsOf(db, id);
      if (steps.length === 0) throw withoutSteps();
      const present = await presentOf(db, steps, { on: row.effectiveOn, unitId: row.unitId });
      const { refusals, successions } = compilePlan(steps, present);
      if (refusals.length > 0) throw refused(refusals);
      await freeze(db, id, successions);
      const planHash = planHashOf(planOf(row, steps));
      await stepReorganisation(db, row, 'SUBMIT', {
        by,
        set: sql`submitted_at = ${row.now}, submitted_by = ${by.actor}, plan_hash = decode(${planHash}, 'hex'),
          authors = ${withAuthor(by)}`,
        payload: { steps: steps.length, successions: successions.length, planHash },
      });
      return { row: await reorganisationById(db, id), repeated: false };
    });
  }
}

const withoutSteps = () =>
  invalid(
    'Phương án chưa có nội dung nào; hãy thêm ít nhất một nội dung.',
    'The plan has no steps yet; add at least one.',
  );

/** What an approval holds for: SHA-256 of the plan in canonical JSON (RFC 8785), in hexadecimal. */
const planHashOf = (plan: Plan): string =>
  createHash('sha256')
    .update(canonical(JSON.parse(JSON.stringify(plan))))
    .digest('hex');

/** Who succeeds whom by the plan, for good; ids where the units are there already. Two statements, however many. */
async function freeze(db: Db, id: string, successions: readonly Succession[]): Promise<void> {
  await sql`delete from reorganisation_succession where reorganisation_id = ${id}`.execute(db);
  const rows = successions.map((s, i) => ({ ...s, ord: i + 1 }));
  await sql`insert into reorganisation_succession (reorganisation_id, ord, from_code, to_code, scope, extent, main,
      takes_duties, ends_unit, issuers, directives, from_id, to_id)
    select ${id}::uuid, n.ord, n."from", n."to", n.scope, n.extent, n.main, n."takesDuties", n."endsUnit", n.issuers,
      n.directives, f.id, t.id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) n (ord integer, "from" text, "to" text, scope text,
        extent text, main boolean, "takesDuties" boolean, "endsUnit" boolean, issuers text[], directives text[])
      left join unit f on f.code = n."from" left join unit t on t.code = n."to"`.execute(db);
}
