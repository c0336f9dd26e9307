import { figureOf, median, rounded, type Figure } from './figure.rules.js';

const PEAK_MEGABYTES = 400;
/** What a heap that is collected now and then still swings by. */
const FLAT_MEGABYTES = 20;
const QUARTERS = 4;

/** Peak resident memory of a process of the product, PostgreSQL apart. */
export const peakFigure = (megabytes: number, of: 'serve' | 'bench'): Figure =>
  figureOf({
    name: 'memory',
    unit: 'MB',
    ours: megabytes,
    floor: null,
    target: PEAK_MEGABYTES,
    detail: { process: of },
  });

/**
 * Peak resident memory of a `serve` under load, and by how much it grew: the middle value of the last quarter of the run
 * less that of the second, since a heap fills before it is collected. Empty where the system does not tell.
 * @param seen  its resident memory through the run, at even intervals
 */
export function memoryFigures(peak: number | null, seen: readonly number[]): Figure[] {
  if (peak === null) return [];
  const quarter = Math.floor(seen.length / QUARTERS);
  const peaked = peakFigure(peak, 'serve');
  if (quarter === 0) return [peaked];
  const quarters = Array.from({ length: QUARTERS }, (_, n) => median(seen.slice(n * quarter, (n + 1) * quarter)));
  const growth = figureOf({
    name: 'memory-growth',
    unit: 'MB',
    ours: quarters[3]! - quarters[1]!,
    floor: null,
    target: FLAT_MEGABYTES,
    detail: { process: 'serve', quarters: quarters.map(rounded), samples: seen.length },
  });
  return [peaked, growth];
}

/** One peak: the highest of every `serve` that was measured, else of the bench itself; and the growth through the longest run. */
export function withOnePeak(figures: readonly Figure[]): Figure[] {
  const of = (name: string) => figures.filter((figure) => figure.name === name);
  const served = of('memory').filter(({ detail }) => detail['process'] === 'serve');
  const highest = (served.length > 0 ? served : of('memory')).toSorted((a, b) => b.ours - a.ours);
  const longest = of('memory-growth').toSorted((a, b) => Number(b.detail['samples']) - Number(a.detail['samples']));
  const others = figures.filter(({ name }) => name !== 'memory' && name !== 'memory-growth');
  return [...others, ...highest.slice(0, 1), ...longest.slice(0, 1)];
}
