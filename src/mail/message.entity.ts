import { defineEntity, p } from '@mikro-orm/core';

/** States of one outgoing message (`workflows/delivery.machine.ts`); `bounced` is told later by the other server. */
export type DeliveryState = 'queued' | 'sent' | 'failed' | 'unknown' | 'bounced' | 'withdrawn';

const MessageSchema = defineEntity({
  name: 'Message',
  tableName: 'message',
  uniques: [{ properties: ['cascadeId', 'key'] }], // a notice is queued once, however often its cause is repeated
  properties: {
    cascadeId: p.uuid().primary(), // partition and routing key
    id: p.uuid().primary(), // UUIDv7, also the left part of the Message-ID
    key: p.text(),
    unitId: p.uuid(),
    assignmentId: p.uuid().nullable(),
    template: p.text(),
    locale: p.text(),
    parameters: p.json<NoticeParameters>(), // ids, codes and dates: the text is composed when it is sent
    toAddress: p.text().nullable(), // null: no address known, hence failed from the start
    machineVersion: p.smallint().default(2),
    state: p.text().$type<DeliveryState>(),
    attempts: p.smallint().default(0),
    nextAttemptAt: p.datetime().columnType('timestamptz').nullable(), // technical time; while claimed, the end of the lease
    queuedAt: p.datetime().columnType('timestamptz'), // business time, as sentAt
    sentAt: p.datetime().columnType('timestamptz').nullable(),
    lastError: p.text().nullable(),
    begunAt: p.datetime().columnType('timestamptz').nullable(), // technical time: its sender has begun to speak to the server
    gather: p.boolean().default(false), // waits to be gathered with others into one mail, or to be let go on its own
    gatherAt: p.datetime().columnType('timestamptz').nullable(), // business time: when it is gathered; null: nobody has looked yet
    gatheredInto: p.uuid().nullable(), // the mail that says it; its own id is its cascade
    deferredOn: p.date().nullable(), // the day on which the office had had its mails
    heldAt: p.datetime().columnType('timestamptz').nullable(), // business time: its directive is paused
    jobId: p.uuid().nullable(), // the job that carries it, while its lease lasts
    alone: p.boolean().default(false), // a job that it was in could not be carried out: it gets one of its own
    resends: p.smallint().default(0), // how often it was sent again by itself (resending.rules.ts)
  },
});
export class Message extends MessageSchema.class {}
MessageSchema.setClass(Message);

/** What a notice is composed from: ids, codes and dates; never a name or free text. */
export type NoticeParameters = Readonly<Record<string, string | number | boolean | null>>;

const MailboxProofSchema = defineEntity({
  name: 'MailboxProof',
  tableName: 'mailbox_proof', // what is known of an address: several units may share one
  properties: {
    address: p.text().primary(),
    deliveredAt: p.datetime().columnType('timestamptz').nullable(), // its mail server last accepted a message
    failedAt: p.datetime().columnType('timestamptz').nullable(), // last refused for good, or given up
    failure: p.text().nullable(), // the reason of that, as a code
  },
});
class MailboxProof extends MailboxProofSchema.class {}
MailboxProofSchema.setClass(MailboxProof);

const MailStopSchema = defineEntity({
  name: 'MailStop',
  tableName: 'mail_stop', // what is not to go out of a directive: anything while it is paused, what was queued before it ended
  properties: {
    cascadeId: p.uuid().primary(),
    directiveId: p.uuid().primary(),
    kind: p.text().$type<'held' | 'withdrawn'>(),
    at: p.datetime().columnType('timestamptz'),
  },
});
class MailStop extends MailStopSchema.class {}
MailStopSchema.setClass(MailStop);

const MailPaceSchema = defineEntity({
  name: 'MailPace',
  tableName: 'mail_pace', // how many messages to a domain were given to jobs within a minute, where that is limited
  properties: {
    domain: p.text().primary(),
    minuteAt: p.datetime().columnType('timestamptz'), // technical time
    given: p.integer(),
  },
});
class MailPace extends MailPaceSchema.class {}
MailPaceSchema.setClass(MailPace);

export const MAIL_ENTITIES = [Message, MailboxProof, MailStop, MailPace] as const;
