import { z } from 'zod';
import {
  DAY_KINDS,
  HALVES,
  isWorkingDay,
  type Calendar,
  type DayToSet,
  type HoursPeriod,
  type ScopeChange,
} from '../calendar/index.js';
import { invalid } from '../platform/errors.js';
import { isCivilDay, plusDays, type IsoDate } from '../platform/vn-time.js';

/**
 * What changes a calendar: the yearly notice (all days of a year), days of a scope of its own, a stop (offices closed by
 * an order before a storm or a flood), or office hours.
 */
export const CHANGE_KINDS = ['notice', 'local-day', 'stop', 'hours'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export const MOST_DAYS = 400;
const day = z.string().refine(isCivilDay, 'date');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const words = z.string().trim().min(1).max(300);

export const daySchema = z.strictObject({
  on: day,
  /** `none` takes out what the scope had of its own on that date. */
  kind: z.enum([...DAY_KINDS, 'none']),
  half: z.enum(HALVES).nullish(),
  name: words.default('–'),
});
const hoursSchema = z
  .strictObject({ from: day, until: day.nullish(), opens: time, noonFrom: time, noonTo: time, closes: time })
  .refine((h) => h.opens < h.noonFrom && h.noonFrom <= h.noonTo && h.noonTo < h.closes, 'order of hours')
  .refine((h) => !h.until || h.from <= h.until, 'until');

export const changeSchema = z
  .strictObject({
    kind: z.enum(CHANGE_KINDS),
    /** `national`, or the code of a unit. */
    scope: z.string().trim().min(1).max(100).default('national'),
    legalBasis: words,
    year: z.number().int().min(1900).max(2200).optional(),
    days: z.array(daySchema).max(MOST_DAYS).default([]),
    hours: z.array(hoursSchema).max(24).default([]),
  })
  .refine(({ days }) => new Set(days.map(({ on }) => on)).size === days.length, { path: ['days'], error: 'twice' });
export type ChangeAsked = z.infer<typeof changeSchema>;

/** What a draft keeps of what was entered. */
export interface ChangeContent {
  year: number | null;
  days: { on: IsoDate; kind: DayToSet['kind']; half: DayToSet['half']; name: string }[];
  hours: HoursPeriod[];
}

/**
 * What was entered, where it makes sense.
 * @throws ProductError `invalid` with the field
 */
export function contentOf({ kind, scope, year, days, hours }: ChangeAsked): ChangeContent {
  mustFit({ kind, scope, year, days: days.length, hours: hours.length });
  const strange = kind === 'notice' ? days.find(({ on }) => Number(on.slice(0, 4)) !== year) : undefined;
  if (strange)
    throw invalid(
      `Ngày ${strange.on} không thuộc năm ${year}; mỗi thông báo nhập cho một năm.`,
      `${strange.on} is not of the year ${year}; a notice is entered for one year.`,
      { field: 'days' },
    );
  return {
    year: year ?? null,
    days: days.map(({ on, kind: of, half, name }) => ({
      on,
      kind: of === 'none' ? null : of,
      half: half ?? null,
      name,
    })),
    hours: hours.map((period) => ({ ...period, until: period.until ?? null })),
  };
}

type Size = Pick<ChangeAsked, 'kind' | 'scope' | 'year'> & { days: number; hours: number };

function mustFit({ kind, scope, year, days, hours }: Size): void {
  const refuse = (field: string, vi: string, en: string): never => {
    throw invalid(vi, en, { field });
  };
  if (kind === 'notice' && scope !== 'national')
    refuse('scope', 'Thông báo hằng năm áp dụng cho cả nước.', 'A yearly notice holds for the whole country.');
  if (kind === 'notice' && year === undefined)
    refuse('year', 'Hãy nêu năm của thông báo.', 'Name the year of the notice.');
  if (kind !== 'notice' && year !== undefined)
    refuse('year', 'Chỉ thông báo hằng năm mới nêu năm.', 'Only a yearly notice names a year.');
  if (kind === 'hours' ? hours === 0 : days === 0)
    refuse(
      kind === 'hours' ? 'hours' : 'days',
      kind === 'hours' ? 'Hãy nêu giờ làm việc.' : 'Hãy nêu ít nhất một ngày.',
      kind === 'hours' ? 'Name the hours.' : 'Name at least one day.',
    );
  if (kind === 'hours' ? days > 0 : hours > 0)
    refuse('kind', 'Ngày và giờ làm việc được nhập riêng.', 'Days and hours are entered apart.');
}

/** A change as the calendar takes it. */
export const scopeChangeOf = (
  { scope, kind, legalBasis, content }: { scope: string; kind: ChangeKind; legalBasis: string; content: ChangeContent },
  standing: readonly IsoDate[] = [],
): ScopeChange => ({
  scope,
  days: [
    ...content.days.map((one) => ({ ...one, legalBasis })),
    // the notice of a year says all of its days: what stands beside them is taken out
    ...standing
      .filter((on) => kind === 'notice' && !content.days.some((one) => one.on === on))
      .map((on) => ({ on, kind: null, half: null, name: '–', legalBasis })),
  ],
  announced: kind === 'notice' && content.year !== null ? [[content.year, legalBasis]] : [],
  hours: content.hours,
  legalBasis,
});

/** The first day that a change touches: no deadline before it moves. */
export function firstDayOf({ days, hours }: ScopeChange): IsoDate | undefined {
  return [...days.map(({ on }) => on), ...hours.map(({ from }) => from)].toSorted()[0];
}

/** No office is closed for longer without a single working day: what is due then has no day to come on. */
export const CLOSED_AT_MOST = 366;

/**
 * The first day of a time in which a calendar names no working day for more than {@link CLOSED_AT_MOST} days.
 * @param days  dates that a change sets; only what they are part of is looked at
 */
export function closedTooLong(days: readonly IsoDate[], calendar: Calendar): IsoDate | undefined {
  let looked = '';
  for (const on of days.toSorted()) {
    if (on <= looked || isWorkingDay(on, calendar)) continue;
    let from = on;
    for (let n = 0; n < CLOSED_AT_MOST && !isWorkingDay(plusDays(from, -1), calendar); n++) from = plusDays(from, -1);
    looked = from;
    for (let n = 0; n < CLOSED_AT_MOST && !isWorkingDay(plusDays(looked, 1), calendar); n++)
      looked = plusDays(looked, 1);
    if (plusDays(from, CLOSED_AT_MOST) <= looked) return from;
  }
  return undefined;
}

/** Days that follow one another and are alike. */
export interface DayRange extends Omit<ChangeContent['days'][number], 'on'> {
  from: IsoDate;
  until: IsoDate;
  n: number;
}

/** The days of a change as people say them: a range instead of each of its days. */
export function rangesOf(days: ChangeContent['days']): DayRange[] {
  const ranges: DayRange[] = [];
  for (const { on, ...like } of days.toSorted((a, b) => (a.on < b.on ? -1 : 1))) {
    const last = ranges.at(-1);
    const goesOn =
      last?.kind === like.kind && last.half === like.half && last.name === like.name && plusDays(last.until, 1) === on;
    if (last && goesOn) {
      last.until = on;
      last.n++;
    } else ranges.push({ ...like, from: on, until: on, n: 1 });
  }
  return ranges;
}

/** Whether a change closes offices on some day. */
export const closesOffices = ({ days }: ChangeContent): boolean =>
  days.some(({ kind }) => kind !== null && kind !== 'make-up');
