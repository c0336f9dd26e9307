import type { Locale } from '../caller.js';
import { vnDate, vnIso, vnTime, type IsoDate } from '../vn-time.js';

/** A point in time as it comes from a query (Date) or from JSON (RFC 3339). */
export type Instant = Date | string;

const SHORT_MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const HOUR_MILLISECONDS = 3_600_000;
const DAY_MILLISECONDS = 86_400_000;

export const asDate = (at: Instant): Date => (typeof at === 'string' ? new Date(at) : at);

const partsOf = (on: IsoDate): [year: number, month: number, day: number] => [
  Number(on.slice(0, 4)),
  Number(on.slice(5, 7)),
  Number(on.slice(8, 10)),
];

/** A date as Decree 30/2020 writes it (a leading zero for days below 10 and for January and February): `05/01/2024`, `20/3/2024`. */
export function dateWords(on: IsoDate, locale: Locale): string {
  const [year, month, day] = partsOf(on);
  if (locale === 'en') return `${day} ${SHORT_MONTHS[month - 1]} ${year}`;
  return `${String(day).padStart(2, '0')}/${month < 3 ? `0${month}` : month}/${year}`;
}

/** An instant in Vietnamese time: `20/3/2024 17:00`, `20 Mar 2024, 17:00`. */
export function instantWords(at: Instant, locale: Locale): string {
  const instant = asDate(at);
  const date = dateWords(vnDate(instant), locale);
  return locale === 'vi' ? `${date} ${vnTime(instant)}` : `${date}, ${vnTime(instant)}`;
}

/** The long form of a paper's heading: `ngày 20 tháng 3 năm 2024`, `20 March 2024` is left to {@link dateWords}. */
export function headingDateWords(on: IsoDate): string {
  const [year, month, day] = partsOf(on);
  return `ngày ${String(day).padStart(2, '0')} tháng ${month < 3 ? `0${month}` : month} năm ${year}`;
}

export interface DueHint {
  text: string;
  tone: 'late' | 'soon' | 'calm';
}

const ahead = (hours: number, days: number, locale: Locale): string => {
  if (days === 0) {
    if (hours < 1) return locale === 'vi' ? 'còn dưới 1 giờ' : 'less than 1 hour left';
    return locale === 'vi' ? `hôm nay, còn ${hours} giờ` : `today, ${hours} h left`;
  }
  return locale === 'vi' ? `còn ${days} ngày` : `${days} ${days === 1 ? 'day' : 'days'} left`;
};

const behind = (hours: number, days: number, locale: Locale): string => {
  if (days === 0 && hours < 1) return locale === 'vi' ? 'quá hạn dưới 1 giờ' : 'less than 1 h overdue';
  if (days === 0) return locale === 'vi' ? `quá hạn ${hours} giờ` : `${hours} h overdue`;
  return locale === 'vi' ? `quá hạn ${days} ngày` : `${days} ${days === 1 ? 'day' : 'days'} overdue`;
};

/**
 * How far away a deadline is, counted in calendar days of Vietnam, in hours on the same day.
 * @returns tone `soon` for today and tomorrow
 */
export function dueHint(at: Instant, now: Instant, locale: Locale): DueHint {
  const [due, present] = [asDate(at), asDate(now)];
  const days = Math.round((Date.parse(vnDate(due)) - Date.parse(vnDate(present))) / DAY_MILLISECONDS);
  const hours = Math.floor(Math.abs(due.getTime() - present.getTime()) / HOUR_MILLISECONDS);
  if (due.getTime() < present.getTime()) return { text: behind(hours, -days, locale), tone: 'late' };
  return { text: ahead(hours, days, locale), tone: days <= 1 ? 'soon' : 'calm' };
}

/** How long after its deadline something was done: `trễ hạn 2 ngày`; null where it was in time. */
export function lateHint(at: Instant, dueAt: Instant | null, locale: Locale): string | null {
  if (dueAt === null || asDate(at) <= asDate(dueAt)) return null;
  const days = Math.round((Date.parse(vnDate(asDate(at))) - Date.parse(vnDate(asDate(dueAt)))) / DAY_MILLISECONDS);
  const hours = Math.floor((asDate(at).getTime() - asDate(dueAt).getTime()) / HOUR_MILLISECONDS);
  if (days === 0 && hours < 1) return locale === 'vi' ? 'trễ hạn dưới 1 giờ' : 'less than 1 h late';
  if (locale === 'vi') return days === 0 ? `trễ hạn ${hours} giờ` : `trễ hạn ${days} ngày`;
  return days === 0 ? `${hours} h late` : `${days} ${days === 1 ? 'day' : 'days'} late`;
}

/** When something was done, and how late that was. */
export function Done(props: { at: Instant; dueAt: Instant | null; locale: Locale }): JSX.Element {
  const late = lateHint(props.at, props.dueAt, props.locale);
  return (
    <span class="due">
      <When at={props.at} locale={props.locale} />{' '}
      {late === null ? null : (
        <span class="hint hint-late" safe>
          {late}
        </span>
      )}
    </span>
  );
}

/** An instant as text with its machine form beside it. */
export function When({ at, locale }: { at: Instant; locale: Locale }): JSX.Element {
  return (
    <time datetime={vnIso(asDate(at))} safe>
      {instantWords(at, locale)}
    </time>
  );
}

/** What is said of a deadline whose clock stands: nobody counts down to it. */
function pausedHint(since: Instant | null, locale: Locale): DueHint {
  const words = locale === 'vi' ? 'tạm dừng' : 'paused';
  if (since === null) return { text: words, tone: 'calm' };
  return { text: `${words} ${locale === 'vi' ? 'từ' : 'since'} ${instantWords(since, locale)}`, tone: 'calm' };
}

/** Beside a deadline in a year whose holidays are not announced. */
const PROVISIONAL: Readonly<Record<Locale, string>> = {
  vi: ' tạm tính, năm này chưa có thông báo ngày nghỉ',
  en: ' provisional, days off not announced',
};

/** A deadline as running text, with what is said of one in a year whose holidays are not announced. */
export const dueWords = (at: Instant, locale: Locale, provisional = false): string =>
  provisional ? `${instantWords(at, locale)} (${PROVISIONAL[locale].trim()})` : instantWords(at, locale);

interface DueProps {
  at: Instant | null;
  now: Instant;
  locale: Locale;
  met?: boolean;
  /** Its clock stands: since when, where that is known. */
  paused?: { since: Instant | null } | null;
  /** The days off of its year are not announced yet: it may still move later. */
  provisional?: boolean | undefined;
}

/**
 * A deadline with how far away it is; a dash where there is none. Once met, the hint is left out; while its clock stands,
 * that is said instead.
 */
export function Due(props: DueProps): JSX.Element {
  if (props.at === null) return <span class="muted">–</span>;
  const hint = props.paused ? pausedHint(props.paused.since, props.locale) : dueHint(props.at, props.now, props.locale);
  return (
    <span class="due">
      <When at={props.at} locale={props.locale} />{' '}
      {props.met ? null : (
        <span class={`hint hint-${hint.tone}`} safe>
          {hint.text}
        </span>
      )}
      {props.provisional && !props.met ? (
        <span class="hint hint-calm" safe>
          {PROVISIONAL[props.locale]}
        </span>
      ) : null}
    </span>
  );
}
