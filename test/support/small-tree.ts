import { EntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';
import {
  CarryOutReorganisation,
  DecideReorganisation,
  DraftReorganisation,
  planSchema,
  SubmitReorganisation,
  type CarriedOut,
} from '../../src/reorganisation/index.js';
import { dbOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { BEFORE_RECORDS, levelOf, writeUnits, type Kind, type UnitToWrite } from '../../src/units/index.js';
import type { TestApp } from './app.js';
import { operator } from './issued.js';

/** Empties the register but for the government: small trees are then read in a moment. */
export async function emptyRegister(app: TestApp): Promise<void> {
  const owner = new pg.Client(app.database.ownerUrl);
  await owner.connect();
  try {
    await owner.query('truncate unit cascade');
  } finally {
    await owner.end();
  }
  await plantUnits(app, [{ code: 'vn', name: 'Chính phủ', kind: 'government', parent: '' }]);
}

/** A unit of a small tree that a test makes for itself. */
export interface SmallUnit {
  code: string;
  name: string;
  kind: Kind;
  parent: string;
}

const written = ({ code, name, kind, parent }: SmallUnit): UnitToWrite => ({
  code,
  periods: [{ name, kind, level: levelOf(kind), legalBasis: null, from: BEFORE_RECORDS, to: null }],
  relations: parent === '' ? [] : [{ line: 'administrative', parent, from: BEFORE_RECORDS, to: null }],
  officialCodes: [],
  aliases: [],
});

/** Writes units into the register. @returns their ids by code */
export async function plantUnits(
  app: Pick<TestApp, 'get' | 'db'>,
  units: readonly SmallUnit[],
): Promise<Map<string, string>> {
  await app
    .get(EntityManager)
    .fork()
    .transactional((em) => writeUnits(dbOf(em), units.map(written), new Date('2026-01-01T00:00:00Z')));
  return idsOf(
    app,
    units.map(({ code }) => code),
  );
}

export async function idsOf(app: Pick<TestApp, 'db'>, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await rowsOf<{ id: string; code: string }>(
    app.db,
    sql`select id, code from unit where code = any(${[...codes]}::text[])`,
  );
  return new Map(rows.map(({ id, code }) => [code, id]));
}

/** An office with two or three offices below, each with as many centres: `<name>`, `<name>-1`, `<name>-1-1` … */
export function smallTree(name: string, below: readonly number[] = [3, 3, 2]): SmallUnit[] {
  const mids = below.map((_, i) => ({ code: `${name}-${i + 1}`, name: `Phòng ${name} ${i + 1}`, parent: name }));
  return [
    { code: name, name: `Sở ${name}`, kind: 'department', parent: 'vn' },
    ...mids.map((mid): SmallUnit => ({ ...mid, kind: 'division' })),
    ...mids.flatMap(({ code }, i) =>
      Array.from({ length: below[i]! }, (_, n): SmallUnit => {
        const own = `${code}-${n + 1}`;
        return { code: own, name: `Trung tâm ${own}`, kind: 'public-service-unit', parent: code };
      }),
    ),
  ];
}

/** Enters, submits and, as a second person, approves a plan. @returns its id */
export async function approvedPlan(app: TestApp, steps: unknown[], more: object): Promise<string> {
  const plan = planSchema.parse({
    title: 'Sắp xếp thử',
    legalBasis: 'Nghị quyết 1/2026/NQ-HĐND',
    acceptsUnowed: true,
    steps,
    ...more,
  });
  const { id } = await app.get(DraftReorganisation).execute(plan, operator);
  const { row } = await app.get(SubmitReorganisation).execute(id, {}, operator);
  await app.get(DecideReorganisation).approve(id, { planHash: row.planHash! }, { ...operator, actor: 'second-person' });
  return id;
}

export const carryOut = (app: TestApp, id: string): Promise<CarriedOut> => app.get(CarryOutReorganisation).execute(id);
