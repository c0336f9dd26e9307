import type { Certificate } from 'pkijs';
import { chainFault, isForSigning, isForTimeStamps, lineOf, personOf, serialOf } from './certificates.js';
import { checkMessage, messageOf, type Checked } from './cms.js';
import { outcomeOf, type Later, type Note, type Reason, type SignatureFound } from './signature.rules.js';
import { isValidationDataOnly, signedBytes, signedRanges, type SignedRange } from './signed-ranges.rules.js';

const PDF_BYTES_AT_MOST = 20 * 1024 * 1024;
const DETACHED: readonly string[] = ['adbe.pkcs7.detached', 'ETSI.CAdES.detached'];
const TIME_STAMP = 'ETSI.RFC3161';
const UNKNOWN = {
  signer: { name: null, organisation: null },
  issuer: null,
  serial: null,
  signedAt: null,
  timestampedAt: null,
};

/** What the installation trusts, and the instant that counts for a signature that states no time. */
export interface Trust {
  roots: readonly Certificate[];
  at: Date;
}

/**
 * Every signature and time stamp of a PDF, in the order in which they were made. Never throws and never asks the network:
 * whether a certificate was revoked stays open.
 * @see docs/decisions/0020-what-a-signature-is-worth.md for what each outcome means
 */
export async function verifySignatures(pdf: Uint8Array, trust: Trust): Promise<SignatureFound[]> {
  if (pdf.length > PDF_BYTES_AT_MOST) return [];
  const ranges = signedRanges(pdf);
  const found: SignatureFound[] = [];
  for (const range of ranges) found.push(await verifyOne(pdf, range, trust));
  return found.map((one, i) => ({ ...one, later: laterOf(pdf, i, ranges, found) }));
}

async function verifyOne(pdf: Uint8Array, range: SignedRange, trust: Trust): Promise<SignatureFound> {
  const kind = range.subFilter === TIME_STAMP ? 'timestamp' : 'signature';
  const { coversWholeFile } = range;
  const said = (reason: Reason | null, rest: Partial<SignatureFound> = {}): SignatureFound => ({
    ...UNKNOWN, notes: [], later: 'nothing', kind, coversWholeFile, reason, outcome: outcomeOf(reason), ...rest,
  }); // prettier-ignore
  if (range.contents === null) return said('wrong-range');
  if (kind === 'signature' && !DETACHED.includes(range.subFilter ?? '')) return said('not-understood');
  const checked = await checkMessage(messageOf(range.contents), signedBytes(pdf, range), kind === 'timestamp');
  const time = await timeOf(checked, kind, trust);
  const who = checked.leaf && {
    signer: personOf(checked.leaf),
    issuer: lineOf(checked.leaf.issuer),
    serial: serialOf(checked.leaf),
  };
  const reason = checked.fault ?? (await trustFault(checked, time.at, { trust, kind }));
  return said(reason, {
    ...who,
    signedAt: kind === 'signature' ? (checked.at?.toISOString() ?? null) : null,
    timestampedAt: time.stamped ? time.at.toISOString() : null,
    notes: reason === null || outcomeOf(reason) === 'cannot-verify' ? [...time.notes, 'revocation-unknown'] : [],
  });
}

async function trustFault(
  { leaf, among, isWeak }: Checked,
  at: Date,
  { trust, kind }: { trust: Trust; kind: SignatureFound['kind'] },
): Promise<Reason | null> {
  const isUsable = kind === 'timestamp' ? isForTimeStamps(leaf!) : isForSigning(leaf!);
  const fault = await chainFault(leaf!, among, trust.roots, at);
  if (fault !== null) return fault;
  if (!isUsable) return 'wrong-usage';
  return isWeak ? 'weak-digest' : null;
}

interface TimeFound {
  at: Date;
  stamped: boolean;
  notes: Note[];
}

/** The instant that validity is judged at: of a trusted time stamp, else as the signer claims, else that of the check. */
async function timeOf({ at, token }: Checked, kind: SignatureFound['kind'], trust: Trust): Promise<TimeFound> {
  if (kind === 'timestamp') return { at: at ?? trust.at, stamped: at !== null, notes: [] };
  const stamp = token && (await checkMessage(token.message, token.over, true));
  if (stamp?.fault === null && stamp.at) {
    const isTrusted = (await trustFault(stamp, stamp.at, { trust, kind: 'timestamp' })) === null;
    if (isTrusted) return { at: stamp.at, stamped: true, notes: [] };
  }
  const notes: Note[] = [at ? 'time-claimed' : 'time-not-stated', ...(token ? (['timestamp-untrusted'] as const) : [])];
  return { at: at ?? trust.at, stamped: false, notes };
}

/** What stands behind the signed part: nothing, only what checking needs, a further signature over all of it, or more. */
function laterOf(pdf: Uint8Array, i: number, ranges: readonly SignedRange[], found: readonly SignatureFound[]): Later {
  const { behind, coversWholeFile } = ranges[i]!;
  if (coversWholeFile) return 'nothing';
  if (behind === null) return 'changed';
  if (isValidationDataOnly(pdf, behind[1])) return 'validation-data';
  const covered = found.some(
    ({ outcome, kind }, j) => j > i && outcome === 'valid' && kind === 'signature' && reachesEnd(pdf, ranges[j]!),
  );
  return covered ? 'signed-again' : 'changed';
}

const reachesEnd = (pdf: Uint8Array, { behind, coversWholeFile }: SignedRange): boolean =>
  coversWholeFile || (behind !== null && isValidationDataOnly(pdf, behind[1]));
