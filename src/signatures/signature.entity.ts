import { defineEntity, p } from '@mikro-orm/core';
import type { Later, Note, Outcome, Reason } from './signature.rules.js';

const TrustRootSchema = defineEntity({
  name: 'TrustRoot',
  tableName: 'trust_root',
  properties: {
    id: p.uuid().primary(),
    fingerprint: p.text(), // SHA-256 of the certificate, hexadecimal
    der: p.blob(),
    subject: p.text(),
    validFrom: p.datetime(),
    validTo: p.datetime(),
    addedAt: p.datetime(),
    removedAt: p.datetime().nullable(),
  },
});
export class TrustRoot extends TrustRootSchema.class {}
TrustRootSchema.setClass(TrustRoot);

const DispatchSignatureSchema = defineEntity({
  name: 'DispatchSignature',
  tableName: 'dispatch_signature',
  properties: {
    dispatchId: p.uuid().primary(),
    n: p.smallint().primary(),
    kind: p.text().$type<'signature' | 'timestamp'>(),
    outcome: p.text().$type<Outcome>(),
    reason: p.text().$type<Reason>().nullable(),
    notes: p.json<Note[]>(),
    signerName: p.text().nullable(),
    signerOrganisation: p.text().nullable(),
    issuer: p.text().nullable(),
    serial: p.text().nullable(),
    signedAt: p.datetime().nullable(), // as the signer's machine said
    timestampedAt: p.datetime().nullable(), // as a trusted authority said
    coversWholeFile: p.boolean(),
    later: p.text().$type<Later>(),
    checkedAt: p.datetime(),
  },
});
export class DispatchSignature extends DispatchSignatureSchema.class {}
DispatchSignatureSchema.setClass(DispatchSignature);

export const SIGNATURE_ENTITIES = [TrustRoot, DispatchSignature];
