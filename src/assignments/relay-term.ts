import { sql, type RawBuilder } from '../platform/database/sql.js';

/** Of a row `a`: it acknowledged, others wait for it, and its term to pass the paper on is over. */
const WAS_CHASED = sql`a.standing = 'inForce' and a.receipt = 'acknowledged' and (a.relay = 'silent'
  or a.relay = 'partly' and ((a.context ->> 'relayReminded')::boolean or (a.context ->> 'relayEscalated')::boolean))`;

/**
 * By when the unit of a row `a` had to pass the paper on. Once that was chased the row holds when it is chased next: the
 * fact of the first step tells the term.
 */
export const RELAY_TERM: RawBuilder<unknown> = sql`case when ${WAS_CHASED} then (
    select (x.p ->> 'relayDueAt')::timestamptz
    from ledger_entry e cross join lateral (select convert_from(e.bytes, 'UTF8')::jsonb -> 'payload' as p) x
    where e.cascade_id = a.cascade_id and e.assignment_id = a.id and e.kind in ('assignment.relaySilent', 'assignment.reminded')
      and x.p ->> 'stage' = 'relay' and x.p ->> 'relayDueAt' is not null order by e.at desc, e.recorded_at desc limit 1)
  when a.standing = 'inForce' and a.receipt = 'acknowledged' and a.relay in ('owed', 'partly') then a.relay_due_at end`;

/** Whether a row `a` keeps others waiting beyond its term at an instant. */
export const relayOverdueAt = (now: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`((${WAS_CHASED}) or a.standing = 'inForce' and a.receipt = 'acknowledged' and a.relay in ('owed', 'partly')
    and a.relay_due_at < ${now}) is true`;
