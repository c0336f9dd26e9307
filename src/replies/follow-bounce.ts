import { bounceMessage, enqueueEach, messageById, type DeliveryListener, type SentMessage } from '../mail/index.js';
import { Column, record } from '../ledger/index.js';
import { SYSTEM } from '../platform/caller.js';
import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { uuidv7 } from '../platform/ids.js';
import { vnDate } from '../platform/vn-time.js';
import { isWornOut, weightOf, type Bounce, type BouncedAddress, type BounceWeight } from './bounce.rules.js';
import type { Followed } from './inbound-mail.js';
import { ourMessages } from './sender.rules.js';

export interface Following {
  mailId: string;
  at: Date;
  /** Of our own Message-IDs. */
  host: string;
  listeners: readonly DeliveryListener[];
}

const ADDRESSES_AT_MOST = 20;
/** What is said of a mail that several addresses came back in: the gravest. */
const GRAVITY: readonly BounceWeight[] = ['unclear', 'temporary', 'refused', 'dead'];
const OUTCOMES = {
  dead: 'address-dead',
  refused: 'mail-refused',
  temporary: 'delayed',
  unclear: 'bounce-unclear',
} as const satisfies Record<BounceWeight, string>;

/**
 * What a bounce leads to. It is believed only where it names a Message-ID of ours that went to the very address that it
 * says failed: nobody else knows both.
 */
export async function followBounce(db: Db, bounce: Bounce, following: Following): Promise<Followed> {
  let gravest: { weight: BounceWeight; message: SentMessage } | undefined;
  for (const id of ourMessages(bounce.about, following.host).slice(0, ADDRESSES_AT_MOST)) {
    const message = await messageById(db, id);
    const failed = bounce.addresses.find(({ address }) => address === message?.toAddress.toLowerCase());
    if (!message || !failed) continue;
    const weight = await followOne(db, message, failed, following);
    if (!gravest || GRAVITY.indexOf(weight) > GRAVITY.indexOf(gravest.weight)) gravest = { weight, message };
  }
  if (!gravest) return { state: 'waiting', outcome: 'bounce-not-ours' };
  const { weight, message } = gravest;
  const directive = message.parameters['directive'];
  return {
    state: weight === 'unclear' ? 'waiting' : 'done',
    outcome: OUTCOMES[weight],
    cascadeId: message.cascadeId,
    ...(typeof directive === 'string' ? { directiveId: directive } : {}),
    ...(message.assignmentId ? { assignmentId: message.assignmentId } : {}),
    unitId: message.unitId,
    messageId: message.id,
  };
}

async function followOne(
  db: Db,
  message: SentMessage,
  failed: BouncedAddress,
  { mailId, at, listeners }: Following,
): Promise<BounceWeight> {
  const said = weightOf(failed);
  const weight = said === 'temporary' && (await hasWornOut(db, failed.address, at)) ? 'dead' : said;
  const bounceId = uuidv7(at);
  await sql`insert into mail_bounce (id, inbound_mail_id, cascade_id, message_id, unit_id, address, weight, status, diagnostic, at)
    values (${bounceId}, ${mailId}, ${message.cascadeId}, ${message.id}, ${message.unitId}, ${failed.address}, ${weight},
      ${failed.status}, ${failed.diagnostic}, ${at})`.execute(db);
  if (weight === 'dead' || weight === 'refused')
    await bounceMessage(db, message, { reason: failed.status ?? weight, at, listeners });
  if (weight === 'dead') await bury(db, message, { address: failed.address, status: failed.status, bounceId, at });
  return weight;
}

async function hasWornOut(db: Db, address: string, at: Date): Promise<boolean> {
  const before = await rowsOf(
    db,
    sql<{ at: Date }>`select at from mail_bounce where address = ${address} and weight = 'temporary'
      order by at desc limit 50`,
  );
  return isWornOut([...before.map((bounce) => bounce.at), at]);
}

interface Death {
  address: string;
  status: string | null;
  bounceId: string;
  at: Date;
}

/** Marks an address dead, and tells the superior of every unit that was given it; what is dead already stays as it is. */
async function bury(db: Db, message: SentMessage, { address, status, bounceId, at }: Death): Promise<void> {
  const dead = await firstOf(
    db,
    sql`insert into dead_mailbox (address, since, bounce_id, status) values (${address}, ${at}, ${bounceId}, ${status})
      on conflict (address) do nothing returning 1`,
  );
  if (!dead) return;
  await record(db, [
    {
      kind: 'mailbox.dead',
      at,
      by: SYSTEM,
      unitId: message.unitId,
      cascadeId: message.cascadeId,
      payload: { bounce: bounceId, status },
      sealed: { address },
    },
  ]);
  const day = vnDate(at);
  const told = sql`(select g.unit_id, s.unit_id as to_unit_id, s.address, s.locale
    from given_mailbox_on(${day}::date) g
    cross join lateral (
      select l.unit_id, l.address, l.locale from unit_relation r join mailbox_on(${day}::date) l on l.unit_id = r.parent_id
      where r.unit_id = g.unit_id and r.line in ('administrative', 'sectoral') and r.valid_from <= ${day}::date
        and (r.valid_to is null or r.valid_to > ${day}::date)
      order by r.line limit 1) s
    where lower(g.address) = ${address})`;
  await enqueueEach(db, told, {
    template: 'addressDead',
    key: ['addressDead', bounceId, new Column('unit_id', 'text')],
    cascadeId: message.cascadeId,
    unitId: new Column('to_unit_id', 'text'),
    locale: new Column('locale', 'text'),
    parameters: { unit: new Column('unit_id', 'text'), bounce: bounceId },
    toAddress: new Column('address', 'text'),
    queuedAt: at,
  });
}
