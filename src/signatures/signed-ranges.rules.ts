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

const BYTE_RANGE =
  /\/ByteRange\s{0,20}\[\s{0,20}(\d{1,12})\s{1,20}(\d{1,12})\s{1,20}(\d{1,12})\s{1,20}(\d{1,12})\s{0,20}\]/g;
const NEAR = 65_536;
/** Line ends that some writers put behind the last `%%EOF`. */
const isBlank = (text: string): boolean => /^\s*$/.test(text);

/**
 * The signatures of a PDF by their byte ranges, in the order in which they were made. A range counts only where it begins
 * at the file's first byte, its one gap is exactly the hexadecimal `/Contents` of the same dictionary, and it ends within
 * the file; anything else is what ISO 32000-1, 12.8.1 does not allow and attacks on signatures are made of.
 */
export function signedRanges(pdf: Uint8Array): SignedRange[] {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const found: SignedRange[] = [];
  for (const match of text.matchAll(BYTE_RANGE)) {
    found.push(rangeOf(text, match));
    if (found.length >= SIGNATURES_AT_MOST) break;
  }
  return found.toSorted((a, b) => endOf(a) - endOf(b) || a.at - b.at);
}

const endOf = ({ behind }: SignedRange): number => behind?.[1] ?? Number.MAX_SAFE_INTEGER;

function rangeOf(text: string, match: RegExpExecArray): SignedRange {
  const [start, length, second, rest] = match.slice(1).map(Number) as [number, number, number, number];
  const at = match.index;
  const end = second + rest;
  const dictionary = dictionaryAround(text, at, length, second);
  const subFilter = /\/SubFilter\s{0,20}\/([A-Za-z0-9.]{1,40})/.exec(dictionary ?? '')?.[1] ?? null;
  const wrong = { at, before: null, behind: null, contents: null, subFilter, coversWholeFile: false };
  const gap = second - length;
  const isPossible =
    start === 0 &&
    length > 0 &&
    gap > 2 &&
    gap <= CONTENTS_AT_MOST &&
    end <= text.length &&
    rest > 0 &&
    dictionary !== null;
  // the words that say what is signed must be signed themselves
  const saysIt = at + match[0].length <= length || (at >= second && at + match[0].length <= end);
  if (!isPossible || !saysIt) return wrong;
  const contents = hexOf(text.slice(length, second));
  if (contents === null) return wrong;
  const coversWholeFile = isBlank(text.slice(end, end + 64)) && text.length - end <= 64;
  return { at, before: [0, length], behind: [second, end], contents, subFilter, coversWholeFile };
}

/** The signature's dictionary without its contents, where `/Contents` stands right before the gap in it; else null. */
function dictionaryAround(text: string, at: number, gapStart: number, gapEnd: number): string | null {
  const headFrom = Math.max(0, gapStart - NEAR);
  const head = text.slice(headFrom, gapStart);
  const opened = head.lastIndexOf('obj');
  if (opened < 0 || !/\/Contents\s{0,20}$/.test(head.slice(-40))) return null;
  if (!/\d{1,10}\s{1,10}\d{1,5}\s{1,10}obj$/.test(head.slice(Math.max(0, opened - 30), opened + 3))) return null;
  const tail = text.slice(gapEnd, gapEnd + NEAR);
  const closed = tail.indexOf('endobj');
  if (closed < 0) return null;
  const inside = at < gapStart ? at >= headFrom + opened : at >= gapEnd && at < gapEnd + closed;
  return inside ? `${head.slice(opened)}${tail.slice(0, closed)}` : null;
}

function hexOf(gap: string): Uint8Array | null {
  if (!gap.startsWith('<') || !gap.endsWith('>')) return null;
  const digits = gap.slice(1, -1).replace(/\s+/g, '');
  if (digits.length < 2 || /[^0-9A-Fa-f]/.test(digits)) return null;
  return Buffer.from(digits.length % 2 === 1 ? `${digits}0` : digits, 'hex');
}

/** The bytes that are signed, in one piece. */
export function signedBytes(pdf: Uint8Array, { before, behind }: Pick<SignedRange, 'before' | 'behind'>): Uint8Array {
  return Buffer.concat([pdf.subarray(...before!), pdf.subarray(...behind!)]);
}

const LATER_BYTES_AT_MOST = 4 * 1024 * 1024;
const LATER_OBJECTS_AT_MOST = 500;
const REPLACED_AT_MOST = 8;

/**
 * Whether what was added behind a signed revision is only what later checks need: certificates, revocation data (DSS) and
 * time stamps (ISO 32000-2, 12.8.4). Judged narrowly: an object of another kind, or one that replaces an object of the
 * signed revision other than by such entries, is a change.
 */
export function isValidationDataOnly(pdf: Uint8Array, end: number): boolean {
  if (pdf.length - end > LATER_BYTES_AT_MOST) return false;
  const latin = (part: Uint8Array): string =>
    Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('latin1');
  const later = latin(pdf.subarray(end));
  const objects = objectsIn(later);
  if (objects === null || objects.length === 0 || objects.length > LATER_OBJECTS_AT_MOST) return false;
  const signed = latin(pdf.subarray(0, end));
  const known = knownNumbers(signed);
  const added = objects.filter(({ number }) => number >= known);
  const replacing = objects.filter(({ number }) => number < known);
  return (
    replacing.length <= REPLACED_AT_MOST &&
    added.every(({ body }) => isValidationObject(body)) &&
    replacing.every(({ number, body }) => isSameBut(signed, number, body))
  );
}

interface PdfObject {
  number: number;
  body: string;
}

/** Null where the text is not plainly one object after the other: readers of PDF forgive what is misused to hide some. */
function objectsIn(later: string): PdfObject[] | null {
  const parts = later.split('endobj');
  if (/\d\s+obj\b/.test(parts.pop() ?? '')) return null;
  const objects: PdfObject[] = [];
  for (const part of parts) {
    const heads = [...part.matchAll(/(\d{1,10})\s{1,10}0\s{1,10}obj\b/g)];
    if (heads.length !== 1 || (part.match(/\bobj\b/g) ?? []).length !== 1) return null;
    const [head] = heads;
    objects.push({ number: Number(head![1]), body: part.slice(head!.index + head![0].length) });
  }
  return objects;
}

/** The first free object number: those below `/Size` are taken, also by objects that are compressed and not seen here. */
function knownNumbers(signed: string): number {
  const sizes = [...signed.matchAll(/\/Size\s{1,10}(\d{1,10})/g)].map(([, size]) => Number(size));
  return sizes.reduce((max, size) => Math.max(max, size), 0) || Number.MAX_SAFE_INTEGER;
}

function isValidationObject(body: string): boolean {
  const dictionary = body.split(/\bstream\r?\n/, 1)[0]!;
  if (/\/Type\s*\/(DSS|VRI|DocTimeStamp|XRef)\b/.test(dictionary)) return true;
  if (/\/FT\s*\/Sig\b/.test(dictionary))
    return (
      /\/Rect\s*\[\s*0(?:\.0+)?\s+0(?:\.0+)?\s+0(?:\.0+)?\s+0(?:\.0+)?\s*\]/.test(dictionary) &&
      !/\/(AP|AA|A)\b/.test(dictionary)
    );
  // a certificate, CRL or OCSP answer, or a list of them
  if (body !== dictionary)
    return /^\s*<<(?:\s*\/(?:Length|Filter)\s*(?:\d+(?:\s+\d+\s+R)?|\/FlateDecode|\[\s*\/FlateDecode\s*\]))*\s*>>\s*$/.test(
      dictionary,
    );
  return /^\s*\[(?:\s*\d+\s+\d+\s+R)*\s*\]\s*$/.test(dictionary);
}

const ADDED = /\/(DSS|Annots|Fields|SigFlags|AcroForm|Extensions)\s*(?:\d+\s+\d+\s+R|\[[\sR\d]*\]|\d+|<<[^<>]*>>)/g;
const bare = (body: string): string =>
  body
    .replace(ADDED, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([<>[\]/]) ?/g, '$1')
    .trim();

/** Whether the last object of that number in the signed revision says the same but for what time stamps and DSS add. */
function isSameBut(signed: string, number: number, body: string): boolean {
  if (/\bstream\r?\n/.test(body)) return false;
  const head = `${number} 0 obj`;
  let at = signed.lastIndexOf(head);
  while (at > 0 && /\d/.test(signed[at - 1]!)) at = signed.lastIndexOf(head, at - 1);
  const closed = at < 0 ? -1 : signed.indexOf('endobj', at);
  return closed >= 0 && bare(signed.slice(at + head.length, closed)) === bare(body);
}
