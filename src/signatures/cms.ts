import { timingSafeEqual } from 'node:crypto';
import * as asn1 from 'asn1js';
import { Certificate, ContentInfo, SignedData, TSTInfo, type Attribute, type SignerInfo } from 'pkijs';
import { digestOf, hashOf, isSigned, isWeakDigestOf, methodOf } from './algorithms.js';
import { derOf } from './certificates.js';
import { isOfSaneShape } from './der-size.rules.js';
import type { Reason } from './signature.rules.js';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;
const CERTIFICATES_AT_MOST = 20;

/** A signed message that was read and checked by itself; whether its certificate is trusted is another question. */
export interface Checked {
  fault: Reason | null;
  leaf: Certificate | null;
  among: readonly Certificate[];
  /** As the signer's machine said; of a time stamp the time that it states. */
  at: Date | null;
  /** By its own digests; seen only where everything else holds. */
  isWeak: boolean;
  /** A time stamp over the signature. */
  token: { message: SignedData; over: readonly Uint8Array[] } | null;
}

const UNREADABLE: Checked = { fault: 'broken', leaf: null, among: [], at: null, isWeak: false, token: null };

/** @returns null where the bytes are no signed message; padding behind it is left alone */
export function messageOf(der: Uint8Array): SignedData | null {
  try {
    if (!isOfSaneShape(der)) return null;
    const info = ContentInfo.fromBER(new Uint8Array(der));
    return info.contentType === OID.signedData ? new SignedData({ schema: info.content }) : null;
  } catch {
    return null;
  }
}

/**
 * Checks a detached signature over bytes in parts, or with `stamp` a time stamp of them (RFC 5652, RFC 3161). Never throws.
 */
export function checkMessage(message: SignedData | null, over: readonly Uint8Array[], stamp: boolean): Checked {
  try {
    return message === null ? UNREADABLE : check(message, over, stamp);
  } catch {
    return UNREADABLE;
  }
}

function check(message: SignedData, over: readonly Uint8Array[], stamp: boolean): Checked {
  const among = (message.certificates ?? []).filter((one): one is Certificate => one instanceof Certificate);
  const [signer] = message.signerInfos;
  if (!signer || message.signerInfos.length !== 1 || among.length > CERTIFICATES_AT_MOST) return UNREADABLE;
  const leaf = signerOf(signer, among);
  const stated = stamp ? stampOf(message) : null;
  const checked: Checked = {
    fault: null,
    leaf,
    among,
    at: instantOf(stamp ? stated?.genTime : timeOf(signer)),
    isWeak: isWeak(signer) || (stated !== null && isWeakDigestOf(stated.messageImprint.hashAlgorithm.algorithmId)),
    token: stamp ? null : tokenOf(signer),
  };
  const content = stamp ? contentOf(message) : over;
  const { eContent, eContentType } = message.encapContentInfo;
  const isWhole = stamp ? stated !== null && checked.at !== null : eContent === undefined;
  if (leaf === null || content === null || !isWhole || eContentType !== (stamp ? OID.timeStampInfo : OID.data))
    return { ...checked, fault: 'broken' };
  const imprint = stated?.messageImprint;
  const fault =
    (imprint
      ? digestFault(imprint.hashAlgorithm.algorithmId, over, imprint.hashedMessage.valueBlock.valueHexView)
      : null) ??
    digestOfSigner(signer, content, eContentType) ??
    signatureFault(signer, leaf, content) ??
    (isCertificateMeant(signer, leaf) ? null : 'certificate-swapped');
  return { ...checked, fault };
}

/** Years that no clock of a signer shows are no times. */
const instantOf = (at: Date | null | undefined): Date | null =>
  at && at.getUTCFullYear() >= 1950 && at.getUTCFullYear() < 2200 ? at : null;

const stampOf = (message: SignedData): TSTInfo | null => {
  const content = contentOf(message);
  return content === null ? null : TSTInfo.fromBER(new Uint8Array(content[0]!));
};
const contentOf = ({ encapContentInfo: { eContent } }: SignedData): readonly Uint8Array[] | null =>
  eContent ? [new Uint8Array(eContent.getValue())] : null;

function signerOf({ sid }: SignerInfo, among: readonly Certificate[]): Certificate | null {
  const named = sid as { issuer?: Certificate['issuer']; serialNumber?: asn1.Integer };
  if (named.issuer && named.serialNumber)
    return (
      among.find((one) => one.issuer.isEqual(named.issuer!) && one.serialNumber.isEqual(named.serialNumber!)) ?? null
    );
  const keyId = (sid as asn1.OctetString).valueBlock.valueHexView;
  const idOf = (one: Certificate): Buffer =>
    hashOf('sha1', [one.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView]);
  return among.find((one) => idOf(one).equals(keyId)) ?? null;
}

const attributeOf = (attributes: readonly Attribute[] | undefined, oid: string): unknown =>
  attributes?.find(({ type }) => type === oid)?.values[0];

function timeOf({ signedAttrs }: SignerInfo): Date | null {
  const value = attributeOf(signedAttrs?.attributes, OID.signingTime);
  return value instanceof asn1.UTCTime || value instanceof asn1.GeneralizedTime ? value.toDate() : null;
}

function tokenOf({ unsignedAttrs, signature }: SignerInfo): Checked['token'] {
  const value = attributeOf(unsignedAttrs?.attributes, OID.timeStampToken);
  if (!(value instanceof asn1.Sequence)) return null;
  const message = messageOf(new Uint8Array(value.toBER()));
  return message && { message, over: [signature.valueBlock.valueHexView] };
}

function digestFault(oid: string, content: readonly Uint8Array[], expected: Uint8Array): Reason | null {
  const digest = digestOf(oid);
  if (!digest) return 'not-understood';
  const actual = hashOf(digest, content);
  return actual.length === expected.length && timingSafeEqual(actual, expected) ? null : 'digest-mismatch';
}

function digestOfSigner(
  { signedAttrs, digestAlgorithm }: SignerInfo,
  content: readonly Uint8Array[],
  eContentType: string,
): Reason | null {
  if (!signedAttrs) return null; // signed directly: the signature itself tells
  const value = attributeOf(signedAttrs.attributes, OID.messageDigest);
  const type = attributeOf(signedAttrs.attributes, OID.contentType);
  if (!(value instanceof asn1.OctetString) || !(type instanceof asn1.ObjectIdentifier)) return 'broken';
  if (type.valueBlock.toString() !== eContentType) return 'broken';
  return digestFault(digestAlgorithm.algorithmId, content, value.valueBlock.valueHexView);
}

const methodOfSigner = ({ signatureAlgorithm, digestAlgorithm }: SignerInfo) =>
  methodOf(signatureAlgorithm, digestOf(digestAlgorithm.algorithmId));

const isWeak = (signer: SignerInfo): boolean =>
  isWeakDigestOf(signer.digestAlgorithm.algorithmId) || methodOfSigner(signer)?.isWeak === true;

function signatureFault(signer: SignerInfo, leaf: Certificate, content: readonly Uint8Array[]): Reason | null {
  const { signedAttrs, signature } = signer;
  const method = methodOfSigner(signer);
  if (method === null) return 'not-understood';
  const over = signedAttrs ? [new Uint8Array(signedAttrs.encodedValue)] : content;
  const isGood = isSigned(method, leaf.subjectPublicKeyInfo, { over, signature: signature.valueBlock.valueHexView });
  // what is weak is said to be that, where it could not be checked either
  if (isGood === null) return method.isWeak ? null : 'not-understood';
  return isGood ? null : 'signature-mismatch';
}

/** What the signer signed says which certificate is meant (RFC 5035), where it says so. */
function isCertificateMeant({ signedAttrs }: SignerInfo, leaf: Certificate): boolean {
  const second = attributeOf(signedAttrs?.attributes, OID.signingCertificateV2);
  const first = attributeOf(signedAttrs?.attributes, OID.signingCertificate);
  const meant = second ?? first;
  if (meant === undefined) return true;
  const [identifiers] = partsOf(meant);
  const parts = partsOf(partsOf(identifiers)[0]);
  const hash = parts.find((part): part is asn1.OctetString => part instanceof asn1.OctetString);
  const [oid] = parts[0] instanceof asn1.Sequence ? partsOf(parts[0]) : [];
  const named = oid instanceof asn1.ObjectIdentifier ? digestOf(oid.valueBlock.toString()) : second ? 'sha256' : 'sha1';
  return hash !== undefined && named !== null && hashOf(named, [derOf(leaf)]).equals(hash.valueBlock.valueHexView);
}

const partsOf = (value: unknown): unknown[] => (value instanceof asn1.Sequence ? value.valueBlock.value : []);
