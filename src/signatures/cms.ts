import { createHash, timingSafeEqual } from 'node:crypto';
import * as asn1 from 'asn1js';
import {
  Certificate,
  ContentInfo,
  CryptoEngine,
  setEngine,
  SignedData,
  TSTInfo,
  type Attribute,
  type SignerInfo,
} from 'pkijs';
import { derOf, isOfSaneSize } from './certificates.js';
import type { Reason } from './signature.rules.js';

setEngine('node', new CryptoEngine({ name: 'node', crypto: globalThis.crypto }));

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;
const DIGESTS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const WEAK_DIGESTS: readonly string[] = ['md5', 'sha1'];
const WEAK_ALGORITHMS: readonly string[] = [
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
  '1.2.840.10045.4.1',
];
const CERTIFICATES_AT_MOST = 20;

/** A signed message that was read and checked by itself; whether its certificate is trusted is another question. */
export interface Checked {
  fault: Reason | null;
  leaf: Certificate | null;
  among: readonly Certificate[];
  /** As the signer's machine said; of a time stamp the time that it states. */
  at: Date | null;
  /** Seen only where everything else holds. */
  isWeak: boolean;
  /** A time stamp over the signature. */
  token: { message: SignedData; over: Uint8Array } | null;
}

const UNREADABLE: Checked = { fault: 'broken', leaf: null, among: [], at: null, isWeak: false, token: null };

/** @returns null where the bytes are no signed message; padding behind it is left alone */
export function messageOf(der: Uint8Array): SignedData | null {
  try {
    const info = ContentInfo.fromBER(new Uint8Array(der));
    return info.contentType === OID.signedData ? new SignedData({ schema: info.content }) : null;
  } catch {
    return null;
  }
}

/**
 * Checks a detached signature over bytes, or with `stamp` a time stamp of them (RFC 5652, RFC 3161). Never throws.
 */
export async function checkMessage(message: SignedData | null, over: Uint8Array, stamp: boolean): Promise<Checked> {
  try {
    return message === null ? UNREADABLE : await check(message, over, stamp);
  } catch {
    return UNREADABLE;
  }
}

async function check(message: SignedData, over: Uint8Array, stamp: boolean): Promise<Checked> {
  const among = (message.certificates ?? []).filter((one): one is Certificate => one instanceof Certificate);
  const [signer] = message.signerInfos;
  if (!signer || message.signerInfos.length !== 1 || among.length > CERTIFICATES_AT_MOST) return UNREADABLE;
  const leaf = await signerOf(signer, among);
  const stated = stamp ? stampOf(message) : null;
  const checked: Checked = {
    fault: null,
    leaf,
    among,
    at: stated?.genTime ?? timeOf(signer),
    isWeak: isWeak(signer),
    token: stamp ? null : tokenOf(signer),
  };
  const content = stamp ? contentOf(message) : over;
  if (leaf === null || content === null || (stamp ? stated === null : message.encapContentInfo.eContent !== undefined))
    return { ...checked, fault: 'broken' };
  if (message.encapContentInfo.eContentType !== (stamp ? OID.timeStampInfo : OID.data))
    return { ...checked, fault: 'broken' };
  const imprint = stated?.messageImprint;
  const fault =
    (imprint
      ? digestFault(imprint.hashAlgorithm.algorithmId, over, imprint.hashedMessage.valueBlock.valueHexView)
      : null) ??
    digestOfSigner(signer, content) ??
    (isOfSaneSize(leaf) ? null : 'not-understood') ??
    (checked.isWeak ? null : await signatureFault(message, over)) ??
    (isCertificateMeant(signer, leaf) ? null : 'certificate-swapped');
  return { ...checked, fault };
}

const stampOf = (message: SignedData): TSTInfo | null => {
  const content = contentOf(message);
  return content === null ? null : TSTInfo.fromBER(new Uint8Array(content));
};
const contentOf = ({ encapContentInfo: { eContent } }: SignedData): Uint8Array | null =>
  eContent ? new Uint8Array(eContent.getValue()) : null;

async function signerOf({ sid }: SignerInfo, among: readonly Certificate[]): Promise<Certificate | null> {
  const named = sid as { issuer?: Certificate['issuer']; serialNumber?: asn1.Integer };
  if (named.issuer && named.serialNumber)
    return (
      among.find((one) => one.issuer.isEqual(named.issuer!) && one.serialNumber.isEqual(named.serialNumber!)) ?? null
    );
  const keyId = (sid as asn1.OctetString).valueBlock.valueHexView;
  const idOf = (one: Certificate): Buffer =>
    createHash('sha1').update(one.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView).digest();
  return among.find((one) => idOf(one).equals(keyId)) ?? null;
}

const attributeOf = (attributes: readonly Attribute[] | undefined, oid: string): unknown =>
  attributes?.find(({ type }) => type === oid)?.values[0];

function timeOf({ signedAttrs }: SignerInfo): Date | null {
  const value = attributeOf(signedAttrs?.attributes, OID.signingTime);
  const at = value instanceof asn1.UTCTime || value instanceof asn1.GeneralizedTime ? value.toDate() : null;
  return at && Number.isFinite(at.getTime()) ? at : null;
}

function tokenOf({ unsignedAttrs, signature }: SignerInfo): Checked['token'] {
  const value = attributeOf(unsignedAttrs?.attributes, OID.timeStampToken);
  if (!(value instanceof asn1.Sequence)) return null;
  const message = messageOf(new Uint8Array(value.toBER()));
  return message && { message, over: signature.valueBlock.valueHexView };
}

function digestFault(oid: string, content: Uint8Array, expected: Uint8Array): Reason | null {
  const digest = DIGESTS[oid];
  if (!digest) return 'not-understood';
  const actual = createHash(digest).update(content).digest();
  return actual.length === expected.length && timingSafeEqual(actual, expected) ? null : 'digest-mismatch';
}

function digestOfSigner({ signedAttrs, digestAlgorithm }: SignerInfo, content: Uint8Array): Reason | null {
  if (!signedAttrs) return null; // signed directly: the signature itself tells
  const value = attributeOf(signedAttrs.attributes, OID.messageDigest);
  if (!(value instanceof asn1.OctetString)) return 'broken';
  return digestFault(digestAlgorithm.algorithmId, content, value.valueBlock.valueHexView);
}

const isWeak = ({ digestAlgorithm, signatureAlgorithm }: SignerInfo): boolean =>
  WEAK_DIGESTS.includes(DIGESTS[digestAlgorithm.algorithmId] ?? '') ||
  WEAK_ALGORITHMS.includes(signatureAlgorithm.algorithmId);

async function signatureFault(message: SignedData, over: Uint8Array): Promise<Reason | null> {
  try {
    // a copy, for the bytes may be a window on a larger buffer
    const data = new Uint8Array(over).buffer;
    return (await message.verify({ signer: 0, data, checkChain: false })) ? null : 'signature-mismatch';
  } catch {
    return 'not-understood';
  }
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
  const named = oid instanceof asn1.ObjectIdentifier ? DIGESTS[oid.valueBlock.toString()] : second ? 'sha256' : 'sha1';
  return (
    hash !== undefined &&
    named !== undefined &&
    createHash(named).update(derOf(leaf)).digest().equals(hash.valueBlock.valueHexView)
  );
}

const partsOf = (value: unknown): unknown[] => (value instanceof asn1.Sequence ? value.valueBlock.value : []);
