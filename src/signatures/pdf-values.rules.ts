/** A value of a PDF as it is written, its tokens one blank apart, and what it holds (ISO 32000-1, 7.3). */
export type PdfValue =
  | { kind: 'dictionary'; text: string; entries: ReadonlyMap<string, PdfValue> }
  | { kind: 'array'; text: string; items: readonly PdfValue[] }
  | { kind: 'reference'; text: string; number: number }
  | { kind: 'plain'; text: string };

/** Said of what is not written plainly enough to be sure what every reader of PDFs makes of it. */
export class NotPlain extends Error {}

/** A place in a text; `left` bounds how many values are read from it. */
export interface Cursor {
  text: string;
  at: number;
  left: number;
}

const VALUES_AT_MOST = 40_000;
const DEPTH_AT_MOST = 12;
export const cursorOn = (text: string): Cursor => ({ text, at: 0, left: VALUES_AT_MOST });

const SPACE = /[\0\t\n\f\r ]*/y;
const COMMENT = /%[^\r\n]*[\r\n]/y;
const REFERENCE = /(\d{1,9})[\0\t\n\f\r ]+0[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y;
// a name with an escape (#) could be read as another, so it is none here
const NAME = /\/[^\0\t\n\f\r ()<>[\]{}/%#]+(?!#)/y;
const PLAIN = /(?:<[0-9A-Fa-f\t\n\r ]*>|[+-]?(?:\d+(?:\.\d*)?|\.\d+)|true|false|null)(?![^\0\t\n\f\r ()<>[\]{}/%])/y;

/** What a sticky pattern matches where the cursor stands, which then stands behind it. */
export function taken(cursor: Cursor, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.text);
  if (match) cursor.at = pattern.lastIndex;
  return match;
}

/** @throws NotPlain where the pattern does not match */
export function wanted(cursor: Cursor, pattern: RegExp): RegExpExecArray {
  const match = taken(cursor, pattern);
  if (!match) throw new NotPlain();
  return match;
}

export const skipSpace = (cursor: Cursor): void => void taken(cursor, SPACE);

export function skipComments(cursor: Cursor): void {
  for (skipSpace(cursor); cursor.text[cursor.at] === '%'; skipSpace(cursor)) wanted(cursor, COMMENT);
}

/** @throws NotPlain */
export function valueAt(cursor: Cursor, depth = 0): PdfValue {
  skipSpace(cursor);
  if (--cursor.left < 0 || depth > DEPTH_AT_MOST) throw new NotPlain();
  const { text, at } = cursor;
  if (text.startsWith('<<', at)) return dictionaryAt(cursor, depth);
  if (text[at] === '[') return arrayAt(cursor, depth);
  if (text[at] === '(') return { kind: 'plain', text: literalAt(cursor) };
  const reference = taken(cursor, REFERENCE);
  if (reference) return { kind: 'reference', text: `${reference[1]} 0 R`, number: Number(reference[1]) };
  const [plain] = taken(cursor, NAME) ?? wanted(cursor, PLAIN);
  return { kind: 'plain', text: plain };
}

function dictionaryAt(cursor: Cursor, depth: number): PdfValue {
  cursor.at += 2;
  const entries = new Map<string, PdfValue>();
  for (skipSpace(cursor); !cursor.text.startsWith('>>', cursor.at); skipSpace(cursor)) {
    const key = wanted(cursor, NAME)[0].slice(1);
    if (entries.has(key)) throw new NotPlain();
    entries.set(key, valueAt(cursor, depth + 1));
  }
  cursor.at += 2;
  const parts = [...entries].map(([key, { text }]) => `/${key} ${text}`);
  return { kind: 'dictionary', text: `<< ${parts.join(' ')} >>`, entries };
}

function arrayAt(cursor: Cursor, depth: number): PdfValue {
  cursor.at += 1;
  const items: PdfValue[] = [];
  for (skipSpace(cursor); cursor.text[cursor.at] !== ']'; skipSpace(cursor)) items.push(valueAt(cursor, depth + 1));
  cursor.at += 1;
  return { kind: 'array', text: `[ ${items.map(({ text }) => text).join(' ')} ]`, items };
}

function literalAt(cursor: Cursor): string {
  const from = cursor.at;
  let open = 0;
  do {
    const char = cursor.text[cursor.at];
    if (char === undefined) throw new NotPlain();
    if (char === '(') open += 1;
    if (char === ')') open -= 1;
    cursor.at += char === '\\' ? 2 : 1;
  } while (open > 0);
  return cursor.text.slice(from, cursor.at);
}

export const latin1Of = (pdf: Uint8Array, from: number, to: number): string => {
  const start = Math.max(0, from);
  const end = Math.min(pdf.length, to);
  return end <= start ? '' : Buffer.from(pdf.buffer, pdf.byteOffset + start, end - start).toString('latin1');
};
