import type { Block } from '../reading/blocks.rules.js';
import { DATE, isoOf } from '../reading/dates.rules.js';
import type { Line } from '../reading/lines.rules.js';
import { cut, found, tidy, type Piece } from '../reading/piece.rules.js';
import type { Query, Reading } from '../reading/reading.rules.js';
import { stampOf } from '../reading/stamps.rules.js';
import { queryOf } from './query.rules.js';

/** The paper that a reading was taken from: its lines, and the paragraphs of its body. */
export interface Paper {
  /** the text that spans count in */
  stored: string;
  lines: readonly Line[];
  body: readonly Block[];
  /** how many of the lines are heading */
  heading: number;
}

/** a text that is broken throughout is known as such by then */
const OF_ONE_KIND_AT_MOST = 20;

/** What the words of a paper contradict among themselves. */
export function textQueries(reading: Reading, paper: Paper): Query[] {
  return [
    ...twoUrgencies(reading, paper),
    ...impossibleDates(reading, paper.lines).slice(0, OF_ONE_KIND_AT_MOST),
    ...skippedLabels(reading),
    ...paragraphsTwice(paper.body).slice(0, OF_ONE_KIND_AT_MOST),
  ];
}

/** KHẨN in one column and HỎA TỐC in the other. */
function twoUrgencies({ urgency }: Reading, { lines, heading }: Paper): Query[] {
  const stamps = lines.slice(0, heading).flatMap(({ cells }) =>
    cells.flatMap((cell) => {
      const stamp = stampOf(cell)?.urgency;
      return stamp && stamp.value !== null ? [stamp] : [];
    }),
  );
  const other = stamps.find(({ value }) => value !== urgency.value);
  if (urgency.value === null || !other) return [];
  return [
    queryOf('two-urgencies', 'urgency', {
      values: { first: urgency.value, second: other.value ?? '' },
      at: [urgency, other],
      suggestion: other.value,
    }),
  ];
}

const NAMED_DATE = new RegExp(String.raw`(?<![\p{L}])ngày\s*${DATE}`, 'giu');

/** "ngày 30/02/2024": the calendar has no such day, so no date was read. */
function impossibleDates(reading: Reading, lines: readonly Line[]): Query[] {
  return lines.flatMap(({ piece }) =>
    [...piece.text.matchAll(NAMED_DATE)]
      .filter(({ groups }) => isoOf(groups) === null)
      .map((match) => {
        const place = found(cut(piece, match.index, match.index + match[0].length), match[0]);
        return queryOf('date-impossible', fieldAt(reading, place), { values: { words: tidy(match[0]) }, at: [place] });
      }),
  );
}

/** The value within which a place lies; empty where it lies in none. */
function fieldAt(reading: Reading, { start, end }: { start: number; end: number }): string {
  const lists = ['bases', 'references', 'reports', 'tasks'] as const;
  for (const list of lists) {
    const i = reading[list].findIndex((value) => value.start <= start && value.end >= end);
    if (i >= 0) return `${list}.${i}`;
  }
  const { datePartial } = reading;
  return datePartial.start !== null && datePartial.start <= start && datePartial.end >= end ? 'date' : '';
}

const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };

/** 1, 2, 4: an item is missing, or was not recognised. */
function skippedLabels({ tasks }: Reading): Query[] {
  return tasks.flatMap((task, i) => {
    const here = ordinalOf(task.value.label);
    const before = ordinalOf(tasks[i - 1]?.value.label ?? '');
    return here !== null && before !== null && here > before + 1
      ? [
          queryOf('label-skipped', `tasks.${i}`, {
            values: { label: task.value.label, before: tasks[i - 1]?.value.label ?? '' },
            at: [task],
          }),
        ]
      : [];
  });
}

function ordinalOf(label: string): number | null {
  const digits = /\d+$/.exec(label)?.[0];
  if (digits) return Number(digits);
  if (!/^[IVX]+$/.test(label)) return null;
  const values = Array.from(label, (letter) => ROMAN[letter] ?? 0);
  return values.reduce((sum, value, i) => sum + (value < (values[i + 1] ?? 0) ? -value : value), 0);
}

/** shorter ones are formulas that a paper may well repeat */
const LONG_PARAGRAPH = 90;

/** The same paragraph twice, as pasting and flattened pages leave it. */
function paragraphsTwice(body: readonly Block[]): Query[] {
  const first = new Map<string, Piece>();
  return body.flatMap(({ piece, label, row }) => {
    if (row || piece.text.length < LONG_PARAGRAPH) return [];
    const words = label ? piece.low.slice(Math.max(0, piece.low.indexOf(label.rest.low))) : piece.low;
    const before = first.get(words);
    if (!before) {
      first.set(words, piece);
      return [];
    }
    return [
      queryOf('paragraph-twice', '', {
        values: { words: `${tidy(piece.text.slice(0, 60))}…` },
        at: [found(before, ''), found(piece, '')],
      }),
    ];
  });
}
