import type { IsoDate } from '../platform/vn-time.js';
import { isWorkedHalf, type Calendar, type DayKind, type Half } from './working-days.rules.js';

/** A date that a scope names; `half` says which half is off, null is the whole day (of a make-up day: none of it is). */
export interface NamedDay {
  on: IsoDate;
  kind: DayKind;
  half: Half | null;
}

const OTHER: Readonly<Record<Half, Half>> = { morning: 'afternoon', afternoon: 'morning' };

/**
 * The days of several scopes laid over one another: the nearest scope that names a date wins. Who takes half a day off
 * leaves the other half as it was: where that was off already, nothing of the day is worked.
 * @param layers  the days of each scope, the farthest first, each date at most once in a scope
 */
export function layered(layers: readonly (readonly NamedDay[])[]): Required<Pick<Calendar, 'days' | 'halves'>> {
  const days = new Map<IsoDate, DayKind>();
  const halves = new Map<IsoDate, Half>();
  const below: Calendar = { version: 0, scope: '', days, halves, officialYears: new Set() };
  for (const { on, kind, half } of layers.flat()) {
    const isHalf = half !== null && (kind === 'make-up' || isWorkedHalf(on, OTHER[half], below));
    days.set(on, kind);
    if (isHalf) halves.set(on, half);
    else halves.delete(on);
  }
  return { days, halves };
}
