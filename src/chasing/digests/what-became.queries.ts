import type { Stage } from '../../../workflows/index.js';
import { rowsOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { vnDate, type IsoDate } from '../../platform/vn-time.js';
import { namedOn } from '../../units/index.js';

/**
 * What became of a notice of the chase: it waits for a digest, was put off since the office had had its mails, stands
 * still with its directive, was said by a digest, went on its own, was left out since what it asked was settled before,
 * or could go nowhere.
 */
export const FATES = ['waiting', 'deferred', 'held', 'in-digest', 'alone', 'left-out', 'no-address'] as const;
export type Fate = (typeof FATES)[number];

export interface NoticeFate {
  messageId: string;
  template: string;
  stage: Stage;
  /** The step of the ladder; null where somebody sent it by hand. */
  step: number | null;
  to: { code: string; name: string };
  queuedAt: Date;
  fate: Fate;
  /** When it is gathered, where that is to come: as it is planned now. */
  gatherAt: Date | null;
  /** The day whose mails were used up, also where a later digest said it. */
  deferredOn: IsoDate | null;
  /** The mail that said it, and its day. */
  digest: { messageId: string; on: IsoDate } | null;
  /** State of the mail that carries it: its own, or that of its digest. */
  state: string;
  sentAt: Date | null;
}

const NOTICES_AT_MOST = 100;

const HAS_NO_ADDRESS = sql`(m.to_address is null or h.state = 'failed' and h.reason = 'no-address')`;

/**
 * What had become by an instant of every notice of the chase about one assignment, the latest first: states are told by
 * the history, never by the rows as they are now. Not kept, and so not told of a past instant: for when a notice waited,
 * the hour at which it was put off, and the digest of one that was taken out of it again.
 * @param until  business instant; what was caused or happened later is left out
 */
export const whatBecameOf = (
  db: Db,
  { cascadeId, id }: { cascadeId: string; id: string },
  until: Date,
): Promise<NoticeFate[]> =>
  rowsOf(
    db,
    sql<NoticeFate>`select m.id as "messageId", m.template, coalesce(m.parameters ->> 'stage', 'receipt') as stage,
        (m.parameters ->> 'step')::int as step,
        jsonb_build_object('code', u.code, 'name', coalesce(p.name, u.code)) as to, m.queued_at as "queuedAt",
        case when ${HAS_NO_ADDRESS} then 'no-address' when h.state = 'withdrawn' then 'left-out'
          when h.state = 'queued' and s.paused then 'held' when g.id is not null then 'in-digest'
          when not m.gather and m.gathered_into is null then 'alone'
          when m.deferred_on <= ${vnDate(until)}::date then 'deferred' else 'waiting' end as fate,
        m.gather_at as "gatherAt",
        case when m.deferred_on <= ${vnDate(until)}::date then m.deferred_on::text end as "deferredOn",
        case when g.id is not null and h.state <> 'withdrawn'
          then jsonb_build_object('messageId', g.id, 'on', g.parameters ->> 'on') end as digest,
        h.state, h.sent_at as "sentAt"
      from message m join unit u on u.id = m.unit_id
        join assignment a on a.cascade_id = m.cascade_id and a.id = m.assignment_id join directive d on d.id = a.directive_id
        left join ${namedOn('u.id', sql`d.roster_on`, 'p')}
        left join message g on g.cascade_id = m.gathered_into and g.id = m.gathered_into and g.queued_at <= ${until}
        cross join lateral (${stateBy(until)}) h
        cross join lateral (${isPausedBy(until)}) s
      where m.cascade_id = ${cascadeId} and m.assignment_id = ${id}
        and m.template in ('reminder', 'escalation', 'rerouted') and m.queued_at <= ${until}
      order by m.queued_at desc, m.id desc limit ${NOTICES_AT_MOST}`,
  );

/** What the history of the message `m` had told by an instant: its state, why, and when it was last sent. */
const stateBy = (until: Date): RawBuilder<unknown> => sql`
  select coalesce((array_agg(e.to_state order by e.at desc, e.recorded_at desc, e.id desc))[1],
      case when m.to_address is null then 'failed' else 'queued' end) as state,
    (array_agg(x.p ->> 'reason' order by e.at desc, e.recorded_at desc, e.id desc))[1] as reason,
    max(e.at) filter (where e.kind = 'message.sent') as sent_at
  from ledger_entry e cross join lateral (select convert_from(e.bytes, 'UTF8')::jsonb -> 'payload' as p) x
  where e.cascade_id = m.cascade_id and e.assignment_id = m.assignment_id and e.kind like 'message.%'
    and e.at <= ${until} and x.p ->> 'messageId' = m.id::text`;

/** Whether the duty of the message `m` stood still at an instant, and with it what waited. */
const isPausedBy = (until: Date): RawBuilder<unknown> => sql`
  select coalesce((array_agg(e.kind order by e.at desc, e.recorded_at desc, e.id desc))[1] = 'assignment.paused', false) as paused
  from ledger_entry e where e.cascade_id = m.cascade_id and e.assignment_id = m.assignment_id
    and e.kind in ('assignment.paused', 'assignment.resumed') and e.at <= ${until}`;
