import type { Stage } from '../../../workflows/index.js';
import { rowsOf, sql, type Db } from '../../platform/database/sql.js';
import type { IsoDate } from '../../platform/vn-time.js';
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
  /** When it is gathered, where that is to come. */
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

/**
 * What became of every notice of the chase about one assignment, the latest first.
 * @param until  notices that were caused later are left out
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
        case when m.to_address is null or m.last_error = 'no-address' then 'no-address' when m.state = 'withdrawn' then 'left-out'
          when m.held_at is not null then 'held' when m.gathered_into is not null then 'in-digest'
          when m.gather and m.deferred_on is not null then 'deferred' when m.gather then 'waiting' else 'alone' end as fate,
        m.gather_at as "gatherAt", m.deferred_on::text as "deferredOn",
        case when g.id is not null and m.state <> 'withdrawn'
          then jsonb_build_object('messageId', g.id, 'on', g.parameters ->> 'on') end as digest,
        m.state, m.sent_at as "sentAt"
      from message m join unit u on u.id = m.unit_id
        join assignment a on a.cascade_id = m.cascade_id and a.id = m.assignment_id join directive d on d.id = a.directive_id
        left join ${namedOn('u.id', sql`d.roster_on`, 'p')}
        left join message g on g.cascade_id = m.gathered_into and g.id = m.gathered_into
      where m.cascade_id = ${cascadeId} and m.assignment_id = ${id}
        and m.template in ('reminder', 'escalation', 'rerouted') and m.queued_at <= ${until}
      order by m.queued_at desc, m.id desc limit ${NOTICES_AT_MOST}`,
  );
