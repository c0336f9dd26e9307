import type { IsoDate } from '../platform/vn-time.js';
import { isWorkedHalf, type Calendar, type DayKind, type Half, type HoursPeriod } from './working-days.rules.js';

/** A date that a scope names; `half` says which half is off, null is the whole day (of a make-up day: none of it is). */
export interface NamedDay {
  on: IsoDate;
  kind: DayKind;
  half: Half | null;
}

const NATIONAL_LAYER = 'national';
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

/** What a version holds of some scopes, as it is stored. */
export interface CalendarContent {
  version: number;
  days: readonly (NamedDay & { scope: string })[];
  hours: readonly (HoursPeriod & { scope: string })[];
  officialYears: readonly number[];
}

/** A day as a change names it; `kind` null takes out what the scope had of its own on that date. */
export interface DayToSet {
  on: IsoDate;
  kind: DayKind | null;
  half: Half | null;
  name: string;
  legalBasis: string;
}

/** What a scope has from a version on. Dates and years that are not named stay. */
export interface ScopeChange {
  scope: string;
  days: readonly DayToSet[];
  /** Years whose notice is known from here on. */
  announced: readonly (readonly [year: number, notice: string])[];
  hours: readonly HoursPeriod[];
  /** Of the hours. */
  legalBasis: string;
}

/** The calendar of a scope: what each of its layers has, the national one first. */
export function calendarOf(content: CalendarContent, chain: readonly string[]): Calendar {
  const scopes = [NATIONAL_LAYER, ...chain];
  const { days, halves } = layered(scopes.map((scope) => content.days.filter((day) => day.scope === scope)));
  const near = (of: HoursPeriod & { scope: string }): number => scopes.indexOf(of.scope);
  const hours = content.hours
    .toSorted((a, b) => near(b) - near(a) || (a.from < b.from ? 1 : -1))
    .map(({ scope: _, ...period }) => period);
  return {
    version: content.version,
    scope: chain.length === 0 ? NATIONAL_LAYER : chain.join(' '),
    days,
    ...(halves.size > 0 ? { halves } : {}),
    ...(hours.length > 0 ? { hours } : {}),
    officialYears: new Set(content.officialYears),
  };
}

/** The content as a change would leave it, as its next version. */
export function withChange(content: CalendarContent, change: ScopeChange): CalendarContent {
  const { scope } = change;
  const named = new Set(change.days.map(({ on }) => on));
  const from = new Set(change.hours.map((period) => period.from));
  const announced = scope === NATIONAL_LAYER ? change.announced.map(([year]) => year) : [];
  return {
    version: content.version + 1,
    days: [
      ...content.days.filter((day) => day.scope !== scope || !named.has(day.on)),
      ...change.days.flatMap(({ on, kind, half }) => (kind === null ? [] : [{ scope, on, kind, half }])),
    ],
    hours: [
      ...content.hours.filter((period) => period.scope !== scope || !from.has(period.from)),
      ...change.hours.map((period) => ({ ...period, scope })),
    ],
    officialYears: [...new Set([...content.officialYears, ...announced])],
  };
}
