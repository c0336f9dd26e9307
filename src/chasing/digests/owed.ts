import { STOPPED_BY, type MessageRow } from '../../mail/index.js';
import { rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { owedIn } from '../stage-owed.js';

type Key = Pick<MessageRow, 'cascadeId' | 'id'>;

/** Why a notice of the chase is not sent: its directive stands still, or what it asks is no longer owed. */
export type Unsaid = 'held' | 'settled';

const OWED = owedIn(
  (column) =>
    sql`(m.parameters ->> 'step' is null or a.${sql.ref(column)} is null or a.${sql.ref(column)} <= greatest(business_now(), m.queued_at))`,
);

/**
 * Whether what a notice, alias `m`, says of a duty, alias `a`, is still so: the stage is not settled, and its deadline was
 * not moved into the future since. What somebody sent by hand names no step, and may come before the deadline.
 */
export const IS_OWED = sql`(a.standing = 'inForce' and case coalesce(m.parameters ->> 'stage', 'receipt')
  when 'delivery' then ${OWED.delivery} when 'relay' then ${OWED.relay} when 'begin' then ${OWED.begin}
  when 'work' then ${OWED.work} else ${OWED.receipt} end)`;

/**
 * Which notices of the chase are not to be sent, looked up at this moment.
 * @returns why, by message id; what is missing is owed
 */
export async function unsaidOf(db: Db, notices: readonly Key[]): Promise<ReadonlyMap<string, Unsaid>> {
  if (notices.length === 0) return new Map();
  const rows = await rowsOf(
    db,
    sql<{ id: string; why: Unsaid }>`
      select k.id, case when m.state = 'queued' and (s.kind = 'held' or m.held_at is not null) then 'held' else 'settled' end as why
      from unnest(${notices.map((n) => n.cascadeId)}::uuid[], ${notices.map((n) => n.id)}::uuid[]) k (cascade_id, id)
        left join message m on m.cascade_id = k.cascade_id and m.id = k.id
        left join assignment a on a.cascade_id = m.cascade_id and a.id = m.assignment_id
        left join lateral (select ${STOPPED_BY} as kind) s on true
      where m.state is distinct from 'queued' or s.kind is not null or m.held_at is not null or not coalesce(${IS_OWED}, false)`,
  );
  return new Map(rows.map(({ id, why }) => [id, why]));
}
