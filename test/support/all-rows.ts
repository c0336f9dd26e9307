import pg from 'pg';
import type { Database } from '../../src/platform/database/database.js';

/** Tables that are left out, and why. Whatever else there is, also what is added one day, is compared. */
const LEFT_OUT: readonly (readonly [table: RegExp, why: string])[] = [
  [/^unit($|_)/, 'the register: no act of a directive writes it'],
  [/^(balance_check|forecast$|progress_)/, 'what jobs count from the rows afterwards, whenever they come to it'],
  [/^(idempotency_key|job_heartbeat|demo_clock|mikro_orm_migrations|installation_secret)$/, 'technical'],
  [/^(api_token|account|mandate)$/, 'who signs in'],
];

/** Columns that are of one run: random, made of ids, or who is sending a mail at this moment. */
const OF_ONE_RUN = ['leaf_hash', 'salt', 'begun_at', 'job_id', 'digits'];

/** Rows as texts, by table. */
export type Rows = Record<string, string[]>;

export interface RowsRead {
  /** The business instant at which the story began; what happens within two hours of it is "now". */
  beganAt: string;
  /** Ids that both runs have; any other is new. */
  known: ReadonlySet<string>;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)?/g;
const HASH = /[0-9a-f]{64}/g;
const HOUR = 3_600_000;

/** A row without what differs between two runs of the same: ids that are made, the instant of the act, and minutes. */
function comparable(row: string, { beganAt, known }: RowsRead): string {
  const began = Date.parse(beganAt);
  const near = (at: number, to: number): boolean => Math.abs(at - to) < 2 * HOUR;
  return row
    .replaceAll(HASH, 'a hash')
    .replaceAll(UUID, (id) => (known.has(id) ? id : 'an id'))
    .replaceAll(INSTANT, (text) => {
      const at = Date.parse(text);
      // a deadline that stood still moves by as long as that took
      const hour = (): string => new Date(Math.floor(at / HOUR) * HOUR).toISOString();
      return near(at, began) ? 'now' : near(at, Date.now()) ? 'really now' : hour();
    });
}

/** Every row that an act may write, by table, in an order that does not depend on the run. */
export async function allRows(database: Database, read: RowsRead): Promise<Rows> {
  const rows = await rowsByTable(database);
  return Object.fromEntries(
    Object.entries(rows).map(([table, texts]) => [table, texts.map((text) => comparable(text, read)).toSorted()]),
  );
}

/** How many rows of a table a difference shows, and how much of each. */
const [MOST_SHOWN, LONGEST_SHOWN] = [3, 400];

/** Rows that are too many or too few, by table; `same` where there are none. */
export function differing(rows: Rows, from: Rows): Rows | 'same' {
  const found: Rows = {};
  for (const table of new Set([...Object.keys(rows), ...Object.keys(from)])) {
    const [more, fewer] = [over(rows[table] ?? [], from[table] ?? []), over(from[table] ?? [], rows[table] ?? [])];
    const shown = [...more.map((row) => `too many: ${row}`), ...fewer.map((row) => `missing: ${row}`)];
    if (shown.length > 0) found[table] = shown.map((text) => text.slice(0, LONGEST_SHOWN)).slice(0, 2 * MOST_SHOWN);
  }
  return Object.keys(found).length === 0 ? 'same' : found;
}

/** What is in one sorted list more often than in the other; the first few. */
function over(rows: readonly string[], than: readonly string[]): string[] {
  const left = [...than];
  return rows
    .filter((row) => {
      const at = left.indexOf(row);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    })
    .slice(0, MOST_SHOWN);
}

/** The ids of every row that is there. */
export async function idsIn(database: Database): Promise<Set<string>> {
  const rows = await rowsByTable(database);
  return new Set(Object.values(rows).flatMap((texts) => texts.flatMap((text) => text.match(UUID) ?? [])));
}

async function rowsByTable(database: Database): Promise<Rows> {
  const client = new pg.Client(database.ownerUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ table: string }>(
      `select relname as table from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and not relispartition order by relname`,
    );
    const tables = rows.map(({ table }) => table).filter((name) => !LEFT_OUT.some(([left]) => left.test(name)));
    const all: Rows = {};
    for (const table of tables) all[table] = await rowsOf(client, table);
    return all;
  } finally {
    await client.end();
  }
}

async function rowsOf(client: pg.Client, table: string): Promise<string[]> {
  const bytes = table === 'ledger_entry' ? ` || jsonb_build_object('bytes', convert_from(bytes, 'UTF8')::jsonb)` : '';
  const { rows } = await client.query<{ row: string }>({
    text: `select ((to_jsonb(t) - $1::text[])${bytes})::text as row from "${table}" t`,
    values: [OF_ONE_RUN],
  });
  return rows.map(({ row }) => row);
}
