import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Caller } from '../platform/caller.js';
import type { FormError } from '../platform/components/form.js';
import { dbOf, firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { PageFrame } from '../platform/page-frame.js';
import { formOf } from '../platform/page-form.js';
import { kindWords } from '../units/index.js';
import { progressOfMoving } from './carry-out-reorganisation.usecase.js';
import type { Compiled } from './compile.rules.js';
import { diffOf } from './diff.queries.js';
import { hasBegun, lookAt, namesOfCodes, type Look } from './look-at-reorganisation.js';
import { planPage, type PlanProps } from './plan.view.js';
import { foundedBy, unitsNamedBy } from './plan.rules.js';
import { previewOfDuties, twiceOfPreview, unitsOfPreview, unreachableTakers } from './preview-duties.queries.js';
import { refusalIn } from './refusal-sentences.js';
import { mayApprove, mustAdminister } from './reorganisation-rights.js';
import { reorganisationById, type ReorganisationRow } from './reorganisation.queries.js';
import { stepSentence } from './step-sentences.rules.js';
import { wordsIn } from './words.rules.js';

const PAGE = 50;
const TWICE_SHOWN = 20;
const REFUSALS_SHOWN = 20;
const querySchema = z.object({
  steps: z.coerce.number().int().min(0).max(20_000).default(0),
  changes: z.string().max(400).optional(),
  duties: z.string().max(400).optional(),
  twice: z.string().max(400).optional(),
});
type Query = z.infer<typeof querySchema>;

/** The page of one reorganisation. */
@Injectable()
export class PlanPage {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
  ) {}

  /** @throws ProductError `not-found` where it is not the caller's */
  async draw(
    request: Request,
    response: Response,
    { id, by, errors = [] }: { id: string; by: Caller; errors?: readonly FormError[] },
  ): Promise<string> {
    const db = dbOf(this.em.fork());
    const row = await reorganisationById(db, id);
    await mustAdminister(db, by, row);
    const query = formOf(querySchema, request.method === 'GET' ? request.query : {});
    const look = await lookAt(db, row);
    return planPage(await this.frames.of(request, response), {
      row,
      errors,
      people: await peopleOf(db, row),
      ...(await stepsShown(db, row, { look, by, from: query.steps })),
      refusals: (look.compiled?.refusals ?? [])
        .slice(0, REFUSALS_SHOWN)
        .map((refusal) => refusalIn(by.locale, refusal)),
      refused: row.steps === 0 ? 0 : (look.compiled?.refusals.length ?? 0),
      counts: look.compiled && countsOf(look.compiled),
      ...(await changesShown(db, row, look, query)),
      kinds: kindWords(by.locale),
      duties: await dutiesShown(db, row, look, query),
      mayApprove: row.state === 'submitted' && (await mayApprove(db, by, row)),
      progress: hasBegun(row) ? await progressOf(db, id) : null,
    });
  }
}

const path = (id: string, query: Record<string, string>, at: string): string =>
  `/reorganisations/${id}?${new URLSearchParams(query).toString()}#${at}`;

async function stepsShown(
  db: Db,
  row: ReorganisationRow,
  { look, by, from }: { look: Look; by: Caller; from: number },
): Promise<Pick<PlanProps, 'steps' | 'nextSteps'>> {
  const shown = look.steps.slice(from, from + PAGE);
  const names = await namesOfCodes(db, [...unitsNamedBy(shown)], row.effectiveOn);
  for (const unit of foundedBy(look.steps)) names.set(unit.code, unit.name);
  const words = wordsIn(by.locale);
  const kinds = kindWords(by.locale);
  const nameOf = (code: string): string => names.get(code) ?? code;
  const refusals = (look.compiled?.refusals ?? []).filter(({ step }) => step > from && step <= from + PAGE);
  const more = look.steps.length > from + PAGE;
  return {
    steps: shown.map((step, i) => ({
      ord: from + i + 1,
      kind: step.kind,
      sentence: stepSentence(words, step, { nameOf, kinds }),
      refusals: refusals
        .filter((refusal) => refusal.step === from + i + 1)
        .map((refusal) => refusalIn(by.locale, refusal)),
    })),
    nextSteps: more ? path(row.id, { steps: String(from + PAGE) }, 'steps') : null,
  };
}

const countsOf = ({ establish, end, rename, moves }: Compiled): PlanProps['counts'] => ({
  establishes: establish.length,
  ends: end.length,
  renames: rename.length,
  moves: moves.filter(({ derived }) => !derived).length,
  follows: new Set(moves.filter(({ derived }) => derived).map(({ code }) => code)).size,
});

async function changesShown(
  db: Db,
  row: ReorganisationRow,
  { compiled }: Look,
  { changes }: Query,
): Promise<Pick<PlanProps, 'diff' | 'nextDiff'>> {
  if (row.state === 'cancelled') return { diff: [], nextDiff: null };
  const page = await diffOf(db, row, { compiled, limit: PAGE, cursor: changes });
  return { diff: page.items, nextDiff: page.nextCursor && path(row.id, { changes: page.nextCursor }, 'changes') };
}

/** Who succeeds whom is frozen only while a plan waits; afterwards duties have moved. */
async function dutiesShown(
  db: Db,
  row: ReorganisationRow,
  { steps }: Look,
  { duties, twice: twiceFrom }: Query,
): Promise<PlanProps['duties']> {
  if (row.state !== 'submitted' && row.state !== 'approved') return null;
  const units = await unitsOfPreview(db, row.id, { limit: PAGE, cursor: duties });
  const counts = await previewOfDuties(db, row.id);
  const nobody = { items: [], nextCursor: null };
  const twice =
    counts.joining === 0 ? nobody : await twiceOfPreview(db, row.id, { limit: TWICE_SHOWN, cursor: twiceFrom });
  const unreachable = await unreachableTakers(db, row.id);
  const fresh = new Map(foundedBy(steps).map(({ code, name }) => [code, name]));
  return {
    counts,
    units: units.items.map((unit) => ({
      ...unit,
      takers: unit.takers.map((taker) => ({ ...taker, name: taker.name ?? fresh.get(taker.code) ?? null })),
    })),
    nextHref: units.nextCursor && path(row.id, { duties: units.nextCursor }, 'duties'),
    twice: twice.items.map((one) => ({ ...one, name: one.name ?? fresh.get(one.code) ?? null })),
    nextTwice: twice.nextCursor && path(row.id, { twice: twice.nextCursor }, 'twice'),
    unreachable: unreachable.map(({ code, name }) => name ?? fresh.get(code) ?? code),
    acceptsUnowed: row.acceptsUnowed,
  };
}

async function progressOf(db: Db, id: string): Promise<PlanProps['progress']> {
  const moved = await firstOf(
    db,
    sql<{ superseded: number; opened: number }>`select coalesce(sum(superseded), 0)::int as superseded,
      coalesce(sum(opened), 0)::int as opened from reorganisation_cascade where reorganisation_id = ${id}`,
  );
  return { ...(await progressOfMoving(db, id)), ...moved! };
}

async function peopleOf(db: Db, row: ReorganisationRow): Promise<ReadonlyMap<string, string>> {
  const actors = [row.createdBy, row.submittedBy, row.approvedBy].filter((actor) => actor !== null);
  const rows = await rowsOf<{ actor: string; name: string }>(
    db,
    sql`select x.actor, a.name from unnest(${actors}::text[]) x (actor)
      left join api_token t on 'token:' || t.id = x.actor
      join account a on a.id::text = x.actor or a.id = t.account_id`,
  );
  return new Map(rows.map(({ actor, name }) => [actor, name]));
}
