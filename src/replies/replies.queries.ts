import type { Caller } from '../platform/caller.js';
import { unitsOf } from '../platform/caller.js';
import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import { isUuid } from '../platform/ids.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import { vnDate } from '../platform/vn-time.js';
import type { InboundKind, InboundState } from './reply.entity.js';

/** A mail that came back, as people see it. */
export interface ReplyRow {
  id: string;
  takenAt: Date;
  from: string | null;
  subject: string | null;
  excerpt: string | null;
  kind: InboundKind;
  state: InboundState;
  outcome: string;
  dkim: string | null;
  spf: string | null;
  dmarc: string | null;
  cascadeId: string | null;
  directiveId: string | null;
  assignmentId: string | null;
  unitId: string | null;
  unitCode: string | null;
  unitName: string | null;
  paper: string | null;
  contentVersion: number | null;
}

const REPLY = sql`m.id, m.taken_at as "takenAt", m.from_address as "from", m.subject, m.excerpt, m.kind, m.state, m.outcome,
  m.dkim, m.spf, m.dmarc, m.cascade_id as "cascadeId", m.directive_id as "directiveId", m.assignment_id as "assignmentId",
  m.unit_id as "unitId", u.code as "unitCode", n.name as "unitName", d.subject as paper, m.content_version as "contentVersion"`;
const JOINS = sql`left join unit u on u.id = m.unit_id left join directive d on d.id = m.directive_id
  left join lateral (select p.name from unit_period p where p.unit_id = m.unit_id
    order by (p.valid_from <= (m.taken_at at time zone 'Asia/Ho_Chi_Minh')::date) desc, p.valid_from desc limit 1) n on true`;

/** The operator sees every mail; others those about their own unit. */
const seenBy = (caller: Caller): RawBuilder<unknown> =>
  caller.role === 'operator' ? sql`true` : sql`m.unit_id = any(${[...unitsOf(caller)]}::uuid[])`;

/** One page of mails, the newest first. */
export async function listReplies(
  db: Db,
  caller: Caller,
  { state, limit, cursor }: { state?: InboundState | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<ReplyRow>> {
  const after = cursor ? fromCursor(cursor, ['instant', 'uuid']) : undefined;
  const rows = await rowsOf<ReplyRow>(
    db,
    sql`select ${REPLY} from inbound_mail m ${JOINS} where ${seenBy(caller)}
      ${state ? sql`and m.state = ${state}` : sql``}
      ${after ? sql`and (m.taken_at, m.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by m.taken_at desc, m.id desc limit ${limit + 1}`,
  );
  return pageOf(rows, limit, ({ takenAt, id }) => [takenAt.toISOString(), id]);
}

/** How many mails wait for a decision of somebody who may make it; drafts that came with them are decided on the duty. */
export async function countWaitingReplies(db: Db, caller: Caller, acts: boolean): Promise<number> {
  if (caller.role !== 'operator' && (!acts || caller.unitId === null)) return 0;
  const row = await firstOf(
    db,
    sql<{ n: number }>`select count(*)::int as n from inbound_mail m
      where m.state = 'waiting' and (${caller.role === 'operator'} or m.unit_id = ${caller.unitId}::uuid)`,
  );
  return row!.n;
}

/** @param lock  holds the row until the caller's transaction ends. @throws ProductError `not-found`, also for what is not to be seen */
export async function replyById(db: Db, id: string, caller: Caller, lock = false): Promise<ReplyRow> {
  const row = isUuid(id)
    ? await firstOf<ReplyRow>(
        db,
        sql`select ${REPLY} from inbound_mail m ${JOINS} where m.id = ${id} and ${seenBy(caller)}
          ${lock ? sql`for update of m` : sql``}`,
      )
    : undefined;
  if (!row) throw notFound('Không có thư này.', 'There is no such mail.');
  return row;
}

/** An address that nothing is sent to, and what the server said. */
export interface DeadRow {
  address: string;
  since: Date;
  status: string | null;
  diagnostic: string;
  units: { id: string; code: string; name: string }[];
}

/** Dead addresses of the caller's unit and those below it; the operator's: all. The last to die first. */
export async function listDead(
  db: Db,
  caller: Caller,
  { limit, cursor, now }: { limit: number; cursor?: string | undefined; now: Date },
): Promise<Page<DeadRow>> {
  const day = vnDate(now);
  const after = cursor ? fromCursor(cursor, ['instant', 'uuid']) : undefined;
  const mine = [...unitsOf(caller)];
  const seen =
    caller.role === 'operator'
      ? sql`true`
      : sql`exists (select 1 from given_mailbox_on(${day}::date) g where lower(g.address) = d.address
          and (g.unit_id = any(${mine}::uuid[]) or exists (select 1 from unnest(${mine}::uuid[]) x (id)
            cross join lateral (select unit_id from unit_ancestors(g.unit_id, 'administrative', ${day}::date)
              union all select unit_id from unit_ancestors(g.unit_id, 'sectoral', ${day}::date)) a where a.unit_id = x.id)))`;
  const rows = await rowsOf<DeadRow & { bounceId: string }>(
    db,
    sql`select d.address, d.since, d.status, d.bounce_id as "bounceId", b.diagnostic,
        (select coalesce(json_agg(json_build_object('id', u.id, 'code', u.code, 'name', p.name) order by u.code), '[]')
          from given_mailbox_on(${day}::date) g join unit u on u.id = g.unit_id
          join unit_on(${day}::date) p on p.unit_id = u.id where lower(g.address) = d.address) as units
      from dead_mailbox d join mail_bounce b on b.id = d.bounce_id where ${seen}
      ${after ? sql`and (d.since, d.bounce_id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by d.since desc, d.bounce_id desc limit ${limit + 1}`,
  );
  const page = pageOf(rows, limit, ({ since, bounceId }) => [since.toISOString(), bounceId]);
  return { ...page, items: page.items.map(({ bounceId: _, ...row }) => row) };
}

/**
 * A dead address, held until the caller's transaction ends, with a unit that was given it: the caller's own, if it is one
 * of them; undefined where it is not dead.
 */
export const deadOf = (
  db: Db,
  address: string,
  caller: Caller,
  now: Date,
): Promise<{ unitId: string | null } | undefined> =>
  firstOf(
    db,
    sql<{ unitId: string | null }>`select (select g.unit_id from given_mailbox_on(${vnDate(now)}::date) g
        where lower(g.address) = d.address order by g.unit_id = any(${[...unitsOf(caller)]}::uuid[]) desc, g.unit_id limit 1)
        as "unitId"
      from dead_mailbox d where d.address = ${address} for update of d`,
  );
