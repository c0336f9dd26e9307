import type { Effect } from '../../workflows/index.js';
import { Column } from '../ledger/index.js';
import { queueing, type NoticeEach } from '../mail/index.js';
import { sql, type RawBuilder } from '../platform/database/sql.js';
import { vnDate } from '../platform/vn-time.js';

/** Who a notice goes to: the unit itself, the unit that sent it the paper, or its superior. */
type Recipient = 'unit' | 'sender' | 'superior';

interface Carrier {
  template: string;
  to: Recipient;
  /** What makes the key of the message unique: the version of the row, or the ordinal of the reminder. */
  parameters?: (effect: Effect) => Record<string, string>;
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
  remindUnit: { template: 'reminder', to: 'unit', parameters: stageOf },
  escalateToSuperior: { template: 'escalation', to: 'superior', parameters: stageOf },
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

function stageOf({ params }: Effect): Record<string, string> {
  return { stage: (params as { stage: string }).stage };
}

/** The unit itself, or the one that stands for it where it has ended. */
const heir = (unit: RawBuilder<unknown>, day: string): RawBuilder<unknown> => sql`
  case when exists (select 1 from unit_succession s where s.from_id = ${unit})
    then coalesce(unit_heir(${unit}, ${day}::date), ${unit}) else ${unit} end`;

/**
 * The superior is the parent that sent the paper, on whichever line, else the administrative one. Where it has no address
 * the notice goes to the unit that sent the paper. Who has ended hears through its successor.
 */
const RECIPIENTS: Readonly<Record<Recipient, (day: string) => RawBuilder<unknown>>> = {
  unit: (day) => sql`select ${heir(sql`m.unit_id`, day)} as to_unit_id`,
  sender: (day) => sql`select ${heir(sql`m.sender_id`, day)} as to_unit_id`,
  superior: (day) => sql`select coalesce(
    (select c.unit_id from unit_relation r join mailbox_on(${day}::date) c on c.unit_id = ${heir(sql`r.parent_id`, day)}
      where r.unit_id = m.unit_id and r.line in ('administrative', 'sectoral')
        and r.valid_from <= (m.opened_at at time zone 'Asia/Ho_Chi_Minh')::date
        and (r.valid_to is null or r.valid_to > (m.opened_at at time zone 'Asia/Ho_Chi_Minh')::date)
      order by (r.parent_id = m.sender_id) desc, r.line limit 1), ${heir(sql`m.sender_id`, day)}) as to_unit_id`,
};

/**
 * The effect as an expression of the statement whose `moved` holds the rows that moved: one message per row, or none
 * where its key is there already. Addresses are looked up row by row: the planner does not know how few rows moved, and
 * would else read the addresses of all units for each of them.
 * @param said  what the notice says beside the directive: ids, codes and numbers
 */
export function carry(effect: Effect, at: Date, said: Readonly<Record<string, string>> = {}): RawBuilder<unknown> {
  const carrier = ASSIGNMENT_EFFECTS[effect.type] ?? OTHER_NOTICES[effect.type];
  if (!carrier) throw new Error(`the effect ${effect.type} of the assignment machine has no carrier`);
  const queued = [
    queueing(noticeOf(carrier, effect, { at, said }), sourceOf(carrier.to, at), `carried_${effect.type}`),
  ];
  const template = REROUTED[effect.type];
  if (template) {
    const rerouted = noticeOf({ ...carrier, template }, effect, { at, said });
    queued.push(queueing(rerouted, reroutedFrom(at), `rerouted_${effect.type}`));
  }
  return sql.join(queued);
}

/** The rows that moved, each with whom it goes to and where. */
function sourceOf(to: Recipient, at: Date): RawBuilder<unknown> {
  const day = vnDate(at);
  return sql`(select m.*, t.to_unit_id, c.address as email, coalesce(c.locale, 'vi') as to_locale
    from moved m cross join lateral (${RECIPIENTS[to](day)}) t
      left join lateral (select o.address, o.locale from mailbox_on(${day}::date) o where o.unit_id = t.to_unit_id
        limit 1) c on true)`;
}

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
    key: [carrier.template, new Column('id', 'text'), new Column('version', 'integer')],
    cascadeId: new Column('cascade_id', 'text'),
    unitId: new Column('to_unit_id', 'text'),
    assignmentId: new Column('id', 'text'),
    locale: new Column('to_locale', 'text'),
    parameters: { directive: new Column('directive_id', 'text'), ...carrier.parameters?.(effect), ...said },
    toAddress: new Column('email', 'text'),
    queuedAt: at,
  };
}
