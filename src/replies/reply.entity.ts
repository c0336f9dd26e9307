import { defineEntity, p } from '@mikro-orm/core';
import type { BounceWeight } from './bounce.rules.js';
import type { CheckResult } from './authentication.rules.js';
import type { MailKind } from './mail-kind.rules.js';

/** What was never looked into: its kind says why. */
export type InboundKind = MailKind | 'secret' | 'too-large' | 'broken';

/** `waiting`: for people; `acknowledged` and `ignored`: what they decided. */
export const INBOUND_STATES = ['done', 'waiting', 'acknowledged', 'ignored'] as const;
export type InboundState = (typeof INBOUND_STATES)[number];

const ReplyMailboxSchema = defineEntity({
  name: 'ReplyMailbox',
  tableName: 'reply_mailbox',
  properties: {
    name: p.text().primary(),
    leasedUntil: p.datetime().columnType('timestamptz').nullable(), // technical time: one replica reads at once
  },
});
class ReplyMailbox extends ReplyMailboxSchema.class {}
ReplyMailboxSchema.setClass(ReplyMailbox);

const InboundMailSchema = defineEntity({
  name: 'InboundMail',
  tableName: 'inbound_mail',
  uniques: [{ properties: ['mailbox', 'uidValidity', 'uid'] }], // a mail is taken once, however often it is met
  properties: {
    id: p.uuid().primary(),
    mailbox: p.text(),
    uidValidity: p.bigint(),
    uid: p.bigint(),
    messageKey: p.text().unique(), // its Message-ID, else its hash: it may be met again under another UID
    sha256: p.blob(),
    bytes: p.integer(),
    raw: p.blob().nullable(), // null: marked secret, or too large to keep twice
    takenAt: p.datetime().columnType('timestamptz'),
    fromAddress: p.text().nullable(),
    subject: p.text().nullable(),
    excerpt: p.text().nullable(),
    kind: p.text().$type<InboundKind>(),
    state: p.text().$type<InboundState>(),
    outcome: p.text(),
    dkim: p.text().$type<CheckResult>().nullable(),
    spf: p.text().$type<CheckResult>().nullable(),
    dmarc: p.text().$type<CheckResult>().nullable(),
    cascadeId: p.uuid().nullable(),
    directiveId: p.uuid().nullable(),
    assignmentId: p.uuid().nullable(),
    unitId: p.uuid().nullable(),
    messageId: p.uuid().nullable(), // the message that came back
    contentVersion: p.smallint().nullable(), // which version of what is asked the answered mail told
    decidedBy: p.text().nullable(),
    decidedAt: p.datetime().columnType('timestamptz').nullable(),
  },
});
class InboundMail extends InboundMailSchema.class {}
InboundMailSchema.setClass(InboundMail);

const MailBounceSchema = defineEntity({
  name: 'MailBounce',
  tableName: 'mail_bounce',
  uniques: [{ properties: ['inboundMailId', 'messageId', 'address'] }],
  properties: {
    id: p.uuid().primary(),
    inboundMailId: p.uuid(),
    cascadeId: p.uuid(),
    messageId: p.uuid(),
    unitId: p.uuid(),
    address: p.text(),
    weight: p.text().$type<BounceWeight>(),
    status: p.text().nullable(),
    diagnostic: p.text(),
    at: p.datetime().columnType('timestamptz'),
  },
});
class MailBounce extends MailBounceSchema.class {}
MailBounceSchema.setClass(MailBounce);

const DeadMailboxSchema = defineEntity({
  name: 'DeadMailbox',
  tableName: 'dead_mailbox', // addresses that nothing is sent to until somebody says that they work again
  properties: {
    address: p.text().primary(),
    since: p.datetime().columnType('timestamptz'),
    bounceId: p.uuid(),
    status: p.text().nullable(),
  },
});
class DeadMailbox extends DeadMailboxSchema.class {}
DeadMailboxSchema.setClass(DeadMailbox);

const ReportDraftSchema = defineEntity({
  name: 'ReportDraft',
  tableName: 'report_draft',
  properties: {
    id: p.uuid().primary(),
    inboundMailId: p.uuid().unique(),
    cascadeId: p.uuid(),
    directiveId: p.uuid(),
    assignmentId: p.uuid(),
    unitId: p.uuid(),
    text: p.text(),
    state: p.text().$type<'open' | 'submitted' | 'discarded'>(),
    madeAt: p.datetime().columnType('timestamptz'),
    decidedBy: p.text().nullable(),
    decidedAt: p.datetime().columnType('timestamptz').nullable(),
  },
});
class ReportDraft extends ReportDraftSchema.class {}
ReportDraftSchema.setClass(ReportDraft);

const ReportDraftFileSchema = defineEntity({
  name: 'ReportDraftFile',
  tableName: 'report_draft_file',
  properties: {
    draftId: p.uuid().primary(),
    n: p.smallint().primary(),
    name: p.text(),
    bytes: p.integer(),
    sha256: p.blob(),
    content: p.blob(),
  },
});
class ReportDraftFile extends ReportDraftFileSchema.class {}
ReportDraftFileSchema.setClass(ReportDraftFile);

export const REPLY_ENTITIES = [ReplyMailbox, InboundMail, MailBounce, DeadMailbox, ReportDraft, ReportDraftFile];
