import { setImmediate } from 'node:timers/promises';
import type { Certificate } from 'pkijs';
import { certificateOf, chainFault, lineOf, personOf, serialOf } from './certificates.js';
import { checkMessage, messageOf, type Checked } from './cms.js';
import { outcomeOf, type Later, type Note, type Reason, type SignatureFound } from './signature.rules.js';
import { signedBytes, signedRanges, type SignedRange } from './signed-ranges.rules.js';
import { isValidationDataOnly } from './validation-data.rules.js';

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

/**
 * What the installation trusts, as DER, and the instant that counts for a signature that states no time. Plain data, so that
 * it can be handed to another process.
 */
export interface Trust {
  rootsDer: readonly Uint8Array[];
  at: Date;
}

interface Trusted {
  roots: readonly Certificate[];
  at: Date;
}

/**
 * Every signature and time stamp of a PDF, in the order in which they were made, as plain data. Never throws, reads no file
 * and never asks the network: whether a certificate was revoked stays open. Work and memory are bounded by the file's size.
 * @see docs/decisions/0020-what-a-signature-is-worth.md for what each outcome means
 */
export async function verifySignatures(pdf: Uint8Array, { rootsDer, at }: Trust): Promise<SignatureFound[]> {
  if (pdf.length > PDF_BYTES_AT_MOST) return [];
  const trust = { roots: rootsDer.flatMap((der) => certificateOf(der) ?? []), at };
  const ranges = signedRanges(pdf);
  const found: SignatureFound[] = [];
  for (const range of ranges) {
    found.push(verifyOne(pdf, range, trust));
    await setImmediate(); // each takes its time; others are let through
  }
  const quiet = quietFrom(pdf, ranges);
  return found.map((one, i) => judged(one, laterOf(i, { ranges, found, quiet })));
}

/** A signature that holds, of a file that says something else by now, does not vouch for what is read. */
function judged(one: SignatureFound, later: Later): SignatureFound {
  if (later !== 'changed' || one.outcome !== 'valid') return { ...one, later };
  return { ...one, later, reason: 'changed-after', outcome: outcomeOf('changed-after') };
}

function verifyOne(pdf: Uint8Array, range: SignedRange, trust: Trusted): SignatureFound {
  const kind = range.subFilter === TIME_STAMP ? 'timestamp' : 'signature';
  try {
    return verify(pdf, range, trust);
  } catch {
    // whatever was put into one signature, the others are still told
    const { coversWholeFile } = range;
    return { ...UNKNOWN, notes: [], later: 'nothing', kind, coversWholeFile, reason: 'broken', outcome: 'invalid' };
  }
}

function verify(pdf: Uint8Array, range: SignedRange, trust: Trusted): SignatureFound {
  const kind = range.subFilter === TIME_STAMP ? 'timestamp' : 'signature';
  const { coversWholeFile } = range;
  const said = (reason: Reason | null, rest: Partial<SignatureFound> = {}): SignatureFound => ({
    ...UNKNOWN, notes: [], later: 'nothing', kind, coversWholeFile, reason, outcome: outcomeOf(reason), ...rest,
  }); // prettier-ignore
  if (range.contents === null) return said('wrong-range');
  if (kind === 'signature' && !DETACHED.includes(range.subFilter ?? '')) return said('not-understood');
  const checked = checkMessage(messageOf(range.contents), signedBytes(pdf, range), kind === 'timestamp');
  const time = timeOf(checked, kind, trust);
  const who = checked.leaf && {
    signer: personOf(checked.leaf),
    issuer: lineOf(checked.leaf.issuer),
    serial: serialOf(checked.leaf),
  };
  const reason = checked.fault ?? trustFault(checked, time.at, { trust, kind });
  return said(reason, {
    ...who,
    signedAt: kind === 'signature' ? (checked.at?.toISOString() ?? null) : null,
    timestampedAt: time.stamped ? time.at.toISOString() : null,
    notes: reason === null || outcomeOf(reason) === 'cannot-verify' ? [...time.notes, 'revocation-unknown'] : [],
  });
}

function trustFault(
  { leaf, among, isWeak }: Checked,
  at: Date,
  { trust, kind }: { trust: Trusted; kind: SignatureFound['kind'] },
): Reason | null {
  return chainFault(leaf!, among, { roots: trust.roots, at, kind }) ?? (isWeak ? 'weak-digest' : null);
}

interface TimeFound {
  at: Date;
  stamped: boolean;
  notes: Note[];
}

/** The instant that validity is judged at: of a trusted time stamp, else as the signer claims, else that of the check. */
function timeOf({ at, token }: Checked, kind: SignatureFound['kind'], trust: Trusted): TimeFound {
  if (kind === 'timestamp') return { at: at ?? trust.at, stamped: at !== null, notes: [] };
  const stamp = token && checkMessage(token.message, token.over, true);
  if (stamp?.fault === null && stamp.at) {
    const isTrusted = trustFault(stamp, stamp.at, { trust, kind: 'timestamp' }) === null;
    if (isTrusted) return { at: stamp.at, stamped: true, notes: [] };
  }
  const notes: Note[] = [at ? 'time-claimed' : 'time-not-stated', ...(token ? (['timestamp-untrusted'] as const) : [])];
  return { at: at ?? trust.at, stamped: false, notes };
}

/** For each signature whether nothing but validation data stands behind it. Each stretch of the file is read once. */
function quietFrom(pdf: Uint8Array, ranges: readonly SignedRange[]): boolean[] {
  const quiet: boolean[] = ranges.map(() => false);
  let to = pdf.length;
  let isQuiet = true;
  for (const [i, { behind, coversWholeFile }] of [...ranges.entries()].toReversed()) {
    if (behind === null) continue;
    if (!coversWholeFile && behind[1] < to) {
      isQuiet &&= isValidationDataOnly(pdf, behind[1], to);
      [, to] = behind;
    }
    quiet[i] = isQuiet;
  }
  return quiet;
}

/** What stands behind the signed part: nothing, only what checking needs, a further signature over all of it, or more. */
function laterOf(
  i: number,
  it: { ranges: readonly SignedRange[]; found: readonly SignatureFound[]; quiet: readonly boolean[] },
): Later {
  if (it.ranges[i]!.coversWholeFile) return 'nothing';
  if (it.quiet[i]) return 'validation-data';
  const isCovered = it.found.some(
    ({ outcome, kind }, j) => j > i && outcome === 'valid' && kind === 'signature' && it.quiet[j],
  );
  return isCovered && it.ranges[i]!.behind !== null ? 'signed-again' : 'changed';
}
