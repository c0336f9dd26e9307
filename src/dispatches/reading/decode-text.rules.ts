/**
 * How much text one paper may hold: 300 KB, about a hundred pages. A paper is read on the thread that answers
 * everybody's requests; this much takes well under a second, so that no caller holds up the others.
 */
export const TEXT_BYTES_AT_MOST = 300 * 1024;

/** Whether a text, however it was sent, is more than one paper may hold: in bytes of UTF-8. */
export const isTooLarge = (text: string): boolean =>
  text.length > TEXT_BYTES_AT_MOST || new TextEncoder().encode(text).length > TEXT_BYTES_AT_MOST;

export type Decoded = { text: string } | { refused: 'empty' | 'binary' | 'too-large' };

/**
 * The text of an uploaded file: UTF-8, or UTF-16 where a byte order mark (or every other byte being zero) says so.
 * @returns why it was refused, where it is empty, holds more than `TEXT_BYTES_AT_MOST`, or is no text
 */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { refused: 'empty' };
  const encoding = encodingOf(bytes);
  const limit = encoding === 'utf-8' ? TEXT_BYTES_AT_MOST : 2 * TEXT_BYTES_AT_MOST;
  if (bytes.length > limit) return { refused: 'too-large' };
  const text = decoded(bytes, encoding);
  if (text === null || isBinary(text)) return { refused: 'binary' };
  if (isTooLarge(text)) return { refused: 'too-large' };
  return text.trim() === '' ? { refused: 'empty' } : { text };
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function decoded(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null; // bytes that no text in this encoding holds
  }
}

const CONTROLS_AT_MOST = 0.02;

/** Text has no NUL, and next to no control characters. */
function isBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const controls = text.match(/[\x01-\x08\x0e-\x1f\x7f]/g)?.length ?? 0;
  return controls > text.length * CONTROLS_AT_MOST;
}
