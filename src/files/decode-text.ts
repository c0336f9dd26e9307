import iconv from 'iconv-lite';
import { type EncodingFound, type EncodingName } from './encoding.rules.js';
import { isTooLarge, TEXT_BYTES_AT_MOST } from './limits.rules.js';
import { capitalsMended, tcvn3Decoder } from './tcvn3.rules.js';
import { bytesOfPage, readAgain } from './misread.rules.js';
import { type Share, vietnameseShare } from './vietnamese-share.rules.js';
import { fromViqr } from './viqr.rules.js';
import { fromVni } from './vni.rules.js';

export type Decoded = { text: string; encoding: EncodingFound } | { refused: 'empty' | 'binary' | 'too-large' };

const ALL_BYTES = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

/** The characters of all bytes in a code page; a byte without one is the control character, as browsers have it. */
const pageOf = (name: string): string[] =>
  Array.from(iconv.decode(ALL_BYTES, name), (letter, byte) =>
    letter === '\ufffd' ? String.fromCharCode(byte) : letter,
  );

// not by TextDecoder, which takes Windows-1252 for Latin-1 in some versions of Node
const LATIN = pageOf('windows-1252');
const OF_1252 = bytesOfPage(LATIN);
const OF_1258 = bytesOfPage(pageOf('windows-1258'));
const IS_LATIN = new Set(LATIN);
const fromTcvn3 = tcvn3Decoder(pageOf('tcvn'), LATIN);

/** Text in an ABC font, from the Latin characters that stand for it. */
export const tcvn3Text = (latin: string): string => capitalsMended(fromTcvn3(latin));
/** As {@link tcvn3Text}, of one run of text: capitals need the whole line. */
export const tcvn3Run = fromTcvn3;

/** A text that is certainly Vietnamese, if this share of its words beyond ASCII could be. */
const CLEAR_SHARE = 0.75;
/** What is named as an alternative. */
const POSSIBLE_SHARE = 0.4;

const OF_BYTES: readonly EncodingName[] = ['tcvn3', 'vni', 'windows-1258', 'viscii', 'windows-1252'];
const OF_TEXT: readonly EncodingName[] = ['misread-1252', 'misread-1258', 'tcvn3', 'vni'];

interface Candidate extends Share {
  name: EncodingName;
  text: string;
}

/**
 * The text of a file: in which encoding, by what would be Vietnamese, unless `encoding` says it.
 * @returns why it was refused, where it is empty, holds more than `TEXT_BYTES_AT_MOST`, or is no text
 */
export function decodeText(bytes: Uint8Array, encoding?: EncodingName): Decoded {
  if (bytes.length === 0) return { refused: 'empty' };
  if (bytes.length > 2 * TEXT_BYTES_AT_MOST + 4) return { refused: 'too-large' };
  const found = encoding === undefined ? detected(bytes) : asSaid(bytes, encoding);
  if (found === null || isBinary(found.text)) return { refused: 'binary' };
  if (isTooLarge(found.text)) return { refused: 'too-large' };
  return found.text.trim() === '' ? { refused: 'empty' } : found;
}

function asSaid(bytes: Uint8Array, name: EncodingName): { text: string; encoding: EncodingFound } | null {
  // what was not misread has nothing to undo
  const text = decodedAs(bytes, name) ?? (name.startsWith('misread-') ? strictly(bytes, 'utf-8') : null);
  return text === null ? null : { text, encoding: { name, alternatives: [] } };
}

function detected(bytes: Uint8Array): { text: string; encoding: EncodingFound } | null {
  const wide = wideOf(bytes);
  if (wide) return asSaid(bytes, wide);
  const text = decodedAs(bytes, 'utf-8');
  if (text !== null) return mended(text);
  const candidates = OF_BYTES.flatMap((name) => candidate(name, decodedAs(bytes, name)));
  const best = bestOf(candidates);
  if (best && best.good > best.bad) return withAlternatives(best, candidates);
  // what is no Vietnamese in any encoding is text only where nearly all of it is plain
  const western = isNearlyAscii(bytes) ? candidates.find(({ name }) => name === 'windows-1252') : undefined;
  return western ? withAlternatives(western, candidates) : null;
}

/**
 * A text that is Unicode by its bytes, and may still be damaged: legacy glyphs pasted, or UTF-8 misread and saved.
 * @returns the text as it was meant, with how it came to be
 */
export function mended(text: string, encoding?: EncodingName): { text: string; encoding: EncodingFound } {
  if (encoding !== undefined)
    return { text: decodedFrom(text, encoding) ?? text, encoding: { name: encoding, alternatives: [] } };
  const plain: Candidate = { name: 'utf-8', text, ...vietnameseShare(text) };
  if (plain.good + plain.bad === 0) return withAlternatives(viqrOf(text) ?? plain, []);
  if (plain.share >= CLEAR_SHARE) return withAlternatives(plain, []);
  const others = OF_TEXT.flatMap((name) => candidate(name, decodedFrom(text, name)));
  const candidates = [plain, ...others];
  const best = bestOf(candidates) ?? plain;
  return withAlternatives(best.share >= CLEAR_SHARE && best.good > plain.good ? best : plain, candidates);
}

function viqrOf(text: string): Candidate | null {
  if ((text.match(/[aeo]\^|a\(|[ou][+*]|dd/gi)?.length ?? 0) * 40 < text.length) return null;
  const decoded = fromViqr(text);
  const share = vietnameseShare(decoded);
  return share.share >= CLEAR_SHARE ? { name: 'viqr', text: decoded, ...share } : null;
}

const candidate = (name: EncodingName, text: string | null): Candidate[] =>
  text === null || isBinary(text) ? [] : [{ name, text, ...vietnameseShare(text) }];

const bestOf = (candidates: readonly Candidate[]): Candidate | undefined =>
  candidates.reduce<Candidate | undefined>(
    (best, next) => (best === undefined || next.share > best.share ? next : best),
    undefined,
  );

function withAlternatives(
  best: Candidate,
  candidates: readonly Candidate[],
): { text: string; encoding: EncodingFound } {
  const alternatives = candidates
    .filter((other) => other.name !== best.name && other.text !== best.text && other.share >= POSSIBLE_SHARE)
    .toSorted((a, b) => b.share - a.share)
    .map(({ name }) => name);
  return { text: best.text, encoding: { name: best.name, alternatives } };
}

/** UTF-16 by its mark, or by the zeroes and ones that stand at every other byte of a European text. */
function wideOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.length % 2 === 1 || bytes.length < 4) return null;
  const seen = [0, 0];
  const high = [0, 0];
  for (let i = 0; i < Math.min(bytes.length, 4000); i++) {
    const side = i % 2;
    if (bytes[i] === 0) seen[side]!++;
    if (bytes[i] === 0 || bytes[i] === 1 || bytes[i] === 0x1e || bytes[i] === 0x20) high[side]!++;
  }
  const pairs = Math.min(bytes.length, 4000) / 2;
  const isWide = (side: number): boolean =>
    seen[side]! > pairs / 3 && high[side]! > pairs * 0.95 && seen[1 - side]! < pairs / 20;
  if (isWide(1)) return 'utf-16le';
  return isWide(0) ? 'utf-16be' : null;
}

function decodedAs(bytes: Uint8Array, name: EncodingName): string | null {
  if (name === 'utf-8' || name === 'utf-16le' || name === 'utf-16be') return strictly(bytes, name);
  if (name === 'windows-1258' || name === 'viscii') return iconv.decode(Buffer.from(bytes), name).normalize('NFC');
  if (name === 'windows-1252') return latinOf(bytes);
  const text = strictly(bytes, 'utf-8');
  const legacy = name === 'tcvn3' || name === 'vni';
  // the glyphs of an old font may have been pasted into Unicode; they are Latin characters there
  if (legacy && (text === null || Array.from(text).some((letter) => !IS_LATIN.has(letter))))
    return decodedFrom(latinOf(bytes), name);
  return text === null ? null : decodedFrom(text, name);
}

const latinOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => LATIN[byte]).join('');

function strictly(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes).normalize('NFC');
  } catch {
    return null; // bytes that no text in this encoding holds
  }
}

/** What characters that stand for others mean; a text in any other encoding is what it is. */
function decodedFrom(text: string, name: EncodingName): string | null {
  if (name === 'tcvn3') return tcvn3Text(text);
  if (name === 'vni') return fromVni(text);
  if (name === 'viqr') return fromViqr(text);
  if (name === 'misread-1252') return readAgain(text, OF_1252);
  if (name === 'misread-1258') return readAgain(text, OF_1258);
  return text;
}

const CONTROLS_AT_MOST = 0.02;
const BEYOND_ASCII_AT_MOST = 0.1;

const isNearlyAscii = (bytes: Uint8Array): boolean =>
  bytes.length > 40 && bytes.filter((byte) => byte >= 0x80).length < bytes.length * BEYOND_ASCII_AT_MOST;

/** Text has no NUL, and next to no control characters. */
function isBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const controls = text.match(/[\x01-\x08\x0e-\x1f\x7f-\x9f]/g)?.length ?? 0;
  return controls > text.length * CONTROLS_AT_MOST;
}
