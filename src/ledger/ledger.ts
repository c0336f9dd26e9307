import { randomBytes } from 'node:crypto';
import { NO_CASCADE, uuidv7 } from '../platform/ids.js';
import type { Caller } from '../platform/caller.js';
import { sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { canonicalParts, Column, sealOf, type EntryValue } from './entry.rules.js';

/** Who did it, as the history names it; as columns where one statement records the acts of several. */
type Actor = Pick<Caller, 'unitId'> & { actor: string | Column; capacity: Caller['capacity'] | Column };

/** One thing that happened, past tense. Payloads hold ids, codes, dates and hashes; never a name or free text. */
export interface Fact {
  kind: string;
  /** Business instant of the act. */
  at: Date | Column;
  by: Actor;
  /** The unit acted for, where it is not the caller's own. */
  unitId?: string | Column | null;
  cascadeId?: string | Column;
  directiveId?: string | Column;
  assignmentId?: string | Column;
  from?: string | Column;
  to?: string | Column;
  payload: { readonly [key: string]: EntryValue | undefined };
  /** Personal or free text values, kept apart under a salt; the entry holds their seal. For one row, at a known instant. */
  sealed?: Readonly<Record<string, string>>;
}

const INSTANT = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

const written = ({ name, as }: Column): RawBuilder<string> => {
  const column = sql.ref(`f.${name}`);
  if (as === 'text') return sql`to_json(${column}::text)::text`;
  if (as === 'integer') return sql`coalesce(${column}::text, 'null')`;
  return sql`coalesce(to_json(to_char(${column} at time zone 'UTC', ${sql.lit(INSTANT)}))::text, 'null')`;
};

const bytesOf = (value: EntryValue): RawBuilder<Buffer> => {
  const parts = canonicalParts(value).map((part) =>
    part instanceof Column ? sql`coalesce(${written(part)}, 'null')` : sql`${part}::text`,
  );
  return sql`convert_to(concat(${sql.join(parts)}), 'UTF8')`;
};

const columnOr = (value: string | Column | null | undefined, type: 'uuid' | 'text'): RawBuilder<unknown> =>
  value instanceof Column ? sql.ref(`f.${value.name}`) : sql`${value ?? null}::${sql.raw(type)}`;

interface Minted {
  id: string | Column;
  sealed: Record<string, string> | undefined;
}

function entryOf(fact: Fact, { id, sealed }: Minted): EntryValue {
  return {
    v: 1,
    id,
    kind: fact.kind,
    at: fact.at instanceof Column ? fact.at : fact.at.toISOString(),
    recordedAt: new Column('recorded_text', 'text'),
    actor: fact.by.actor,
    capacity: fact.by.capacity,
    unit: fact.unitId === undefined ? fact.by.unitId : fact.unitId,
    cascade: fact.cascadeId ?? NO_CASCADE,
    directive: fact.directiveId,
    assignment: fact.assignmentId,
    from: fact.from,
    to: fact.to,
    payload: fact.payload,
    sealed,
  };
}

/** When a statement records, once for all its rows: as an instant, and as it is written. */
const RECORDING_INSTANT = sql`recording_instant as materialized (
  select c.at, to_char(c.at at time zone 'UTC', ${sql.lit(INSTANT)}) as text
  from (select date_trunc('milliseconds', clock_timestamp()) as at) c)`;

/**
 * The INSERT that writes a fact once for each row of `source`; for use on its own or inside a larger statement. Without
 * the `offset 0` the planner takes the bytes apart and makes them twice: to be stored, and to be hashed.
 */
function insertion(fact: Fact, source: RawBuilder<unknown>, minted: Minted): RawBuilder<unknown> {
  const at = fact.at instanceof Column ? sql.ref(`s.${fact.at.name}`) : sql`${fact.at}::timestamptz`;
  const id = minted.id instanceof Column ? sql`uuid_v7(${at})` : sql`${minted.id}::uuid`;
  const own = fact.unitId === undefined ? fact.by.unitId : fact.unitId;
  return sql`
    insert into ledger_entry (cascade_id, id, kind, at, recorded_at, actor, capacity, unit_id, directive_id,
      assignment_id, from_state, to_state, bytes, leaf_hash)
    with ${RECORDING_INSTANT}
    select e.*, sha256('\\x00'::bytea || e.bytes) from (
      select ${columnOr(fact.cascadeId ?? NO_CASCADE, 'uuid')}, f.entry_id, ${fact.kind}::text, f.entry_at, f.recorded_at,
        ${columnOr(fact.by.actor, 'text')}, ${columnOr(fact.by.capacity, 'text')}, ${columnOr(own, 'uuid')},
        ${columnOr(fact.directiveId, 'uuid')}, ${columnOr(fact.assignmentId, 'uuid')},
        ${columnOr(fact.from, 'text')}, ${columnOr(fact.to, 'text')}, ${bytesOf(entryOf(fact, minted))} as bytes
      from (select s.*, ${id} as entry_id, ${at} as entry_at, (select at from recording_instant) as recorded_at,
          (select text from recording_instant) as recorded_text from ${source} s) f
      offset 0
    ) e`;
}

interface Seal {
  field: string;
  salt: Buffer;
  value: string;
}

/** Seals name their entry, so a sealed fact has its id from here; any other is minted by the statement, once per row. */
function seal(fact: Fact): { minted: Minted; seals: Seal[] } {
  const seals = Object.entries(fact.sealed ?? {}).map(([field, value]) => ({ field, salt: randomBytes(16), value }));
  const sealed = Object.fromEntries(seals.map((s) => [s.field, sealOf(s.salt, s.value)]));
  const sealedId = seals.length > 0 && fact.at instanceof Date ? uuidv7(fact.at) : undefined;
  const id = sealedId ?? new Column('entry_id', 'text');
  return { minted: { id, sealed: seals.length > 0 ? sealed : undefined }, seals };
}

const sealInsertion = (entryId: string, seals: readonly Seal[]): RawBuilder<unknown> => sql`
  insert into ledger_sealed (entry_id, field, salt, value) values
  ${sql.join(seals.map((s) => sql`(${entryId}::uuid, ${s.field}::text, ${s.salt}::bytea, ${s.value}::text)`))}`;

const ONE_ROW = sql`(select 1 as one)`;

/**
 * Writes history inside the caller's transaction; the one way to do so. No lock is taken on the way.
 * Facts cannot be changed or removed afterwards: the table is closed to both.
 */
export async function record(db: Db, facts: readonly Fact[]): Promise<void> {
  for (const fact of facts) {
    const { minted, seals } = seal(fact);
    await insertion(fact, ONE_ROW, minted).execute(db);
    if (seals.length > 0) await sealInsertion(minted.id as string, seals).execute(db);
  }
}

/**
 * Writes one fact for each row of a relation, in one statement.
 * @param source  a relation in brackets whose columns the fact's {@link Column}s name
 * @returns how many facts were written
 */
export async function recordEach(db: Db, source: RawBuilder<unknown>, fact: Omit<Fact, 'sealed'>): Promise<number> {
  const each: Minted = { id: new Column('entry_id', 'text'), sealed: undefined };
  const { numAffectedRows } = await insertion(fact, source, each).execute(db);
  return Number(numAffectedRows ?? 0n);
}

/**
 * The same as {@link recordEach}, as common table expressions of a statement that does the act as well, so that act and
 * fact cost one round trip. A sealed fact is for a source of at most one row.
 * @param name  of the expression, where one statement records two kinds of fact
 */
export function recording(fact: Fact, source: RawBuilder<unknown>, name = 'recorded'): RawBuilder<unknown> {
  const { minted, seals } = seal(fact);
  const entry = sql`${sql.ref(name)} as (${insertion(fact, source, minted)})`;
  if (seals.length === 0) return entry;
  return sql`${entry}, recorded_seals as (
    insert into ledger_sealed (entry_id, field, salt, value)
    select k.entry_id, k.field, k.salt, k.value from ${source} s, (values
      ${sql.join(seals.map((x) => sql`(${minted.id as string}::uuid, ${x.field}::text, ${x.salt}::bytea, ${x.value}::text)`))}
    ) k (entry_id, field, salt, value))`;
}
