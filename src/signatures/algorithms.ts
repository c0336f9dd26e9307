import { createHash, createPublicKey, createVerify, constants, type KeyObject } from 'node:crypto';
import * as asn1 from 'asn1js';
import { RSASSAPSSParams, type AlgorithmIdentifier, type PublicKeyInfo } from 'pkijs';
import type { Reason } from './signature.rules.js';

const DIGESTS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const RSA = '1.2.840.113549.1.1.1';
const PSS = '1.2.840.113549.1.1.10';
const EC = '1.2.840.10045.2.1';
/** Algorithms of signatures that name their digest. */
const SIGNING: Readonly<Record<string, { kind: 'rsa' | 'ec'; digest: string }>> = {
  '1.2.840.113549.1.1.4': { kind: 'rsa', digest: 'md5' },
  '1.2.840.113549.1.1.5': { kind: 'rsa', digest: 'sha1' },
  '1.3.14.3.2.29': { kind: 'rsa', digest: 'sha1' },
  '1.2.840.113549.1.1.11': { kind: 'rsa', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { kind: 'rsa', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { kind: 'rsa', digest: 'sha512' },
  '1.2.840.10045.4.1': { kind: 'ec', digest: 'sha1' },
  '1.2.840.10045.4.3.2': { kind: 'ec', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { kind: 'ec', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { kind: 'ec', digest: 'sha512' },
};
const isWeakDigest = (digest: string): boolean => digest === 'md5' || digest === 'sha1';
const RSA_BITS_AT_LEAST = 2048;
const CURVE_BITS_AT_LEAST = 256;
/** 16,384 bits of RSA: larger keys only cost time. */
const KEY_BYTES_AT_MOST = 2_200;

/** The digest of an object identifier by its name, null where it is not known. */
export const digestOf = (oid: string): string | null => DIGESTS[oid] ?? null;
export const isWeakDigestOf = (oid: string): boolean => isWeakDigest(DIGESTS[oid] ?? '');

export function hashOf(digest: string, parts: readonly Uint8Array[]): Buffer {
  const hash = createHash(digest);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** How a signature is to be checked; null where it is not known. */
export interface Method {
  kind: 'rsa' | 'pss' | 'ec';
  digest: string;
  saltLength: number;
  isWeak: boolean;
  /** Cannot be checked: its mask is made with another digest. */
  isMixed: boolean;
}

/** @param stated  the digest that a signer names beside the algorithm, by its name */
export function methodOf(algorithm: AlgorithmIdentifier, stated: string | null = null): Method | null {
  const { algorithmId } = algorithm;
  const plain = { saltLength: 0, isMixed: false };
  if (algorithmId === PSS) return pssOf(algorithm);
  if (algorithmId === RSA || algorithmId === EC)
    return stated === null
      ? null
      : { ...plain, kind: algorithmId === RSA ? 'rsa' : 'ec', digest: stated, isWeak: isWeakDigest(stated) };
  const named = SIGNING[algorithmId];
  return named ? { ...plain, ...named, isWeak: isWeakDigest(named.digest) } : null;
}

function pssOf({ algorithmParams }: AlgorithmIdentifier): Method | null {
  // without parameters all of them are SHA-1 (RFC 4055)
  const said = new RSASSAPSSParams(algorithmParams ? { schema: algorithmParams } : {});
  const digest = digestOf(said.hashAlgorithm.algorithmId);
  const inner: unknown = said.maskGenAlgorithm.algorithmParams;
  const [oid] = inner instanceof asn1.Sequence ? inner.valueBlock.value : [];
  const mask = oid instanceof asn1.ObjectIdentifier ? digestOf(oid.valueBlock.toString()) : null;
  if (digest === null || mask === null) return null;
  return {
    kind: 'pss',
    digest,
    saltLength: said.saltLength,
    isWeak: isWeakDigest(digest) || isWeakDigest(mask),
    isMixed: mask !== digest,
  };
}

const keyOf = (info: PublicKeyInfo): KeyObject | null => {
  if (info.subjectPublicKey.valueBlock.valueHexView.length > KEY_BYTES_AT_MOST) return null;
  const key = Buffer.from(info.toSchema().toBER());
  return createPublicKey({ key, format: 'der', type: 'spki' });
};

/** Whether a key is too short, or not one that is known here: RSA, or an elliptic curve that has a name. */
export function keyFault(info: PublicKeyInfo): Reason | null {
  try {
    const key = keyOf(info);
    const { modulusLength, namedCurve } = key?.asymmetricKeyDetails ?? {};
    if (modulusLength !== undefined) return modulusLength < RSA_BITS_AT_LEAST ? 'weak-key' : null;
    const bits = Number(/\d{3}/.exec(namedCurve ?? '')?.[0]);
    if (!Number.isFinite(bits)) return 'not-understood';
    return bits < CURVE_BITS_AT_LEAST ? 'weak-key' : null;
  } catch {
    return 'not-understood';
  }
}

/** Whether a signature over bytes was made with the key of a certificate; null where that cannot be told. */
export function isSigned(
  { kind, digest, saltLength, isMixed }: Method,
  info: PublicKeyInfo,
  { over, signature }: { over: readonly Uint8Array[]; signature: Uint8Array },
): boolean | null {
  try {
    const key = keyOf(info);
    if (key === null || isMixed || (kind === 'ec') !== (key.asymmetricKeyType === 'ec')) return null;
    const verify = createVerify(digest);
    for (const part of over) verify.update(part);
    if (kind === 'ec') return verify.verify({ key, dsaEncoding: 'der' }, signature);
    const padding = kind === 'pss' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
    return verify.verify({ key, padding, ...(kind === 'pss' ? { saltLength } : {}) }, signature);
  } catch {
    return null;
  }
}
