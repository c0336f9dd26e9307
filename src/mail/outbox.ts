import { Column } from '../ledger/index.js';
import type { Locale } from '../platform/caller.js';
import { firstOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import type { NoticeParameters } from './message.entity.js';

/** One notice to one unit. Text and links are made when it is sent. */
export interface Notice {
  cascadeId: string;
  /** Says what the notice is about, e.g. `issue:<directive>:<unit>`: a key already there is not queued again. */
  key: string;
  unitId: string;
  assignmentId?: string | null;
  /** Which composer writes it: `issue`, `reminder` … */
  template: string;
  locale: Locale;
  parameters: NoticeParameters;
  /** Null where no address is known: the message is there, failed, so that counts add up. */
  toAddress: string | null;
  /** Business instant of the cause. */
  queuedAt: Date;
  /** It waits until whoever gathers such notices into one mail lets it go. */
  gathers?: boolean;
}

/** The same notice for every row of a relation, whose columns the {@link Column}s name. */
export interface NoticeEach {
  template: string;
  /** Parts of the key; joined by colons. */
  key: readonly (string | Column)[];
  cascadeId: string | Column;
  unitId: string | Column;
  assignmentId?: string | Column | null;
  locale: Locale | Column;
  parameters: Readonly<Record<string, string | number | boolean | null | Column>>;
  toAddress: string | Column | null;
  queuedAt: Date | Column;
  /** It waits until whoever gathers such notices into one mail lets it go. */
  gathers?: boolean;
  /** The key names a row that the same statement makes: it cannot be there, and is not looked for. */
  isNew?: boolean;
}

/** How many messages a call added; keys that were there already are in neither. */
export interface Enqueued {
  queued: number;
  withoutAddress: number;
}

const INSTANT = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

const valueOr = (value: string | Date | Column | null | undefined, type: 'uuid' | 'text' | 'timestamptz') =>
  value instanceof Column
    ? sql`${sql.ref(`s.${value.name}`)}::${sql.raw(type)}`
    : sql`${value instanceof Date ? value.toISOString() : (value ?? null)}::${sql.raw(type)}`;

function jsonOf(value: string | number | boolean | null | Column): RawBuilder<unknown> {
  if (!(value instanceof Column)) return sql`${JSON.stringify(value)}::jsonb`;
  const column = sql.ref(`s.${value.name}`);
  if (value.as === 'instant') return sql`to_jsonb(to_char(${column} at time zone 'UTC', ${sql.lit(INSTANT)}))`;
  return value.as === 'integer' ? sql`to_jsonb(${column})` : sql`to_jsonb(${column}::text)`;
}

const parametersOf = (parameters: NoticeEach['parameters']): RawBuilder<unknown> =>
  sql`jsonb_build_object(${sql.join(Object.entries(parameters).flatMap(([name, value]) => [sql`${name}::text`, jsonOf(value)]))})`;

const keyOf = (parts: NoticeEach['key']): RawBuilder<unknown> =>
  sql`concat_ws(':', ${sql.join(parts.map((part) => valueOr(part, 'text')))})`;

/** The INSERT of one message for each row of `rows`, which has the columns of a message. */
const insertion = (rows: RawBuilder<unknown>, isNew = false): RawBuilder<unknown> => sql`
  insert into message (cascade_id, id, key, unit_id, assignment_id, template, locale, parameters, to_address,
    state, next_attempt_at, gather, queued_at, last_error)
  select n.cascade_id, uuid_v7(n.queued_at), n.key, n.unit_id, n.assignment_id, n.template, n.locale, n.parameters,
    n.to_address, case when n.to_address is null then 'failed' else 'queued' end,
    case when n.to_address is not null and not n.gather then clock_timestamp() end,
    n.to_address is not null and n.gather, n.queued_at,
    case when n.to_address is null then 'no-address' end
  from (${rows}) n
  ${isNew ? sql`` : sql`on conflict (cascade_id, key) do nothing`}`;

const eachOf = (source: RawBuilder<unknown>, notice: NoticeEach): RawBuilder<unknown> => sql`
  select ${valueOr(notice.cascadeId, 'uuid')} as cascade_id, ${keyOf(notice.key)} as key,
    ${valueOr(notice.unitId, 'uuid')} as unit_id, ${valueOr(notice.assignmentId, 'uuid')} as assignment_id,
    ${notice.template}::text as template, ${valueOr(notice.locale, 'text')} as locale,
    ${parametersOf(notice.parameters)} as parameters, ${valueOr(notice.toAddress, 'text')} as to_address,
    ${valueOr(notice.queuedAt, 'timestamptz')} as queued_at, ${notice.gathers ?? false}::boolean as gather
  from ${source} s`;

async function counted(db: Db, inserting: RawBuilder<unknown>): Promise<Enqueued> {
  const row = await firstOf(
    db,
    sql<Enqueued>`
      with queued as (${inserting} returning state)
      select count(*) filter (where state = 'queued')::int as queued,
        count(*) filter (where state = 'failed')::int as "withoutAddress" from queued`,
  );
  return row!;
}

/**
 * Queues one notice for each row of a relation, in one statement, inside the caller's transaction.
 * @param source  a relation in brackets whose columns the notice names
 */
export const enqueueEach = (db: Db, source: RawBuilder<unknown>, notice: NoticeEach): Promise<Enqueued> =>
  counted(db, insertion(eachOf(source, notice)));

/** Queues single notices inside the caller's transaction: one statement, however many. */
export async function enqueue(db: Db, notices: readonly Notice[]): Promise<Enqueued> {
  if (notices.length === 0) return { queued: 0, withoutAddress: 0 };
  const rows = notices.map((n) => ({
    cascade_id: n.cascadeId,
    key: n.key,
    unit_id: n.unitId,
    assignment_id: n.assignmentId ?? null,
    template: n.template,
    locale: n.locale,
    parameters: n.parameters,
    to_address: n.toAddress,
    queued_at: n.queuedAt.toISOString(),
    gather: n.gathers ?? false,
  }));
  return counted(
    db,
    insertion(sql`
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (cascade_id uuid, key text, unit_id uuid,
        assignment_id uuid, template text, locale text, parameters jsonb, to_address text, queued_at timestamptz, gather boolean)`),
  );
}

/**
 * The same as {@link enqueueEach}, as a common table expression of a statement that does the act as well.
 * @param name  of the expression, where one statement queues two kinds of notice
 */
export const queueing = (notice: NoticeEach, source: RawBuilder<unknown>, name = 'queued'): RawBuilder<unknown> =>
  sql`${sql.ref(name)} as (${insertion(eachOf(source, notice), notice.isNew)})`;
