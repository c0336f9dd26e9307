import { toDispatch, type Reading } from '../../dispatches/index.js';
import { folded, searchKey } from '../../platform/text.js';
import { runsOf, wordsIn, type Run, type Word } from './text-difference.rules.js';

/** A paper as it was read. */
export interface PaperSide {
  /** Stored text, which the spans of the reading count in; empty where the draft came as fields. */
  text: string;
  reading: Reading;
}

/** One thing that a paper says, and the key under which two ways of writing it are the same. */
export interface Said {
  key: string;
  words: string;
  /** The day that it sets, of a deadline. */
  on?: string | null;
}

export type FieldName =
  'number' | 'symbol' | 'date' | 'place' | 'subject' | 'signer' | 'kind' | 'addressees' | 'tasks' | 'deadlines';

/** What gives a paper its identity: merged from the numbered copy, even after issue. */
const IDENTITY: ReadonlySet<FieldName> = new Set(['number', 'symbol', 'date', 'place']);
/** What lays duties on somebody: never merged after issue. */
const DUTIES: ReadonlySet<FieldName> = new Set(['addressees', 'tasks', 'deadlines']);

export interface FieldDifference {
  field: FieldName;
  /** What only the draft says, and what only the numbered copy says. */
  before: string[];
  after: string[];
  /** Whether it changes a duty: a task, a deadline, an addressee. */
  weighty: boolean;
  /** Whether merging takes it over, whatever the state. */
  identity: boolean;
}

export type Fields = Record<FieldName, Said[]>;

const said = (words: string | number | null | undefined): Said[] =>
  words === null || words === undefined || words === ''
    ? []
    : [{ key: searchKey(String(words)), words: folded(String(words)) }];

const each = (words: readonly string[]): Said[] => words.flatMap((text) => said(text));

/** Everything of a paper that is compared, field by field. */
export function fieldsOf({ text, reading }: PaperSide): Fields {
  const { number, symbol, date, place, subject, signature, kind, addressees, copies, tasks } = toDispatch(reading);
  return {
    number: said(number),
    symbol: said(symbol),
    date: said(date),
    place: said(place),
    subject: said(subject),
    signer: said(signature.name),
    kind: said(kind),
    addressees: each([...addressees, ...copies.map(({ name }) => name)]),
    tasks: each(tasks.map((task) => task.text)),
    deadlines: reading.reports.map(({ value, due, start, end }) => ({
      key: JSON.stringify([
        value.periods,
        value.windowStart,
        value.windowEnd,
        value.onRequest,
        due.value,
        due.operator,
        due.hour,
      ]),
      words: folded(text.slice(start, end)),
      on: due.value,
    })),
  };
}

const without = (one: readonly Said[], other: readonly Said[]): string[] => {
  const keys = new Set(other.map(({ key }) => key));
  return one.filter(({ key }) => !keys.has(key)).map(({ words }) => words);
};

/** What the draft and its numbered copy say differently, in the order of the paper. */
export function fieldDifferences(before: Fields, after: Fields): FieldDifference[] {
  const names = Object.keys(before) as FieldName[];
  return names
    .map((field) => ({
      field,
      before: without(before[field], after[field]),
      after: without(after[field], before[field]),
      weighty: DUTIES.has(field),
      identity: IDENTITY.has(field),
    }))
    .filter((difference) => difference.before.length + difference.after.length > 0);
}

/** A place where the texts differ, with the words around it that both have. */
export interface TextDifference {
  lead: string;
  before: string;
  after: string;
  tail: string;
  weighty: boolean;
}

const CONTEXT_WORDS = 8;

/** The places where two texts differ; those inside a task, a report or an addressee of either paper are weighty. */
export function textDifferences(before: PaperSide, after: PaperSide): TextDifference[] {
  if (before.text === '' || after.text === '') return [];
  const [a, b] = [wordsIn(before.text), wordsIn(after.text)];
  const runs = runsOf(
    a.map(({ text }) => text),
    b.map(({ text }) => text),
  );
  const weights = { before: weightySpans(before.reading), after: weightySpans(after.reading) };
  return runs
    .filter(({ same }) => !same)
    .map((run) => ({
      lead: lead(a, run),
      before: between(before.text, a, run.before),
      after: between(after.text, b, run.after),
      tail: tail(a, run),
      weighty: touches(a, run.before, weights.before) || touches(b, run.after, weights.after),
    }));
}

interface Span {
  start: number;
  end: number;
}

const weightySpans = (reading: Reading): Span[] => [
  ...reading.tasks,
  ...reading.reports,
  ...reading.addressees,
  ...reading.copies,
];

const touches = (words: readonly Word[], [from, to]: Run['before'], spans: readonly Span[]): boolean =>
  to > from && spans.some(({ start, end }) => start < words[to - 1]!.end && end > words[from]!.start);

const between = (text: string, words: readonly Word[], [from, to]: Run['before']): string =>
  to > from ? folded(text.slice(words[from]!.start, words[to - 1]!.end)) : '';

const lead = (words: readonly Word[], { before: [from] }: Run): string =>
  words
    .slice(Math.max(0, from - CONTEXT_WORDS), from)
    .map(({ text }) => text)
    .join(' ');

const tail = (words: readonly Word[], { before: [, to] }: Run): string =>
  words
    .slice(to, to + CONTEXT_WORDS)
    .map(({ text }) => text)
    .join(' ');
