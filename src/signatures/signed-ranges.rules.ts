import { latin1Of } from './pdf-values.rules.js';

/** How many signatures of one file are looked at; real papers have one to five. */
const SIGNATURES_AT_MOST = 20;
/** A signature with its certificates and a time stamp takes 10 to 60 KB, twice that as hexadecimal digits. */
const CONTENTS_AT_MOST = 2 * 512 * 1024;

/** One signature of a PDF: which bytes it says it signs, and the signature itself. */
export interface SignedRange {
  /** Where `/ByteRange` stands. */
  at: number;
  /** Two stretches as [start, end): before the signature and behind it; null where what it says cannot be. */
  before: readonly [number, number] | null;
  behind: readonly [number, number] | null;
  /** The CMS message as DER with the padding behind it; null where the range is wrong. */
  contents: Uint8Array | null;
  /** `adbe.pkcs7.detached`, `ETSI.CAdES.detached`, `ETSI.RFC3161`, … */
  subFilter: string | null;
  /** The end of the range is the end of the file. */
  coversWholeFile: boolean;
}

const WORD = '/ByteRange';
/** Places that bear the word are looked at so often at most. */
const PLACES_AT_MOST = 2_000;
const BYTE_RANGE =
  /^\/ByteRange\s{0,20}\[\s{0,20}(\d{1,12})\s{1,20}(\d{1,12})\s{1,20}(\d{1,12})\s{1,20}(\d{1,12})\s{0,20}\]/;
const NEAR = 65_536;
/** Line ends that some writers put behind the last `%%EOF`. */
const isBlank = (text: string): boolean => /^\s*$/.test(text);

/**
 * The signatures of a PDF by their byte ranges, in the order in which they were made. A range counts only where it begins
 * at the file's first byte, its one gap is exactly the hexadecimal `/Contents` of the same dictionary, and it ends within
 * the file; anything else is what ISO 32000-1, 12.8.1 does not allow and attacks on signatures are made of.
 */
export function signedRanges(pdf: Uint8Array): SignedRange[] {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const found: SignedRange[] = [];
  let at = bytes.indexOf(WORD);
  for (let places = 0; at >= 0 && places < PLACES_AT_MOST; places++) {
    const match = BYTE_RANGE.exec(latin1Of(pdf, at, at + 256));
    if (match) found.push(rangeOf(pdf, at, match));
    if (found.length >= SIGNATURES_AT_MOST) break;
    at = bytes.indexOf(WORD, at + WORD.length);
  }
  return found.toSorted((a, b) => endOf(a) - endOf(b) || a.at - b.at);
}

const endOf = ({ behind }: SignedRange): number => behind?.[1] ?? Number.MAX_SAFE_INTEGER;

function rangeOf(pdf: Uint8Array, at: number, match: RegExpExecArray): SignedRange {
  const [start, length, second, rest] = match.slice(1).map(Number) as [number, number, number, number];
  const end = second + rest;
  const dictionary = dictionaryAround(pdf, at, { start: length, end: second });
  const subFilter = /\/SubFilter\s{0,20}\/([A-Za-z0-9.]{1,40})/.exec(dictionary ?? '')?.[1] ?? null;
  const wrong = { at, before: null, behind: null, contents: null, subFilter, coversWholeFile: false };
  const gap = second - length;
  const isPossible =
    start === 0 &&
    length > 0 &&
    gap > 2 &&
    gap <= CONTENTS_AT_MOST &&
    end <= pdf.length &&
    rest > 0 &&
    dictionary !== null;
  // the words that say what is signed must be signed themselves
  const saysIt = at + match[0].length <= length || (at >= second && at + match[0].length <= end);
  if (!isPossible || !saysIt) return wrong;
  const contents = hexOf(latin1Of(pdf, length, second));
  if (contents === null) return wrong;
  const coversWholeFile = pdf.length - end <= 64 && isBlank(latin1Of(pdf, end, pdf.length));
  return { at, before: [0, length], behind: [second, end], contents, subFilter, coversWholeFile };
}

/** The signature's dictionary without its contents, where `/Contents` stands right before the gap in it; else null. */
function dictionaryAround(pdf: Uint8Array, at: number, gap: { start: number; end: number }): string | null {
  const headFrom = Math.max(0, gap.start - NEAR);
  const head = latin1Of(pdf, headFrom, gap.start);
  const opened = head.lastIndexOf('obj');
  if (opened < 0 || !/\/Contents\s{0,20}$/.test(head.slice(-40))) return null;
  if (!/\d{1,10}\s{1,10}\d{1,5}\s{1,10}obj$/.test(head.slice(Math.max(0, opened - 30), opened + 3))) return null;
  const tail = latin1Of(pdf, gap.end, gap.end + NEAR);
  const closed = tail.indexOf('endobj');
  if (closed < 0) return null;
  const inside = at < gap.start ? at >= headFrom + opened : at >= gap.end && at < gap.end + closed;
  return inside ? `${head.slice(opened)}${tail.slice(0, closed)}` : null;
}

function hexOf(gap: string): Uint8Array | null {
  if (!gap.startsWith('<') || !gap.endsWith('>')) return null;
  const digits = gap.slice(1, -1).replace(/\s+/g, '');
  if (digits.length < 2 || /[^0-9A-Fa-f]/.test(digits)) return null;
  return Buffer.from(digits.length % 2 === 1 ? `${digits}0` : digits, 'hex');
}

/** The bytes that are signed: two windows on the file, for a copy of each would take the memory of many files. */
export const signedBytes = (
  pdf: Uint8Array,
  { before, behind }: Pick<SignedRange, 'before' | 'behind'>,
): readonly Uint8Array[] => [pdf.subarray(...before!), pdf.subarray(...behind!)];
