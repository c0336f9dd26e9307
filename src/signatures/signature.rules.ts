/** What can be said of a signature; the third is said where nothing speaks against it but trust cannot be shown. */
export type Outcome = 'valid' | 'invalid' | 'cannot-verify';

const INVALID = [
  'wrong-range', // what it says it signs is not what a signature of a PDF may sign
  'broken', // no signature can be read out of it
  'digest-mismatch', // the file was changed
  'signature-mismatch', // not made with the key of the certificate
  'certificate-swapped', // the certificate is not the one that the signer signed with
  'expired-at-signing',
  'not-yet-valid',
] as const;
export type Reason =
  | (typeof INVALID)[number]
  | 'no-root' // no way from the certificate to a trust root of the installation
  | 'weak-digest' // MD5 or SHA-1: it could be of another file
  | 'weak-key' // RSA below 2,048 bits, an elliptic curve below 256
  | 'wrong-usage' // the certificate is not for signing papers
  | 'changed-after' // it holds for what was signed, which is not what the file shows now
  | 'not-understood'; // an algorithm, or a condition of a certificate, that is not known here

export const outcomeOf = (reason: Reason | null): Outcome => {
  if (reason === null) return 'valid';
  return (INVALID as readonly string[]).includes(reason) ? 'invalid' : 'cannot-verify';
};

/** What should be known beside the outcome. */
export type Note =
  | 'revocation-unknown' // nothing here asks whether the certificate was revoked
  | 'time-claimed' // the time is what the signer's machine said
  | 'time-not-stated'
  | 'timestamp-untrusted';

/** What became of the file behind the signed part. */
export type Later = 'nothing' | 'validation-data' | 'signed-again' | 'changed';

/** One signature, or time stamp, of a PDF. */
export interface SignatureFound {
  kind: 'signature' | 'timestamp';
  outcome: Outcome;
  reason: Reason | null;
  notes: Note[];
  signer: { name: string | null; organisation: string | null };
  /** Who gave the certificate, and under which number (hexadecimal). */
  issuer: string | null;
  serial: string | null;
  /** ISO 8601; as the signer's machine said. */
  signedAt: string | null;
  /** ISO 8601; as a time stamp authority that is trusted here said. */
  timestampedAt: string | null;
  coversWholeFile: boolean;
  later: Later;
}
