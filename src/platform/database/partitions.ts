import type pg from 'pg';
import { notFound, notPossibleNow } from '../errors.js';
import { NO_CASCADE } from '../ids.js';
import { rowsOf, sql, type Db, type RawBuilder } from './sql.js';

const FIRST_YEAR = 2024;
const YEARS_AHEAD = 2;

/** Tables that are range-partitioned by year on the id of the cascade. */
const PARTITIONED = `select c.relname as name from pg_partitioned_table t join pg_class c on c.oid = t.partrelid
  where c.relnamespace = 'public'::regnamespace order by 1`;

/** Where the rows of a year go that is detached: a schema of its own, to be dumped and dropped as one. */
export const schemaOf = (year: number): string => `year_${year}`;

/** A partition for each year up to two ahead of the business year; rows of any other year go to the default one. */
export async function ensurePartitions(client: pg.Client): Promise<void> {
  const { rows } = await client.query('select extract(year from business_now())::int as year');
  for (const { name } of (await client.query(PARTITIONED)).rows)
    for (let year = FIRST_YEAR; year <= rows[0].year + YEARS_AHEAD; year++)
      if (!(await isThere(client, name, year))) await create(client, name, year);
}

/** The years that were detached and not attached again, as the history says: also of those whose schema was dropped. */
const ABSENT = `select year from (
    select distinct on (year) year, kind from (
      select (convert_from(bytes, 'utf8')::jsonb -> 'payload' ->> 'year')::int as year, kind, recorded_at, id
      from ledger_entry where cascade_id = '${NO_CASCADE}' and kind in ('ledger.yearDetached', 'ledger.yearAttached')) f
    order by year, recorded_at desc, id desc) latest
  where kind = 'ledger.yearDetached' order by year`;

/** {@link ABSENT}: what the product holds of these years is the directives alone. */
export const absentYears = async (db: Db): Promise<number[]> =>
  (await rowsOf<{ year: number }>(db, sql.raw(ABSENT) as never)).map(({ year }) => year);

/** Whether a cascade, by its id, is of one of these years. */
export const isOfYears = (cascade: RawBuilder<unknown>, years: readonly number[]): RawBuilder<boolean> =>
  sql`exists (select 1 from unnest(${[...years]}::int[]) y (year)
    where ${cascade} >= uuid_floor(make_timestamptz(y.year, 1, 1, 0, 0, 0, 'UTC'))
      and ${cascade} < uuid_floor(make_timestamptz(y.year + 1, 1, 1, 0, 0, 0, 'UTC')))`;

/** Attached, or detached for good. */
async function isThere(client: pg.Client, table: string, year: number): Promise<boolean> {
  const { rowCount } = await client.query(
    `select 1 where to_regclass($1) is not null or exists (select 1 from pg_namespace where nspname = $2)
      or $3 in (${ABSENT})`,
    [`${table}_${year}`, schemaOf(year), year],
  );
  return rowCount === 1;
}

async function create(client: pg.Client, table: string, year: number): Promise<void> {
  const bounds = await client.query(`select uuid_floor($1::timestamptz) as from, uuid_floor($2::timestamptz) as to`, [
    `${year}-01-01T00:00:00Z`,
    `${year + 1}-01-01T00:00:00Z`,
  ]);
  const { from, to } = bounds.rows[0];
  // rows of a year that came before its partition stay in the default one, which a new partition may not overlap
  const early = await client.query(`select 1 from ${table}_other where cascade_id >= $1 and cascade_id < $2 limit 1`, [
    from,
    to,
  ]);
  if (early.rowCount) return;
  await client.query(`create table ${table}_${year} partition of ${table} for values from ('${from}') to ('${to}')`);
}

/** One year of cascades: what it holds, and whether it can go. */
export interface PartitionYear {
  year: number;
  assignments: number;
  facts: number;
  messages: number;
  bytes: number;
  /** Directives of the year that are in force, or under which a unit still owes something: while there is one, the year stays. */
  open: number;
  /** Mails of the year that have not gone out: while there is one, the year stays. */
  waiting: number;
}

/** The years that have partitions, oldest first. Counted exactly, so a large year takes its seconds. */
export async function partitionYears(db: Db): Promise<PartitionYear[]> {
  const partitions = await rowsOf<{ year: number; bytes: number }>(
    db,
    sql`select substring(c.relname from '\\d{4}$')::int as year, sum(pg_total_relation_size(c.oid))::float8 as bytes
      from pg_inherits h join pg_class p on p.oid = h.inhparent join pg_class c on c.oid = h.inhrelid
      where p.relkind = 'p' and p.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname ~ '_\\d{4}$'
      group by 1 order by 1`,
  );
  const years: PartitionYear[] = [];
  for (const { year, bytes } of partitions) years.push({ year, bytes, ...(await heldBy(db, year)) });
  return years;
}

async function heldBy(db: Db, year: number): Promise<Omit<PartitionYear, 'year' | 'bytes'>> {
  const within = (table: string, column = 'cascade_id') =>
    sql`${sql.ref(`${table}.${column}`)} >= uuid_floor(${`${year}-01-01T00:00:00Z`}::timestamptz)
      and ${sql.ref(`${table}.${column}`)} < uuid_floor(${`${year + 1}-01-01T00:00:00Z`}::timestamptz)`;
  const [held] = await rowsOf<Omit<PartitionYear, 'year' | 'bytes'>>(
    db,
    sql`select (select count(*)::int from assignment where ${within('assignment')}) as assignments,
      (select count(*)::int from ledger_entry where ${within('ledger_entry')}) as facts,
      (select count(*)::int from message where ${within('message')}) as messages,
      (select count(*)::int from message where ${within('message')}
        and state = 'queued') as waiting,
      (select count(*)::int from directive where ${within('directive')}
        and (state in ('issued', 'paused') or (issued_at is not null and exists (select 1 from assignment a
          where a.cascade_id = directive.cascade_id and a.directive_id = directive.id
            and a.standing in ('inForce', 'recallRequested'))))) as open`,
  );
  return held!;
}

/**
 * Takes the partitions of one year out of their tables, inside the caller's transaction: their rows go on in a schema of
 * their own that the product does not look into. The directives stay, without what units did about them.
 * @throws ProductError `not-found` where the year has no partitions, `not-possible-now` while directives of it are open
 */
export async function detachYear(db: Db, year: number): Promise<PartitionYear> {
  await sql`set local lock_timeout = '5s'`.execute(db);
  const held = (await partitionYears(db)).find((one) => one.year === year);
  if (!held) throw notFound(`Không có dữ liệu riêng của năm ${year}.`, `There are no partitions of ${year}.`);
  if (held.open > 0)
    throw notPossibleNow(
      `Còn ${held.open} văn bản của năm ${year} chưa kết thúc hoặc còn đơn vị có nhiệm vụ đang hiệu lực hay chưa trả lời thu hồi; hãy kết thúc trước khi tách năm này.`,
      `${held.open} directives of ${year} have not ended, or units still have duties in force or owe an answer to a recall; end them before this year is detached.`,
      { open: held.open },
    );
  if (held.waiting > 0)
    throw notPossibleNow(
      `Còn ${held.waiting} thư của năm ${year} chưa gửi xong; hãy chờ gửi xong rồi tách năm này.`,
      `${held.waiting} mails of ${year} have not gone out; detach this year once they have.`,
      { waiting: held.waiting },
    );
  const tables = await rowsOf<{ name: string }>(db, sql.raw(PARTITIONED) as never);
  await sql.raw(`create schema ${schemaOf(year)}`).execute(db);
  for (const { name } of tables) {
    const partition = `${name}_${year}`;
    const found = await rowsOf(db, sql`select 1 where to_regclass(${partition}) is not null`);
    if (found.length === 0) continue;
    await sql.raw(`alter table ${name} detach partition ${partition}`).execute(db);
    await sql.raw(`alter table ${partition} set schema ${schemaOf(year)}`).execute(db);
  }
  return held;
}

/**
 * Puts a year that was detached back where it was, inside the caller's transaction, e.g. for an inspection.
 * @throws ProductError `not-found` where it is not there; `not-possible-now` where the tables have changed since
 */
export async function attachYear(db: Db, year: number): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db);
  const schema = schemaOf(year);
  const partitions = await rowsOf<{ name: string }>(
    db,
    sql`select relname as name from pg_class where relkind = 'r' and relnamespace = to_regnamespace(${schema}) order by 1`,
  );
  if (partitions.length === 0)
    throw notFound(`Không có dữ liệu đã tách của năm ${year}.`, `There is nothing detached of ${year}.`);
  const bounds = await rowsOf<{ from: string; to: string }>(
    db,
    sql`select uuid_floor(${`${year}-01-01T00:00:00Z`}::timestamptz) as from, uuid_floor(${`${year + 1}-01-01T00:00:00Z`}::timestamptz) as to`,
  );
  const { from, to } = bounds[0]!;
  for (const { name } of partitions) {
    const table = name.replace(/_\d{4}$/, '');
    await mustBeAlike(db, table, `${schema}.${name}`);
    await sql.raw(`alter table ${schema}.${name} set schema public`).execute(db);
    await sql.raw(`alter table ${table} attach partition ${name} for values from ('${from}') to ('${to}')`).execute(db);
  }
  await sql.raw(`drop schema ${schema}`).execute(db);
}

/** @throws ProductError `not-possible-now` where a migration has changed the table since the year was detached */
async function mustBeAlike(db: Db, table: string, partition: string): Promise<void> {
  const columns = (
    name: string,
  ) => sql`select attname::text as name, format_type(atttypid, atttypmod) as type, attnotnull
    from pg_attribute where attrelid = ${name}::regclass and attnum > 0 and not attisdropped`;
  const differ = await rowsOf<{ name: string; type: string; isMissing: boolean }>(
    db,
    sql`select name, type, true as "isMissing" from (${columns(table)} except ${columns(partition)}) missing
      union all select name, type, false from (${columns(partition)} except ${columns(table)}) more order by 1`,
  );
  if (differ.length === 0) return;
  const told = differ.map(({ name, type, isMissing }) => `${isMissing ? '+' : '-'}${name} ${type}`).join(', ');
  throw notPossibleNow(
    `Bảng ${table} đã đổi từ khi tách (${told}). Hãy sửa ${partition} cho khớp bằng ALTER TABLE (thêm cột có dấu +, bỏ cột có dấu -) rồi gắn lại; chưa có gì thay đổi.`,
    `The table ${table} has changed since (${told}). Make ${partition} alike with ALTER TABLE (add the columns marked +, drop those marked -), then attach again; nothing was changed.`,
    { table, differ: told },
  );
}
