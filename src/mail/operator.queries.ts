import { JOB_SCHEMA } from '../platform/database/job-schema.js';
import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import { DEAD_QUEUE } from './mail-jobs.js';
import type { DeliveryState } from './message.entity.js';
import { withoutAddresses } from './redaction.rules.js';

/** Where a queued message is: exactly one of these. */
export const QUEUED_PARTS = ['due', 'given', 'sending', 'waiting', 'held', 'gathered'] as const;
export type QueuedPart = (typeof QUEUED_PARTS)[number];
export const ENDED_STATES = ['sent', 'failed', 'unknown', 'bounced', 'withdrawn'] as const;
/** States that somebody may want to look at. */
export const UNDELIVERED = ['failed', 'unknown', 'bounced'] as const;
export type Undelivered = (typeof UNDELIVERED)[number];

/** Messages of a period. `total` is the sum of `states`, and `states.queued` that of `queued`. */
export interface MailCounts {
  total: number;
  states: Record<DeliveryState, number>;
  queued: Record<QueuedPart, number>;
}

/** The messages of one domain. */
export interface DomainCounts {
  domain: string;
  queued: number;
  sent: number;
  undelivered: number;
  /** Of those that wait; business time. */
  oldestAt: Date | null;
}

/** A job that could not be carried out; its messages got jobs of their own. */
export interface GivenUpJob {
  id: string;
  at: Date;
  messages: number;
  error: string;
  /** Whether its messages were given back already. */
  isTakenApart: boolean;
}

const PART = sql`case
  when m.held_at is not null then 'held'
  when m.next_attempt_at is null then 'gathered'
  when m.next_attempt_at <= statement_timestamp() then 'due'
  when m.begun_at is not null then 'sending'
  when m.job_id is not null then 'given'
  else 'waiting' end`;

/** Ids are made of the instant at which their message was queued. */
const since = (at: Date): RawBuilder<boolean> => sql`m.id >= uuid_floor(${at.toISOString()}::timestamptz)`;

const DOMAIN = sql`lower(substring(m.to_address from '[^@]*$'))`;

/** Counts what was queued since an instant of business time; one look at the rows, so that the sums are of one moment. */
export async function mailCounts(db: Db, from: Date): Promise<MailCounts> {
  const rows = await rowsOf(
    db,
    sql<{ state: DeliveryState; part: QueuedPart | null; n: number }>`
      select m.state, case when m.state = 'queued' then ${PART} end as part, count(*)::int as n
      from message m where ${since(from)} group by 1, 2`,
  );
  const states = Object.fromEntries(['queued', ...ENDED_STATES].map((state) => [state, 0])) as MailCounts['states'];
  const queued = Object.fromEntries(QUEUED_PARTS.map((part) => [part, 0])) as MailCounts['queued'];
  let total = 0;
  for (const { state, part, n } of rows) {
    states[state] += n;
    if (part !== null) queued[part] += n;
    total += n;
  }
  return { total, states, queued };
}

/** The domains with most that did not arrive, then with most that wait. */
export const domainCounts = (db: Db, from: Date, limit: number): Promise<DomainCounts[]> =>
  rowsOf(
    db,
    sql<DomainCounts>`select ${DOMAIN} as domain, count(*) filter (where m.state = 'queued')::int as queued,
        count(*) filter (where m.state = 'sent')::int as sent,
        count(*) filter (where m.state in ('failed', 'unknown', 'bounced'))::int as undelivered,
        min(m.queued_at) filter (where m.state = 'queued') as "oldestAt"
      from message m where ${since(from)} and m.to_address is not null
      group by 1 order by 4 desc, 2 desc, 3 desc, 1 limit ${limit}`,
  );

/** Jobs that could not be carried out, of the last fortnight, the newest first. */
export const givenUpJobs = (db: Db, limit: number): Promise<GivenUpJob[]> =>
  rowsOf(
    db,
    sql<GivenUpJob>`select coalesce(j.source_id, j.id) as id, j.created_on as at,
        jsonb_array_length(j.data -> 'messages') as messages, coalesce(j.source_output ->> 'message', '') as error,
        j.state = 'completed' as "isTakenApart"
      from ${sql.raw(JOB_SCHEMA)}.job j where j.name = ${DEAD_QUEUE} order by j.created_on desc, j.id desc limit ${limit}`,
  );

/** When the oldest message that is due or waits was queued, whenever that was; null where there is none. */
export async function oldestQueuedAt(db: Db): Promise<Date | null> {
  const row = await firstOf(
    db,
    sql<{
      at: Date | null;
    }>`select min(queued_at) as at from message where next_attempt_at is not null and held_at is null`,
  );
  return row!.at;
}

/** A message that did not arrive, as far as is known: neither its text nor its address, but for the domain. */
export interface UndeliveredMessage {
  id: string;
  state: Undelivered;
  template: string;
  domain: string | null;
  assignmentId: string | null;
  /** The digest that says it and is sent again in its place; null for what is a mail of its own. */
  digestId: string | null;
  /** Of the mail that carries it. */
  attempts: number;
  queuedAt: Date;
  error: string | null;
}

/** What did not arrive, the newest first. */
export async function listUndelivered(
  db: Db,
  asked: {
    state?: Undelivered | undefined;
    domain?: string | undefined;
    limit: number;
    cursor?: string | undefined;
  },
): Promise<Page<UndeliveredMessage>> {
  const { state, domain, limit, cursor } = asked;
  const after = cursor ? fromCursor(cursor, ['uuid']) : undefined;
  const rows = await rowsOf(
    db,
    sql<UndeliveredMessage>`select m.id, m.state, m.template, ${DOMAIN} as domain, m.assignment_id as "assignmentId",
        m.gathered_into as "digestId", coalesce(g.attempts, m.attempts) as attempts, m.queued_at as "queuedAt",
        m.last_error as error
      from message m left join message g on g.cascade_id = m.gathered_into and g.id = m.gathered_into
      where m.state in ('failed', 'unknown', 'bounced')
      ${state ? sql`and m.state = ${state}` : sql``}
      ${domain ? sql`and ${DOMAIN} = ${domain.toLowerCase()}` : sql``}
      ${after ? sql`and m.id < ${after[0]}::uuid` : sql``}
      order by m.id desc limit ${limit + 1}`,
  );
  const told = rows.map((row) => ({ ...row, error: row.error && withoutAddresses(row.error) }));
  return pageOf(told, limit, ({ id }) => [id]);
}
