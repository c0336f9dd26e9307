import { createHash } from 'node:crypto';
import { Certificate, type BasicConstraints, type RelativeDistinguishedNames } from 'pkijs';
import { isSigned, keyFault, methodOf } from './algorithms.js';
import { isOfSaneShape } from './der-size.rules.js';
import type { Reason, SignatureFound } from './signature.rules.js';

const OID = { commonName: '2.5.4.3', organisation: '2.5.4.10' } as const;
const EXTENSION = { keyUsage: '2.5.29.15', basicConstraints: '2.5.29.19', extendedUsage: '2.5.29.37' } as const;
/** Critical extensions whose meaning is heeded here, or does not limit what a signature says. */
const UNDERSTOOD: readonly string[] = [...Object.values(EXTENSION), '2.5.29.17', '2.5.29.32', '2.5.29.35', '2.5.29.14'];
/** What a certificate may say it is for, where it says anything: any purpose, and for papers what those of people are given for. */
const PURPOSES: Readonly<Record<SignatureFound['kind'], readonly string[]>> = {
  timestamp: ['1.3.6.1.5.5.7.3.8'],
  signature: [
    '2.5.29.37.0', // any
    '1.3.6.1.5.5.7.3.2', // client authentication
    '1.3.6.1.5.5.7.3.4', // e-mail
    '1.3.6.1.5.5.7.3.36', // documents (RFC 9336)
    '1.3.6.1.4.1.311.10.3.12', // documents, as Microsoft names it
    '1.2.840.113583.1.1.5', // documents, as Adobe names it
  ],
};
const STEPS_AT_MOST = 6;
/** Signatures of certificates that are tried for one chain. */
const TRIES_AT_MOST = 60;

/** @returns null where the bytes are no certificate */
export function certificateOf(der: Uint8Array): Certificate | null {
  try {
    if (!isOfSaneShape(der)) return null;
    return Certificate.fromBER(new Uint8Array(der));
  } catch {
    return null;
  }
}

export const derOf = (certificate: Certificate): Uint8Array => new Uint8Array(certificate.toSchema().toBER());
export const fingerprintOf = (der: Uint8Array): string => createHash('sha256').update(der).digest('hex');

const partOf = (name: RelativeDistinguishedNames, oid: string): string | null => {
  const value: unknown = name.typesAndValues.find(({ type }) => type === oid)?.value.valueBlock.value;
  // control characters cannot be stored, and turn what is shown around
  return typeof value === 'string'
    ? value
        .slice(0, 200)
        .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
        .normalize('NFC')
    : null;
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

const purposesOf = (certificate: Certificate): readonly string[] | null => {
  const usage = extensionOf(certificate, EXTENSION.extendedUsage);
  if (!usage) return null;
  return (usage.parsedValue as { keyPurposes?: string[] } | undefined)?.keyPurposes ?? [];
};

/** Whether a certificate is for signing papers, or for time stamps, which it must say and be for nothing else (RFC 3161, 2.3). */
export function isFor(kind: SignatureFound['kind'], certificate: Certificate): boolean {
  const purposes = purposesOf(certificate);
  const isForNothingElse = kind === 'signature' || purposes?.length === 1;
  return maySign(certificate, 0xc0) && isForNothingElse && permits(certificate, kind);
}

/** Whether what a certificate says it is for leaves room for a kind of signature; an authority's holds for those below it. */
function permits(certificate: Certificate, kind: SignatureFound['kind']): boolean {
  const purposes = purposesOf(certificate);
  return purposes === null || purposes.some((one) => one === '2.5.29.37.0' || PURPOSES[kind].includes(one));
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
export function chainFault(
  leaf: Certificate,
  among: readonly Certificate[],
  { roots, at, kind }: { roots: readonly Certificate[]; at: Date; kind: SignatureFound['kind'] },
): Reason | null {
  const authorities = [
    ...roots.map((certificate) => ({ certificate, trusted: true })),
    ...among.map((certificate) => ({ certificate, trusted: false })),
  ];
  const trusted = new Set(roots.map((root) => fingerprintOf(derOf(root))));
  const paths = pathsTo([leaf], { authorities, trusted, triesLeft: TRIES_AT_MOST });
  if (paths.length === 0) return 'no-root';
  const faults = paths.map((path) => faultOf(path, at, kind));
  return faults.includes(null) ? null : (faults[0] ?? 'no-root');
}

function faultOf(path: readonly Certificate[], at: Date, kind: SignatureFound['kind']): Reason | null {
  if (!path.every(isUnderstood) || path.some(hasNoDates)) return 'not-understood';
  if (path.some(({ notAfter }) => notAfter.value < at)) return 'expired-at-signing';
  if (path.some(({ notBefore }) => notBefore.value > at)) return 'not-yet-valid';
  // a root is trusted for itself: who signed it, and what for, says nothing
  const certified = path.slice(0, -1);
  if (!isFor(kind, path[0]!) || !certified.every((one) => permits(one, kind))) return 'wrong-usage';
  if (certified.some((one) => methodOf(one.signatureAlgorithm)?.isWeak)) return 'weak-digest';
  return path.map((one) => keyFault(one.subjectPublicKeyInfo)).find((fault) => fault !== null) ?? null;
}

const hasNoDates = ({ notBefore, notAfter }: Certificate): boolean =>
  !Number.isFinite(notBefore.value.getTime()) || !Number.isFinite(notAfter.value.getTime());

function pathsTo(path: readonly Certificate[], search: Search): Certificate[][] {
  const last = path.at(-1)!;
  if (search.trusted.has(fingerprintOf(derOf(last)))) return [[...path]];
  if (path.length > STEPS_AT_MOST) return [];
  const found: Certificate[][] = [];
  for (const { certificate } of search.authorities) {
    if (path.includes(certificate) || !certificate.subject.isEqual(last.issuer)) continue;
    if (!isAuthority(certificate, path.length - 1)) continue;
    if (search.triesLeft-- <= 0) return found;
    if (isSignedBy(last, certificate)) found.push(...pathsTo([...path, certificate], search));
  }
  return found;
}

function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  const method = methodOf(certificate.signatureAlgorithm);
  // what is said inside is signed, what is said outside is not
  if (method === null || !certificate.signature.isEqual(certificate.signatureAlgorithm)) return false;
  const signature = certificate.signatureValue.valueBlock.valueHexView;
  return isSigned(method, issuer.subjectPublicKeyInfo, { over: [certificate.tbsView], signature }) === true;
}
