import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import type { Caller } from '../platform/caller.js';
import type { FormError } from '../platform/components/form.js';
import { dbOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { PageFrame } from '../platform/page-frame.js';
import { searchKey } from '../platform/text.js';
import { plusDays } from '../platform/vn-time.js';
import { KINDS, kindWords, pathsOf, searchUnits, unitsByCodes, type UnitOn } from '../units/index.js';
import type { Step } from './plan-schema.rules.js';
import { foundedBy } from './plan.rules.js';
import { mustAdminister } from './reorganisation-rights.js';
import { reorganisationById, stepsOf, type ReorganisationRow } from './reorganisation.queries.js';
import { stepFormPage, type Choice } from './step-form.view.js';
import { fieldsOf, MOST_PARTS, oneOf, type Field, type FormValues, type Place } from './step-form.rules.js';
import { notInState } from './step-reorganisation.js';

const FOUND = 20;

/** How many parts a split is asked to have. */
export function partsOf(values: FormValues): number {
  const parts = Number(oneOf(values, 'parts') ?? '2') + (oneOf(values, 'more') === undefined ? 0 : 1);
  return Number.isInteger(parts) ? Math.min(Math.max(parts, 1), MOST_PARTS) : 2;
}

/** The form of one step, with the units that were looked for. */
@Injectable()
export class StepFormPage {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
  ) {}

  /** @throws ProductError `not-found`, `not-possible-now` (no longer in preparation) */
  async draw(
    request: Request,
    response: Response,
    asked: { id: string; kind: Step['kind']; values: FormValues; by: Caller; errors?: readonly FormError[] },
  ): Promise<string> {
    const { id, kind, values, by, errors = [] } = asked;
    const db = dbOf(this.em.fork());
    const row = await reorganisationById(db, id);
    await mustAdminister(db, by, row);
    if (row.state !== 'drafted') throw notInState(row);
    const parts = partsOf(values);
    const fields = fieldsOf(kind, parts);
    const looking = { db, row, founded: foundedBy(await stepsOf(db, id)) };
    const chosen = new Map<string, Choice[]>();
    const found = new Map<string, Choice[]>();
    for (const name of fields.flatMap(pickersOf)) {
      chosen.set(name, await chosenUnits(looking, values.get(name) ?? []));
      const q = oneOf(values, `q-${name}`);
      if (q !== undefined) found.set(name, await foundUnits(looking, q));
    }
    const words = kindWords(by.locale);
    return stepFormPage(await this.frames.of(request, response), {
      plan: { id, title: row.title, version: row.version },
      kind,
      fields,
      parts,
      values,
      chosen,
      found,
      kinds: KINDS.filter((name) => name !== 'government').map((value) => ({ value, label: words[value] })),
      errors,
    });
  }
}

const pickersOf = (field: Field): string[] => {
  if (field.type === 'units') return [field.name];
  if (field.type !== 'new-unit' || !field.placed) return [];
  return ['administrative', 'sectoral', 'territory'].map((line) => `${field.name}-${line}`);
};

interface Looking {
  db: Db;
  row: ReorganisationRow;
  founded: ReturnType<typeof foundedBy>;
}

async function withPlace(db: Db, units: readonly UnitOn[], at: string): Promise<Choice[]> {
  const paths = await pathsOf(
    db,
    units.map(({ id }) => id),
    at,
  );
  return units.map(({ id, code, name }) => ({
    code,
    text: [name, ...(paths.get(id) ?? []).map((above) => above.name).toReversed()].join(', '),
  }));
}

/** By name or code: units of the day before, and those that the plan itself founds. */
async function foundUnits({ db, row, founded }: Looking, q: string): Promise<Choice[]> {
  const at = plusDays(row.effectiveOn, -1);
  const { items } = await searchUnits(db, { q, line: 'administrative', at, limit: FOUND });
  const key = searchKey(q);
  const fresh = founded.filter(({ code, name }) => code === q || (key !== '' && searchKey(name).includes(key)));
  return [...fresh.map(({ code, name }) => ({ code, text: name })), ...(await withPlace(db, items, at))];
}

async function chosenUnits({ db, row, founded }: Looking, codes: readonly string[]): Promise<Choice[]> {
  if (codes.length === 0) return [];
  const at = plusDays(row.effectiveOn, -1);
  const known = new Map(
    (await withPlace(db, await unitsByCodes(db, codes, at), at)).map((choice) => [choice.code, choice]),
  );
  for (const { code, name } of founded) known.set(code, { code, text: name });
  return codes.map((code) => known.get(code) ?? { code, text: code });
}

/** Where a unit stands on the day before: what a unit made of it takes over. */
export async function placeOfUnit(db: Db, code: string | undefined, day: string): Promise<Place> {
  if (code === undefined) return {};
  const rows = await rowsOf<{ line: string; parent: string }>(
    db,
    sql`select r.line, p.code as parent from unit u join unit_relation r on r.unit_id = u.id join unit p on p.id = r.parent_id
      where u.code = ${code} and r.line in ('administrative', 'sectoral', 'territory')
        and r.valid_from <= ${day}::date and (r.valid_to is null or r.valid_to > ${day}::date)`,
  );
  return Object.fromEntries(rows.map(({ line, parent }) => [line, parent]));
}
