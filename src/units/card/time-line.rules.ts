import { daysBetween, plusDays, type IsoDate } from '../../platform/vn-time.js';
import type { Stretch, UnitCard } from './card.queries.js';

export const LANES = [
  'name', 'administrative', 'sectoral', 'territory', 'standing-body', 'gso', 'qcvn102', 'qd20', 'alias', 'mailbox',
] as const; // prettier-ignore
export type LaneKey = (typeof LANES)[number];

/** Something that held for a time. */
export interface Bar extends Stretch {
  text: string;
  /** Where the unit that it names is. */
  code: string | null;
}

export interface Lane {
  key: LaneKey;
  bars: Bar[];
}

const stretchOf = ({ from, to, legalBasis }: Stretch): Stretch => ({ from, to, legalBasis });

/**
 * The card as lanes, one for each thing that changes; a lane with nothing in it is not there.
 * @param kindOf   the word for a kind of unit
 * @param address  what stands for an address: itself, or that it is not shown
 */
export function lanesOf(
  card: Pick<UnitCard, 'periods' | 'parents' | 'officialCodes' | 'aliases' | 'mailboxes'>,
  { kindOf, address }: { kindOf: (kind: string) => string; address: (text: string) => string },
): Lane[] {
  const bars: Record<LaneKey, Bar[]> = {
    name: card.periods.map((p) => ({ ...stretchOf(p), text: `${p.name} (${kindOf(p.kind)})`, code: null })),
    administrative: [],
    sectoral: [],
    territory: [],
    'standing-body': [],
    gso: [],
    qcvn102: [],
    qd20: [],
    alias: card.aliases.map((a) => ({ ...stretchOf(a), text: a.alias, code: null })),
    mailbox: card.mailboxes.map((m) => ({ ...stretchOf(m), text: address(m.address), code: null })),
  };
  for (const parent of card.parents)
    bars[parent.line].push({ ...stretchOf(parent), text: parent.name, code: parent.code });
  for (const of of card.officialCodes) bars[of.scheme].push({ ...stretchOf(of), text: of.value, code: null });
  return LANES.map((key) => ({ key, bars: bars[key] })).filter(({ bars: held }) => held.length > 0);
}

/** What is left free before the first known day and after the last, as a share of what lies between. */
const MARGIN = 0.12;
const LEAST_DAYS = 365;

/** The days that a time line shows: everything known, the day looked at, and some time about them. */
export function spanOf(lanes: readonly Lane[], days: readonly IsoDate[]): { from: IsoDate; to: IsoDate } {
  const known = [...lanes.flatMap(({ bars }) => bars.flatMap(({ from, to }) => [from, to])), ...days]
    .filter((day) => day !== null)
    .toSorted();
  const [first, last] = [known[0]!, known.at(-1)!];
  const margin = Math.ceil(Math.max(daysBetween(first, last), LEAST_DAYS) * MARGIN);
  return { from: plusDays(first, -margin), to: plusDays(last, margin) };
}

/** Where a day lies on a scale; what is before or after it lies at its ends. */
export function placeOf(day: IsoDate, span: { from: IsoDate; to: IsoDate }, width: number): number {
  const share = daysBetween(span.from, day) / daysBetween(span.from, span.to);
  return Math.round(Math.min(1, Math.max(0, share)) * width * 10) / 10;
}

/** First days of years on a scale, not more than eight. */
export function yearsIn(span: { from: IsoDate; to: IsoDate }): IsoDate[] {
  const [first, last] = [Number(span.from.slice(0, 4)) + 1, Number(span.to.slice(0, 4))];
  const step = Math.max(1, Math.ceil((last - first + 1) / 8));
  return Array.from(
    { length: Math.max(0, Math.floor((last - first) / step) + 1) },
    (_, i) => `${first + i * step}-01-01`,
  );
}

/** Bars of a lane in rows, so that none lies on another. */
export function rowsOfBars(bars: readonly Bar[]): Bar[][] {
  const rows: Bar[][] = [];
  for (const bar of bars.toSorted((a, b) => (a.from ?? '').localeCompare(b.from ?? ''))) {
    const row = rows.find((held) => {
      const { to } = held.at(-1)!;
      return to !== null && to <= (bar.from ?? '');
    });
    if (row) row.push(bar);
    else rows.push([bar]);
  }
  return rows;
}
