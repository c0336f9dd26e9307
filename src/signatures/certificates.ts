import { createHash } from 'node:crypto';
import { Certificate, type BasicConstraints, type RelativeDistinguishedNames } from 'pkijs';
import type { Reason } from './signature.rules.js';

const OID = { commonName: '2.5.4.3', organisation: '2.5.4.10' } as const;
const EXTENSION = { keyUsage: '2.5.29.15', basicConstraints: '2.5.29.19', extendedUsage: '2.5.29.37' } as const;
/** Critical extensions whose meaning is heeded here, or does not limit what a signature says. */
const UNDERSTOOD: readonly string[] = [...Object.values(EXTENSION), '2.5.29.17', '2.5.29.32', '2.5.29.35', '2.5.29.14'];
const USAGE_TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const STEPS_AT_MOST = 6;
/** Signatures of certificates that are tried for one chain. */
const TRIES_AT_MOST = 60;
/** 16,384 bits of RSA: larger keys only cost time. */
const KEY_BYTES_AT_MOST = 2_200;

/** @returns null where the bytes are no certificate */
export function certificateOf(der: Uint8Array): Certificate | null {
  try {
    return Certificate.fromBER(new Uint8Array(der));
  } catch {
    return null;
  }
}

export const derOf = (certificate: Certificate): Uint8Array => new Uint8Array(certificate.toSchema().toBER());
export const fingerprintOf = (der: Uint8Array): string => createHash('sha256').update(der).digest('hex');

const partOf = (name: RelativeDistinguishedNames, oid: string): string | null => {
  const value: unknown = name.typesAndValues.find(({ type }) => type === oid)?.value.valueBlock.value;
  return typeof value === 'string' ? value.normalize('NFC').slice(0, 200) : null;
};
export const personOf = ({ subject }: Certificate): { name: string | null; organisation: string | null } => ({
  name: partOf(subject, OID.commonName),
  organisation: partOf(subject, OID.organisation),
});
/** The name of a certificate's subject or issuer in one line. */
export const lineOf = (name: RelativeDistinguishedNames): string =>
  [partOf(name, OID.commonName), partOf(name, OID.organisation)].filter(Boolean).join(', ');
export const serialOf = ({ serialNumber }: Certificate): string =>
  Buffer.from(serialNumber.valueBlock.valueHexView).toString('hex').slice(0, 80);

const extensionOf = (certificate: Certificate, oid: string) =>
  certificate.extensions?.find(({ extnID }) => extnID === oid);

/** Bits of keyUsage, most significant first: 0x80 digitalSignature, 0x40 nonRepudiation, 0x04 keyCertSign. */
function maySign(certificate: Certificate, bits: number): boolean {
  const usage = extensionOf(certificate, EXTENSION.keyUsage);
  if (!usage) return true;
  const block = (usage.parsedValue as { valueBlock?: { valueHexView?: Uint8Array } } | undefined)?.valueBlock;
  return ((block?.valueHexView?.[0] ?? 0) & bits) !== 0;
}

export const isForSigning = (certificate: Certificate): boolean => maySign(certificate, 0xc0);

export function isForTimeStamps(certificate: Certificate): boolean {
  const usage = extensionOf(certificate, EXTENSION.extendedUsage)?.parsedValue as
    { keyPurposes?: string[] } | undefined;
  return usage?.keyPurposes?.includes(USAGE_TIME_STAMPING) ?? false;
}

/** Whether a certificate may certify others, with so many authorities below it. */
export function isAuthority(certificate: Certificate, below: number): boolean {
  const basic = extensionOf(certificate, EXTENSION.basicConstraints)?.parsedValue as BasicConstraints | undefined;
  const length = basic?.pathLenConstraint;
  const limit = typeof length === 'number' ? length : Number.POSITIVE_INFINITY;
  return basic?.cA === true && below <= limit && maySign(certificate, 0x04);
}

const isUnderstood = ({ extensions }: Certificate): boolean =>
  (extensions ?? []).every(({ critical, extnID }) => !critical || UNDERSTOOD.includes(extnID));
export const isOfSaneSize = ({ subjectPublicKeyInfo }: Certificate): boolean =>
  subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView.length <= KEY_BYTES_AT_MOST;

interface Search {
  authorities: readonly { certificate: Certificate; trusted: boolean }[];
  trusted: ReadonlySet<string>;
  triesLeft: number;
}

/**
 * Whether a certificate leads to a trust root, every step in force at an instant.
 * @param among  certificates that came with the signature
 * @returns null where it does, else the reason
 */
export async function chainFault(
  leaf: Certificate,
  among: readonly Certificate[],
  roots: readonly Certificate[],
  at: Date,
): Promise<Reason | null> {
  const authorities = [
    ...roots.map((certificate) => ({ certificate, trusted: true })),
    ...among.map((certificate) => ({ certificate, trusted: false })),
  ];
  const trusted = new Set(roots.map((root) => fingerprintOf(derOf(root))));
  const paths = await pathsTo([leaf], { authorities, trusted, triesLeft: TRIES_AT_MOST });
  if (paths.length === 0) return 'no-root';
  const faults = paths.map((path) => faultOf(path, at));
  return faults.includes(null) ? null : (faults[0] ?? 'no-root');
}

function faultOf(path: readonly Certificate[], at: Date): Reason | null {
  if (!path.every(isUnderstood)) return 'not-understood';
  if (path.some(({ notAfter }) => notAfter.value < at)) return 'expired-at-signing';
  return path.some(({ notBefore }) => notBefore.value > at) ? 'not-yet-valid' : null;
}

async function pathsTo(path: readonly Certificate[], search: Search): Promise<Certificate[][]> {
  const last = path.at(-1)!;
  if (search.trusted.has(fingerprintOf(derOf(last)))) return [[...path]];
  if (path.length > STEPS_AT_MOST) return [];
  const found: Certificate[][] = [];
  for (const { certificate } of search.authorities) {
    if (path.includes(certificate) || !certificate.subject.isEqual(last.issuer)) continue;
    if (!isAuthority(certificate, path.length - 1) || !isOfSaneSize(certificate)) continue;
    if (search.triesLeft-- <= 0) return found;
    if (await isSignedBy(last, certificate)) found.push(...(await pathsTo([...path, certificate], search)));
  }
  return found;
}

const isSignedBy = async (certificate: Certificate, issuer: Certificate): Promise<boolean> => {
  try {
    return await certificate.verify(issuer);
  } catch {
    return false;
  }
};
