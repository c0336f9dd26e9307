/** What one figure came to, as `--json` prints it. */
export interface Figure {
  name: string;
  unit: 's' | 'ms' | 'per s' | 'MB' | 'statements';
  ours: number;
  /** The same work in plain SQL in the same run; null where SQL has no counterpart. */
  floor: number | null;
  /** ours ÷ floor: of times for `s`, of throughputs for `per s`. */
  ratio: number | null;
  /** What is asked of the ratio, or of `ours` where there is no floor or the figure is asked for in itself; null: only reported. */
  target: number | null;
  met: boolean | null;
  /** The statements of the floor. */
  sql: readonly string[];
  /** Runs and circumstances, for whoever repeats them. */
  detail: Readonly<Record<string, unknown>>;
}

type Measured = Pick<Figure, 'name' | 'unit' | 'ours' | 'floor' | 'target'> &
  Partial<Pick<Figure, 'sql' | 'detail'>> & {
    /** The target is one of `ours`, whatever the floor. */
    absolute?: boolean;
  };

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The value that a share of all values do not exceed, by the nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

/** Milliseconds or seconds at the shares that tell a distribution. */
export const spread = (times: readonly number[]): Record<string, number> =>
  Object.fromEntries([0.5, 0.9, 0.95, 0.99, 1].map((share) => [`p${share * 100}`, rounded(percentile(times, share))]));

/** To four significant digits: what lies beyond is noise. */
export const rounded = (value: number): number => Number(value.toPrecision(4));

/** Compares a measurement with its floor and its target. Of throughputs more is better, of all else less. */
export function figureOf({ ours, floor, sql = [], detail = {}, absolute = false, ...measured }: Measured): Figure {
  const ratio = floor === null ? null : ours / floor;
  const reached = absolute ? ours : (ratio ?? ours);
  return {
    name: measured.name,
    unit: measured.unit,
    ours: rounded(ours),
    floor: floor === null ? null : rounded(floor),
    ratio: ratio === null ? null : rounded(ratio),
    target: measured.target,
    met: isMet(measured, reached),
    sql,
    detail,
  };
}

function isMet({ unit, target }: Pick<Measured, 'unit' | 'target'>, reached: number): boolean | null {
  if (target === null) return null;
  return unit === 'per s' ? reached >= target : reached <= target;
}
