import type {
  Citation,
  Dispatch,
  PartialDate,
  Period,
  QueryCode,
  Secrecy,
  SigningMode,
  Urgency,
} from './dispatch.rules.js';
import { isWarning } from './dispatch.rules.js';

/** Where in the stored text a value was read (UTF-16 offsets, end exclusive) and how sure the reader is of it. */
export interface Found<T> {
  value: T;
  start: number;
  end: number;
  /** 0..1 */
  confidence: number;
  /** codes of what a clerk should look at again */
  queries: QueryCode[];
}

/** A value that the text does not state has no place: its span is null. */
export type Field<T> = Found<T> | { value: null; start: null; end: null; confidence: number; queries: QueryCode[] };

export type DeadlineOperator = 'before' | 'at-latest' | 'on' | null;

/** A date with the words that bound it: 'before' 2 October is not 'on' 2 October. */
export type Deadline = Field<string> & { operator: DeadlineOperator; hour: string | null };

/**
 * When something is to be done, in words that make no date by themselves: counted from an event (`within`), again and
 * again (`recurring`), a day or month or quarter of which the year may be left open, or no time at all.
 */
export interface Term {
  kind: 'within' | 'recurring' | 'day' | 'month' | 'quarter' | 'immediate' | 'soon' | 'on-request' | 'continuous';
  /** `within`: how many of the unit */
  amount: number | null;
  unit: 'minutes' | 'hours' | 'working-days' | 'days' | 'weeks' | 'months' | 'years' | null;
  /** from what `within` or `immediate` counts: receipt or issue of the paper, or an event that the words name */
  from: 'receipt' | 'issue' | 'event' | null;
  operator: DeadlineOperator;
  /** day of the month, or of the last month of the period */
  day: number | null;
  month: number | null;
  quarter: number | null;
  year: number | null;
  /** 1 Monday … 7 Sunday, where it recurs on a day of the week */
  weekday: number | null;
  /** `HH:mm` */
  hour: string | null;
  period: Period | null;
  words: string;
  start: number;
  end: number;
}

export interface TaskRead extends Found<{ label: string; text: string; addressees: string[] }> {
  deadline: Deadline;
  /** null: none is stated; readings kept by earlier releases do not have it */
  term?: Term | null;
}

export interface ReportRead extends Found<{
  periods: Period[];
  to: string | null;
  via: string | null;
  windowStart: string | null;
  windowEnd: string | null;
  onRequest: boolean;
}> {
  due: Deadline;
  /** as of a task */
  term?: Term | null;
}

/**
 * One query of a careful clerk. The reason is put in words from the code and its values; nothing is repaired by it.
 */
export interface Query {
  code: QueryCode;
  /** Which value is doubted, e.g. `date`, `issuer.name`, `addressees.0`, `reports.1.due`; empty: the paper as a whole. */
  field: string;
  /** What the words of the code are filled with. */
  values: Readonly<Record<string, string | number>>;
  /** Where in the stored text to look. */
  spans: readonly { start: number; end: number }[];
  /** What the clerk may accept instead, in the shape of the field; null where there is nothing to offer. */
  suggestion: string | number | null;
}

/** Everything read out of a dispatch, each value with its place in the stored text. */
export interface Reading {
  kind: Field<string>;
  number: Field<number>;
  symbol: Field<string>;
  place: Field<string>;
  date: Field<string>;
  datePartial: Field<PartialDate>;
  subject: Field<string>;
  issuer: { name: Field<string>; parent: Field<string>; stated: boolean };
  urgency: Field<Urgency>;
  secrecy: Field<Secrecy>;
  addressees: Found<string>[];
  bases: Found<Citation>[];
  references: Found<Citation>[];
  tasks: TaskRead[];
  reports: ReportRead[];
  copies: Found<{ name: string; note: string | null }>[];
  archive: Field<string>;
  attachments: Found<string>[];
  signature: { mode: Field<SigningMode>; onBehalfOf: Field<string>; title: Field<string>; name: Field<string> };
  queries: Query[];
}

/** A field of which the text says nothing. */
export const nothing = <T>(): Field<T> => ({ value: null, start: null, end: null, confidence: 1, queries: [] });

/** A deadline that the text does not set. */
export const noDeadline = (): Deadline => ({ ...nothing<string>(), operator: null, hour: null });

/** A reading with nothing in it. */
export const emptyReading = (): Reading => ({
  kind: nothing(),
  number: nothing(),
  symbol: nothing(),
  place: nothing(),
  date: nothing(),
  datePartial: nothing(),
  subject: nothing(),
  issuer: { name: nothing(), parent: nothing(), stated: false },
  urgency: nothing(),
  secrecy: nothing(),
  addressees: [],
  bases: [],
  references: [],
  tasks: [],
  reports: [],
  copies: [],
  archive: nothing(),
  attachments: [],
  signature: { mode: nothing(), onBehalfOf: nothing(), title: nothing(), name: nothing() },
  queries: [],
});

const values = <T>(found: Found<T>[]): T[] => found.map(({ value }) => value);

/** The reading without its places and doubts: the shape of the contract. */
export function toDispatch(reading: Reading): Dispatch {
  const { issuer, signature } = reading;
  return {
    kind: reading.kind.value ?? '',
    number: reading.number.value,
    symbol: reading.symbol.value,
    place: reading.place.value,
    date: reading.date.value,
    datePartial: reading.datePartial.value,
    subject: reading.subject.value,
    issuer: { name: issuer.name.value, parent: issuer.parent.value, stated: issuer.stated },
    urgency: reading.urgency.value,
    secrecy: reading.secrecy.value,
    addressees: values(reading.addressees),
    bases: values(reading.bases),
    references: values(reading.references),
    tasks: values(reading.tasks),
    reports: reading.reports.map(({ value, due }) => ({ ...value, due: due.value })),
    copies: values(reading.copies),
    archive: reading.archive.value,
    attachments: values(reading.attachments),
    signature: {
      mode: signature.mode.value,
      onBehalfOf: signature.onBehalfOf.value,
      title: signature.title.value,
      name: signature.name.value,
    },
    warnings: [...new Set(reading.queries.map(({ code }) => code))].filter(isWarning),
  };
}
