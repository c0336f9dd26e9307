import { figureOf, median, rounded, type Figure } from './figure.rules.js';
import { copyStatement, readRows, writeRows } from './plain-rows.js';
import type { Stage } from './stage.js';

const TABLES = ['assignment', 'ledger_entry', 'message'] as const;
const SMALL = ['directive', 'number_counter'] as const;

/** Copies of the tables that issuing writes, one schema for each variant of the floor. */
const copiesIn = (schema: string): string[] => [
  `create schema ${schema}`,
  ...[...TABLES, ...SMALL].map((table) => `create table ${schema}.${table} (like public.${table} including all)`),
];

/** What issuing wrote for one directive: all but the fact of its draft. */
const written = (table: (typeof TABLES)[number], id: string): string =>
  `select * from public.${table} where cascade_id = '${id}'${table === 'ledger_entry' ? ` and kind <> 'directive.drafted'` : ''}`;

/** The few rows beside: the directive signed, numbered and issued at once, and the counter of numbers. */
const smallOf = (schema: string, id: string): string[] => [
  `update ${schema}.directive d set (state, number, version, signed_at, numbered_at, issued_at, receipt_due_at, work_due_at,
    due_provisional, calendar_version) = (select state, number, version, signed_at, numbered_at, issued_at, receipt_due_at,
    work_due_at, due_provisional, calendar_version from public.directive p where p.id = d.id) where d.id = '${id}'`,
  `insert into ${schema}.number_counter as c select * from public.number_counter where unit_id =
    (select issuer_id from public.directive where id = '${id}')
    on conflict (unit_id, year, series) do update set last = c.last + 1`,
];

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
};

async function within({ owner }: Stage, work: () => Promise<unknown>): Promise<void> {
  await owner.query('begin');
  await work();
  await owner.query('commit');
}

/** The ways in which plain SQL writes the same rows; the fastest is the floor. */
const VARIANTS = {
  'INSERT … SELECT': {
    schema: 'floor_insert',
    statements: (id: string) => [
      ...TABLES.map((table) => `insert into floor_insert.${table} ${written(table, id)}`),
      ...smallOf('floor_insert', id),
    ],
    async time(stage: Stage, id: string): Promise<number> {
      return seconds(() =>
        within(stage, async () => {
          for (const statement of this.statements(id)) await stage.owner.query(statement);
        }),
      );
    },
  },
  COPY: {
    schema: 'floor_copy',
    statements: (id: string) => [
      ...TABLES.map((table) => copyStatement(`floor_copy.${table}`)),
      ...smallOf('floor_copy', id),
    ],
    async time(stage: Stage, id: string): Promise<number> {
      // the rows are at hand before the time starts, as they would be for a program that made them
      const rows: { table: string; chunks: Buffer[] }[] = [];
      for (const table of TABLES)
        rows.push({ table: `floor_copy.${table}`, chunks: await readRows(stage.owner, written(table, id)) });
      return seconds(() =>
        within(stage, async () => {
          for (const { table, chunks } of rows) await writeRows(stage.owner, table, chunks);
          for (const statement of smallOf('floor_copy', id)) await stage.owner.query(statement);
        }),
      );
    },
  },
} as const;

type Variant = keyof typeof VARIANTS;
const NAMES = Object.keys(VARIANTS) as Variant[];

/**
 * Time to issue one directive to every commune: rows, facts and messages in one durable transaction. Ours is
 * `IssueDirective.execute` on a draft that is there; the floor writes the rows that ours wrote into copies of the tables.
 * The copies are not partitioned, which spares the floor the routing of rows.
 */
export async function measureFanOut(stage: Stage): Promise<Figure> {
  const { owner, effort, progress } = stage;
  for (const { schema } of Object.values(VARIANTS))
    for (const statement of copiesIn(schema)) await owner.query(statement);
  const ours: number[] = [];
  const floors: Record<Variant, number[]> = { 'INSERT … SELECT': [], COPY: [] };
  let first = 0;
  let last = '';
  for (let run = 0; run <= effort.runs; run++) {
    progress(`fan-out: ${run}/${effort.runs}`);
    last = await draftWithCopies(stage);
    const mine = await seconds(() => stage.issue(last));
    const plain: Partial<Record<Variant, number>> = {};
    for (const name of NAMES) plain[name] = await VARIANTS[name].time(stage, last);
    // the first is told and not counted: it warms caches and compilers on both sides, and the planner knows no table yet
    if (run === 0) first = mine;
    else ours.push(mine);
    if (run > 0) for (const name of NAMES) floors[name].push(plain[name]!);
    // as in use, the planner's statistics know the tables, but not the roster that was just written
    if (run === 0) await owner.query('analyze');
  }
  return answer(stage, { first, ours, floors }, await sizeOf(stage, last));
}

async function draftWithCopies(stage: Stage): Promise<string> {
  const id = await stage.draft();
  for (const { schema } of Object.values(VARIANTS))
    await stage.owner.query(`insert into ${schema}.directive select * from public.directive where id = '${id}'`);
  return id;
}

async function sizeOf({ owner }: Stage, id: string): Promise<Record<string, number>> {
  const counts = TABLES.map((table) => `(select count(*)::int from (${written(table, id)}) r) as ${table}`);
  return (await owner.query(`select ${counts.join(', ')}`)).rows[0];
}

function answer(
  { effort }: Stage,
  { first, ours, floors }: { first: number; ours: readonly number[]; floors: Record<Variant, number[]> },
  rows: Record<string, number>,
): Figure {
  const medians = Object.fromEntries(NAMES.map((name) => [name, rounded(median(floors[name]))])) as Record<
    Variant,
    number
  >;
  const fastest = NAMES.toSorted((a, b) => medians[a] - medians[b])[0]!;
  return figureOf({
    name: 'fan-out',
    unit: 's',
    ours: median(ours),
    floor: median(floors[fastest]),
    target: 2,
    sql: [...copiesIn(VARIANTS[fastest].schema), 'begin', ...VARIANTS[fastest].statements('<directive>'), 'commit'],
    detail: {
      runs: effort.runs,
      rows,
      variant: fastest,
      medians,
      oursFirst: rounded(first),
      oursRuns: ours.map(rounded),
      floorRuns: floors[fastest].map(rounded),
    },
  });
}
