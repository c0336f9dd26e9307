import type { SuccessionToWrite, UnitToWrite } from '../units/index.js';

/** Why a line cannot be taken; what to do about it stands in the words of the slice. */
export const REASONS = [
  'columns', 'code', 'code-twice', 'contradicts', 'earlier', 'ended', 'code-official', 'official-taken', 'name', 'kind',
  'level', 'parent', 'no-parent', 'cycle', 'email', 'date', 'period', 'not-below', 'unit', 'role', 'person-twice',
  'area-code', 'area-unknown', 'province-unknown', 'twice', 'continues', 'empty', 'past', 'needs-reorganisation',
  'not-in-force', 'duties-hang', 'mandate-over',
] as const; // prettier-ignore
export type Reason = (typeof REASONS)[number];

/** A line that keeps the whole file out. */
export interface RefusedLine {
  sheet: string;
  line: number;
  value: string;
  reason: Reason;
}

/** A stretch whose end is written: it was open, or ended on another day. */
export interface Ending {
  table: 'unit_period' | 'unit_relation' | 'unit_official_code' | 'unit_alias';
  code: string;
  /** line, scheme or alias; empty for a period */
  key: string;
  from: string;
  to: string;
}

/** What is said beside the counts, with how often and a few examples. */
export interface Note {
  note: 'units-added' | 'units-end' | 'names-differ' | 'not-in-table' | 'renamed' | 'successions' | 'successions-gone';
  count: number;
  examples: string[];
}

/** What a list changes of one unit; the words of its fact beside the unit. Names, other names and addresses stay out. */
export interface UnitChange {
  kind:
    | 'unit.established'
    | 'unit.ended'
    | 'unit.renamed'
    | 'unit.raised'
    | 'unit.moved'
    | 'unit.standingBodySet'
    | 'unit.officialCodeSet'
    | 'unit.aliasAdded'
    | 'unit.mailboxSet'
    | 'unit.mailboxTaken';
  code: string;
  said: Readonly<Record<string, string | null>>;
}

/** What a file would do: the dry run tells it, and carrying out writes it. */
export interface Plan {
  added: number;
  changed: number;
  unchanged: number;
  refused: RefusedLine[];
  notes: Note[];
  units: UnitToWrite[];
  endings: Ending[];
  /** What the history says of each unit. */
  changes: UnitChange[];
  mailboxes: { code: string; address: string; on: string }[];
  /** All that follows these units on a day, by area; what else is written there goes. */
  successions: { of: readonly string[]; on: string; rows: SuccessionToWrite[] } | null;
}

export const emptyPlan = (): Plan => ({
  added: 0,
  changed: 0,
  unchanged: 0,
  refused: [],
  notes: [],
  units: [],
  endings: [],
  changes: [],
  mailboxes: [],
  successions: null,
});

const EXAMPLES = 10;

/** A note with its first examples, where there is anything to say. */
export const noteOf = (note: Note['note'], all: readonly string[]): Note[] =>
  all.length === 0 ? [] : [{ note, count: all.length, examples: all.slice(0, EXAMPLES) }];

/** A value that holds from a day on; `to` is exclusive, null is open. */
export interface Held {
  from: string;
  to: string | null;
  value: string;
}

export type Judged =
  { is: 'same'; row: Held } | { is: 'new'; ends: Held | null } | { is: 'contradicts' } | { is: 'earlier' };

/**
 * What a statement means for what is held: that a value holds from a day on. The past is not rewritten: a statement that
 * begins before what is known, or on the same day with another value, is refused.
 */
export function judged(held: readonly Held[], from: string, value: string): Judged {
  const covering = held.find((row) => row.from <= from && (row.to === null || row.to > from));
  if (covering?.value === value) return { is: 'same', row: covering };
  if (covering?.from === from) return { is: 'contradicts' };
  if (held.some((row) => row.from > from)) return { is: 'earlier' };
  return { is: 'new', ends: covering ?? null };
}
