import { leaderMailboxOf } from '../access/index.js';
import type { ChaseStep, Effect } from '../../workflows/index.js';
import { Column } from '../ledger/index.js';
import { queueing, type NoticeEach } from '../mail/index.js';
import { sql, type RawBuilder } from '../platform/database/sql.js';
import { vnDate } from '../platform/vn-time.js';

/**
 * Who a notice goes to: the unit itself, the unit that sent it the paper, its superior, who issued the paper; and the leader
 * of the first and the third.
 */
type Recipient = 'sender' | ChaseStep['to'];

interface Carrier {
  template: string;
  to: Recipient;
  /** What the notice says beside the directive: ids, codes and numbers. */
  parameters?: (effect: Effect) => Record<string, string>;
  /** What makes the key of the message unique, where it is not the row with its version. */
  key?: readonly (string | Column)[];
  /** It waits for the day's digest. */
  gathers?: boolean;
}

/**
 * How each effect of the assignment machine is carried out: as a message, queued in the statement that makes the move.
 * A guard test compares this with the effects that the machine names.
 */
export const ASSIGNMENT_EFFECTS: Readonly<Record<string, Carrier>> = {
  sendToUnit: { template: 'issue', to: 'unit' },
  tellSenderOfReturn: { template: 'returned', to: 'sender' },
  tellSuperiorOfReport: { template: 'report', to: 'sender' },
  tellUnitOfReview: { template: 'review', to: 'unit' },
  sendAmendment: { template: 'amendment', to: 'unit' },
  askToAcknowledgeAgain: { template: 'reacknowledge', to: 'unit' },
  askToGiveBack: { template: 'recall', to: 'unit' },
  tellSenderOfRecallAnswer: { template: 'recallAnswer', to: 'sender' },
  tellSenderOfQuestion: { template: 'question', to: 'sender' },
  tellUnitOfAnswer: { template: 'answer', to: 'unit' },
  tellUnitOfExtension: { template: 'extension', to: 'unit' },
  remindUnit: { template: 'reminder', to: 'unit', parameters: stepOf, gathers: true },
  escalateToSuperior: { template: 'escalation', to: 'superior', parameters: stepOf, gathers: true },
};

/**
 * What goes to the superior beside, where the address that a unit was given is dead: a reminder that nobody can read
 * reminds nobody.
 */
const REROUTED: Readonly<Record<string, string>> = { remindUnit: 'rerouted' };

/** Notices of acts that move no region of the machine. */
const OTHER_NOTICES: Readonly<Record<string, Carrier>> = {
  tellSenderOfRequest: { template: 'extensionAsked', to: 'sender' },
};

/** A reminder that somebody sends by hand names its stage only. */
type Said = Pick<ChaseStep, 'stage'> & Partial<ChaseStep>;

function stepOf({ params }: Effect): Record<string, string> {
  const { stage, n, to, text, isLast } = params as Said;
  if (n === undefined) return { stage };
  return { stage, step: String(n), to: to!, text: text!, ...(isLast ? { last: 'true' } : {}) };
}

/**
 * What somebody sends by hand waits for the digest as a step does. A step of a ladder says itself whom it goes to. An
 * official letter is made once for all units of a directive whose step it is, by who sent it to them: its clerk is told on
 * that day, once.
 */
function carrierOf(carrier: Carrier, { params }: Effect, at: Date): Carrier {
  const { stage, n, to, channel } = (params ?? {}) as Said;
  if (n === undefined || to === undefined) return carrier;
  if (channel !== 'letter') return { ...carrier, to };
  const key = [
    'urgingLetter',
    new Column('directive_id', 'text'),
    new Column('sender_id', 'text'),
    stage,
    String(n),
    vnDate(at),
  ];
  // it stands for many units: the digest would leave it out as soon as one of them has acted
  return { ...carrier, template: 'urgingLetter', to: 'sender', key, gathers: false };
}

/** The unit itself, or the one that stands for it where it has ended. */
const heir = (unit: RawBuilder<unknown>, day: string): RawBuilder<unknown> => sql`
  case when exists (select 1 from unit_succession s where s.from_id = ${unit})
    then coalesce(unit_heir(${unit}, ${day}::date), ${unit}) else ${unit} end`;

/**
 * The superior is the parent that sent the paper, on whichever line, else the administrative one. Where it has no address
 * the notice goes to the unit that sent the paper. Who has ended hears through its successor.
 */
const RECIPIENTS: Readonly<Record<'unit' | 'sender' | 'superior' | 'issuer', (day: string) => RawBuilder<unknown>>> = {
  unit: (day) => sql`select ${heir(sql`m.unit_id`, day)} as to_unit_id`,
  sender: (day) => sql`select ${heir(sql`m.sender_id`, day)} as to_unit_id`,
  issuer: (day) =>
    sql`select ${heir(sql`d.issuer_id`, day)} as to_unit_id from directive d where d.id = m.directive_id`,
  superior: (day) => sql`select coalesce(
    (select c.unit_id from unit_relation r join mailbox_on(${day}::date) c on c.unit_id = ${heir(sql`r.parent_id`, day)}
      where r.unit_id = m.unit_id and r.line in ('administrative', 'sectoral')
        and r.valid_from <= (m.opened_at at time zone 'Asia/Ho_Chi_Minh')::date
        and (r.valid_to is null or r.valid_to > (m.opened_at at time zone 'Asia/Ho_Chi_Minh')::date)
      order by (r.parent_id = m.sender_id) desc, r.line limit 1), ${heir(sql`m.sender_id`, day)}) as to_unit_id`,
};

/**
 * The office that hears of a duty, as a query over a row `m` with `unit_id`, `sender_id`, `opened_at` and `directive_id`.
 * @param day  ISO date on which it is written to
 */
export const recipientOf = (party: 'unit' | 'superior' | 'issuer', day: string): RawBuilder<unknown> =>
  RECIPIENTS[party](day);

/**
 * The effect as an expression of the statement whose `moved` holds the rows that moved: one message per row, or none
 * where its key is there already. Addresses are looked up row by row: the planner does not know how few rows moved, and
 * would else read the addresses of all units for each of them.
 * @param said  what the notice says beside the directive: ids, codes and numbers
 */
export function carry(effect: Effect, at: Date, said: Readonly<Record<string, string>> = {}): RawBuilder<unknown> {
  const known = ASSIGNMENT_EFFECTS[effect.type] ?? OTHER_NOTICES[effect.type];
  if (!known) throw new Error(`the effect ${effect.type} of the assignment machine has no carrier`);
  const carrier = carrierOf(known, effect, at);
  const queued = [
    queueing(noticeOf(carrier, effect, { at, said }), sourceOf(carrier.to, at), `carried_${effect.type}`),
  ];
  const template = carrier.template === 'urgingLetter' ? undefined : REROUTED[effect.type];
  if (template) {
    const rerouted = noticeOf({ ...carrier, template }, effect, { at, said });
    queued.push(queueing(rerouted, reroutedFrom(at), `rerouted_${effect.type}`));
  }
  return sql.join(queued);
}

/** The rows that moved, each with whom it goes to and where. */
function sourceOf(to: Recipient, at: Date): RawBuilder<unknown> {
  const day = vnDate(at);
  const [unit, isLeader] = OFFICE_OF[to];
  const leader = isLeader
    ? sql`left join lateral (${leaderMailboxOf(sql`t.to_unit_id`, sql`${at}::timestamptz`)}) l on true`
    : sql`cross join lateral (select null::text as address, null::text as locale) l`;
  return sql`(select m.*, t.to_unit_id, coalesce(l.address, c.address) as email,
      coalesce(case when l.address is null then c.locale else l.locale end, 'vi') as to_locale
    from moved m cross join lateral (${RECIPIENTS[unit](day)}) t ${leader}
      left join lateral (select o.address, o.locale from mailbox_on(${day}::date) o where o.unit_id = t.to_unit_id
        limit 1) c on true)`;
}

/** The office that a recipient belongs to, and whether it is its leader. */
const OFFICE_OF = {
  unit: ['unit', false],
  leader: ['unit', true],
  superior: ['superior', false],
  superiorLeader: ['superior', true],
  issuer: ['issuer', false],
  sender: ['sender', false],
} as const satisfies Readonly<Record<Recipient, readonly [keyof typeof RECIPIENTS, boolean]>>;

/** Of those rows the ones whose unit was given an address that is dead; no other unit's addresses are looked up twice. */
function reroutedFrom(at: Date): RawBuilder<unknown> {
  const day = vnDate(at);
  return sql`(select m.*, t.to_unit_id, c.address as email, coalesce(c.locale, 'vi') as to_locale
    from (select * from moved x where exists (select 1 from dead_mailbox)
      and exists (select 1 from given_mailbox_on(${day}::date) g where g.unit_id = x.unit_id)
      and not exists (select 1 from mailbox_on(${day}::date) l where l.unit_id = x.unit_id)) m
      cross join lateral (${RECIPIENTS.superior(day)}) t
      join lateral (select o.address, o.locale from mailbox_on(${day}::date) o where o.unit_id = t.to_unit_id
        limit 1) c on true)`;
}

function noticeOf(
  carrier: Carrier,
  effect: Effect,
  { at, said }: { at: Date; said: Readonly<Record<string, string>> },
): NoticeEach {
  return {
    template: carrier.template,
    key: carrier.key ?? [carrier.template, new Column('id', 'text'), new Column('version', 'integer')],
    cascadeId: new Column('cascade_id', 'text'),
    unitId: new Column('to_unit_id', 'text'),
    assignmentId: new Column('id', 'text'),
    locale: new Column('to_locale', 'text'),
    parameters: { directive: new Column('directive_id', 'text'), ...carrier.parameters?.(effect), ...said },
    toAddress: new Column('email', 'text'),
    queuedAt: at,
    gathers: carrier.gathers ?? false,
  };
}
