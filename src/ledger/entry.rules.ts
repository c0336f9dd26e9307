import { createHash } from 'node:crypto';

/** A value that one statement takes from each row it works on, instead of from the caller. */
export class Column {
  /**
   * @param name  column of the source relation
   * @param as    how it is written: an id or a short code as JSON string, an integer bare, an instant as RFC 3339 UTC
   */
  constructor(
    readonly name: string,
    readonly as: 'text' | 'integer' | 'instant',
  ) {}
}

/** A value of an entry: JSON, or a column that the database fills in. */
export type EntryValue =
  | string
  | number
  | boolean
  | null
  | Column
  | readonly EntryValue[]
  | { readonly [key: string]: EntryValue | undefined };

/** A piece of canonical text: literal, or the value of a column. */
export type CanonicalPart = string | Column;

const MARK = '\u0000';

function serialise(value: EntryValue, columns: Column[]): string {
  if (value instanceof Column) return `${MARK}${columns.push(value) - 1}${MARK}`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: EntryValue) => serialise(item, columns)).join(',')}]`;
  const members = Object.entries(value as Record<string, EntryValue | undefined>)
    .filter((member): member is [string, EntryValue] => member[1] !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${serialise(item, columns)}`);
  return `{${members.join(',')}}`;
}

/**
 * The canonical form of an entry, in parts between which the database puts the columns of each row.
 * Without columns it is one part: the text itself.
 * @see RFC 8785 (JSON Canonicalization Scheme): members sorted by UTF-16 code units, ECMAScript number and string forms
 */
export function canonicalParts(value: EntryValue): CanonicalPart[] {
  const columns: Column[] = [];
  // a NUL cannot stand in a serialised string (JSON.stringify escapes it), so the mark is never text
  const pieces = serialise(value, columns).split(MARK);
  return pieces.map((piece, i) => (i % 2 === 1 ? columns[Number(piece)]! : piece)).filter((piece) => piece !== '');
}

/** The canonical text of plain JSON (RFC 8785). */
export function canonical(value: EntryValue): string {
  const parts = canonicalParts(value).map((part) => {
    if (part instanceof Column) throw new TypeError(`the column ${part.name} has no value here`);
    return part;
  });
  return parts.join('');
}

/**
 * Hash of one entry as a leaf of the Merkle tree.
 * @param bytes  canonical form of the entry, exactly as stored
 * @returns 32 bytes: SHA-256(0x00 || bytes)
 * @see RFC 6962 §2.1
 */
export const leafHash = (bytes: Uint8Array): Buffer =>
  createHash('sha256').update(Uint8Array.of(0)).update(bytes).digest();

/**
 * What an entry says of a value that it must not hold: SHA-256(salt || value), hexadecimal. With the salt and the value
 * the statement can be proved; without them nothing can be learnt, and both can be erased while every proof holds.
 */
export const sealOf = (salt: Uint8Array, value: string): string =>
  createHash('sha256').update(salt).update(value, 'utf8').digest('hex');
