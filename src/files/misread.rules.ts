import { vietnameseShare } from './vietnamese-share.rules.js';

const MISREAD_AT_MOST = 2;
const CLEAR_SHARE = 0.75;

/** The byte of each character in a code page, from the characters of all bytes. */
export const bytesOfPage = (letters: readonly string[]): ReadonlyMap<string, number> =>
  new Map(letters.map((letter, byte) => [letter, byte]));

/**
 * UTF-8 that was read as a code page, turned back where every character has its byte; also where it happened twice.
 * @param codes  the code page it was taken for
 * @returns null where it was not misread so
 */
export function readAgain(text: string, codes: ReadonlyMap<string, number>): string | null {
  let known: string | null = null;
  for (let times = 0; times < MISREAD_AT_MOST; times++) {
    const bytes = bytesIn(known ?? text, codes);
    const again = bytes && utf8(bytes);
    if (again === null || again === (known ?? text)) return known;
    known = again;
    if (vietnameseShare(again).share >= CLEAR_SHARE) return again;
  }
  return known;
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC');
  } catch {
    return null; // bytes that no text in UTF-8 holds
  }
}

function bytesIn(text: string, codes: ReadonlyMap<string, number>): Uint8Array | null {
  const bytes: number[] = [];
  for (const letter of text) {
    // a letter that was composed since: the letter and the tone that stood there
    const written = codes.has(letter) ? [letter] : toneApart(letter);
    for (const part of written) {
      const byte = codes.get(part);
      if (byte === undefined) return null;
      bytes.push(byte);
    }
  }
  return Uint8Array.from(bytes);
}

function toneApart(letter: string): string[] {
  const apart = letter.normalize('NFD');
  const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(apart)?.[0];
  return tone === undefined ? [letter] : [apart.replace(tone, '').normalize('NFC'), tone];
}
