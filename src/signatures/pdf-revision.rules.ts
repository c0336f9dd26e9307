import {
  cursorOn,
  latin1Of,
  NotPlain,
  skipComments,
  skipSpace,
  taken,
  valueAt,
  wanted,
  type Cursor,
  type PdfValue,
} from './pdf-values.rules.js';

export type Entries = ReadonlyMap<string, PdfValue>;

/** One incremental update of a PDF: its objects, its trailer, and where its cross-reference table stands in the file. */
export interface Revision {
  objects: ReadonlyMap<number, { value: PdfValue; isStream: boolean }>;
  trailer: Entries;
  table: number;
  end: number;
}

const OBJECT = /(\d{1,9}) 0 obj(?=[\0\t\n\f\r <[])/y;
const STREAM = /stream\r?\n/y;
const STREAM_END = /(?:\r\n|\r|\n)?endstream(?=[\t\n\r ])/y;
const OBJECT_END = /endobj(?=[\0\t\n\f\r ])/y;
const TABLE = /xref[ ]?(?:\r\n|\r|\n)/y;
const ENTRY = /(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)/y;
const SUBSECTION = /(\d{1,9}) (\d{1,9}) ?(?:\r\n|\r|\n)/y;
const TRAILER = /trailer(?=[\0\t\n\f\r <])/y;
const END = /startxref[\t\n\r ]+(\d{1,10})[\t\n\r ]+%%EOF(?=[\t\n\r ]|$)/y;

/**
 * The updates that a stretch of a file plainly consists of, to its end: objects, then a cross-reference table that leads to
 * exactly these, a trailer, the end. Streams in place of tables, and words in strings and streams that a reader which
 * repairs files could take for an object, are not plain.
 * @throws NotPlain
 */
export function revisionsIn(pdf: Uint8Array, from: number, to: number): Revision[] {
  const text = latin1Of(pdf, from, to);
  const cursor = cursorOn(text);
  const found: Revision[] = [];
  for (skipComments(cursor); cursor.at < text.length; skipSpace(cursor)) found.push(revisionAt(cursor, from));
  const objects = found.flatMap((one) => [...one.objects.values()]);
  const streams = objects.filter(({ isStream }) => isStream).length;
  const isAllSeen =
    countOf(text, 'obj') === 2 * objects.length &&
    countOf(text, 'stream') === 2 * streams &&
    countOf(text, 'xref') === 2 * found.length &&
    countOf(text, 'trailer') === found.length;
  if (!isAllSeen) throw new NotPlain();
  return found;
}

function countOf(text: string, word: string): number {
  let n = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) n += 1;
  return n;
}

function revisionAt(cursor: Cursor, offset: number): Revision {
  const objects = new Map<number, { value: PdfValue; isStream: boolean }>();
  const places = new Map<number, number>();
  for (skipComments(cursor); !cursor.text.startsWith('xref', cursor.at); skipComments(cursor)) {
    const at = cursor.at;
    const number = Number(wanted(cursor, OBJECT)[1]);
    if (objects.has(number)) throw new NotPlain();
    objects.set(number, bodyAt(cursor));
    places.set(number, at + offset);
  }
  const table = cursor.at + offset;
  checkTable(cursor, places);
  const trailer = entriesOf(valueAt(cursor));
  skipComments(cursor);
  if (Number(wanted(cursor, END)[1]) !== table) throw new NotPlain();
  return { objects, trailer, table, end: cursor.at + offset };
}

function bodyAt(cursor: Cursor): { value: PdfValue; isStream: boolean } {
  const value = valueAt(cursor);
  skipSpace(cursor);
  const isStream = taken(cursor, STREAM) !== null;
  if (isStream) {
    cursor.at += numberOf(entriesOf(value).get('Length'));
    wanted(cursor, STREAM_END);
    skipSpace(cursor);
  }
  wanted(cursor, OBJECT_END);
  return { value, isStream };
}

/** Behind it the cursor stands at the trailer's dictionary. */
function checkTable(cursor: Cursor, places: ReadonlyMap<number, number>): void {
  wanted(cursor, TABLE);
  const listed = new Set<number>();
  while (!taken(cursor, TRAILER)) {
    const [, first, count] = wanted(cursor, SUBSECTION).map(Number) as [number, number, number];
    for (let number = first; number < first + count; number++) {
      const [, at, generation, state] = wanted(cursor, ENTRY);
      if (number === 0 && state === 'f') continue;
      if (state !== 'n' || generation !== '00000' || places.get(number) !== Number(at)) throw new NotPlain();
      listed.add(number);
    }
    skipSpace(cursor);
  }
  if (listed.size !== places.size) throw new NotPlain();
}

/** @throws NotPlain where the value is no dictionary */
export function entriesOf(value: PdfValue | undefined): Entries {
  if (value?.kind !== 'dictionary') throw new NotPlain();
  return value.entries;
}

/** @throws NotPlain */
export function numberOf(value: PdfValue | undefined): number {
  if (value?.kind !== 'plain' || !/^\d{1,10}$/.test(value.text)) throw new NotPlain();
  return Number(value.text);
}

/** A file as it was at the end of a revision. */
export interface Base {
  trailer: Entries;
  /** Objects from this number on there were none. */
  size: number;
  /** An object as it was last written. @throws NotPlain where it is not plainly there */
  objectOf(number: number): PdfValue;
}

interface Section {
  first: number;
  count: number;
  at: number;
}

const TABLES_AT_MOST = 64;
const SECTIONS_AT_MOST = 5_000;
const NEAR = 128 * 1024;
const LINE = 64;

/** Where the cross-reference table stands that the bytes up to an end end with. @throws NotPlain */
export function tableBefore(pdf: Uint8Array, end: number): number {
  const match = /startxref[\t\n\r ]+(\d{1,10})[\t\n\r ]+%%EOF[\t\n\r ]*$/.exec(latin1Of(pdf, end - 2 * LINE, end));
  if (!match) throw new NotPlain();
  return Number(match[1]);
}

/** @throws NotPlain for what is not told by tables alone */
export function baseAt(pdf: Uint8Array, table: number, end: number): Base {
  const sections: Section[] = [];
  const trailers: Entries[] = [];
  const seen = new Set<number>();
  for (let next: number | null = table; next !== null;) {
    if (seen.has(next) || seen.size >= TABLES_AT_MOST || next >= end) throw new NotPlain();
    seen.add(next);
    const trailer = trailerOf(pdf, next, sections);
    trailers.push(trailer);
    next = trailer.has('Prev') ? numberOf(trailer.get('Prev')) : null;
  }
  return {
    trailer: trailers[0]!,
    size: Math.max(...trailers.map((trailer) => numberOf(trailer.get('Size')))),
    objectOf: (number) => objectAt(pdf, placeOf(pdf, sections, number), { number, end }),
  };
}

function trailerOf(pdf: Uint8Array, table: number, sections: Section[]): Entries {
  const lineAt = (place: number): Cursor => cursorOn(latin1Of(pdf, place, place + LINE));
  let cursor = lineAt(table);
  let at = table;
  wanted(cursor, TABLE);
  for (;;) {
    skipSpace(cursor);
    at += cursor.at;
    cursor = lineAt(at);
    if (taken(cursor, TRAILER)) break;
    const [, first, count] = wanted(cursor, SUBSECTION).map(Number) as [number, number, number];
    if (sections.push({ first, count, at: at + cursor.at }) > SECTIONS_AT_MOST) throw new NotPlain();
    at += cursor.at + count * 20;
    cursor = lineAt(at);
  }
  return entriesOf(valueAt(cursorOn(latin1Of(pdf, at + 'trailer'.length, at + NEAR))));
}

function placeOf(pdf: Uint8Array, sections: readonly Section[], number: number): number {
  const section = sections.find(({ first, count }) => number >= first && number < first + count);
  if (!section) throw new NotPlain();
  const at = section.at + (number - section.first) * 20;
  const [, place, generation, state] = wanted(cursorOn(latin1Of(pdf, at, at + 20)), ENTRY);
  if (state !== 'n' || generation !== '00000') throw new NotPlain();
  return Number(place);
}

function objectAt(pdf: Uint8Array, at: number, { number, end }: { number: number; end: number }): PdfValue {
  const cursor = cursorOn(latin1Of(pdf, at, Math.min(end, at + NEAR)));
  skipSpace(cursor);
  if (Number(wanted(cursor, OBJECT)[1]) !== number) throw new NotPlain();
  const { value, isStream } = bodyAt(cursor);
  if (isStream) throw new NotPlain();
  return value;
}
