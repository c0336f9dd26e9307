import type { Reading } from './reading/reading.rules.js';

/** A value of the reading and where in the stored text it stands. */
export interface PaperMark {
  /** Path of the value, e.g. `number`, `issuer.name`, `tasks.2`. */
  field: string;
  start: number;
  end: number;
}

/** A stretch of the text on which the same values stand. */
export interface PaperSegment {
  text: string;
  fields: string[];
  /** Those of the values that begin here: what a link to them leads to. */
  begins: string[];
}

type Placed = { start: number | null; end: number | null };

/** Where every value of a reading stands; a value without a place is left out. */
export function marksOf(reading: Reading): PaperMark[] {
  const { issuer, signature } = reading;
  const single: [string, Placed][] = [
    ...(['kind', 'number', 'symbol', 'place', 'date', 'datePartial', 'subject', 'urgency', 'archive'] as const).map(
      (field): [string, Placed] => [field, reading[field]],
    ),
    ['issuer.name', issuer.name],
    ['issuer.parent', issuer.parent],
    ...(['mode', 'onBehalfOf', 'title', 'name'] as const).map((part): [string, Placed] => [
      `signature.${part}`,
      signature[part],
    ]),
  ];
  const listed = (['addressees', 'bases', 'references', 'tasks', 'reports', 'copies', 'attachments'] as const).flatMap(
    (field) => reading[field].map((found, i): [string, Placed] => [`${field}.${i}`, found]),
  );
  const deadlines = (['tasks', 'reports'] as const).flatMap((field) =>
    reading[field].map((duty, i): [string, Placed] => [`${field}.${i}.due`, 'due' in duty ? duty.due : duty.deadline]),
  );
  return [...single, ...listed, ...deadlines].flatMap(([field, { start, end }]) =>
    start === null || end === null || end <= start ? [] : [{ field, start, end }],
  );
}

/** The text cut at every border of a mark; joined again, the segments are the text. */
export function segmentsOf(text: string, marks: readonly PaperMark[]): PaperSegment[] {
  const within = marks.filter(({ start, end }) => start >= 0 && end <= text.length);
  const borders = [...new Set([0, text.length, ...within.flatMap(({ start, end }) => [start, end])])].toSorted(
    (a, b) => a - b,
  );
  return borders.slice(0, -1).map((from, i) => ({
    text: text.slice(from, borders[i + 1]),
    fields: within.filter(({ start, end }) => start <= from && end > from).map(({ field }) => field),
    begins: within.filter(({ start }) => start === from).map(({ field }) => field),
  }));
}
