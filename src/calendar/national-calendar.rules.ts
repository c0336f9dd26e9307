import { plusDays, type IsoDate } from '../platform/vn-time.js';
import { isWeeklyRestDay, type DayKind } from './working-days.rules.js';

/** A day of the national calendar that differs from its weekday. Name and basis are Vietnamese, as the notices word them. */
export interface NationalDay {
  on: IsoDate;
  kind: DayKind;
  name: string;
  legalBasis: string;
}

/** What the yearly notice adds to the law. Its number is given only where it is certain. */
interface YearNotice {
  /** First day of the first lunar month. */
  lunarNewYear: IsoDate;
  /** How many of the five days of Tết lie before it: the law gives five, the notice says which. */
  tetLeadDays: 1 | 2;
  /** Tenth day of the third lunar month. */
  hungKings: IsoDate;
  /** The second day of National Day, before or after 2/9; null before 2021, and while it is not announced. */
  besideNationalDay: IsoDate | null;
  /** Days off that are worked on another day: [off, worked on, basis where it differs from the notice]. */
  swaps: readonly (readonly [IsoDate, IsoDate, string?])[];
  /** Null: not announced, the year is provisional. */
  notice: string | null;
}

const YEARLY = 'thông báo hằng năm';
const year = (
  [lunarNewYear, tetLeadDays]: [IsoDate, 1 | 2],
  hungKings: IsoDate,
  besideNationalDay: IsoDate | null,
  rest: Partial<Pick<YearNotice, 'swaps' | 'notice'>> = {},
): YearNotice => ({ lunarNewYear, tetLeadDays, hungKings, besideNationalDay, swaps: [], notice: YEARLY, ...rest });

/** Typed by hand from the notices; the lunar dates are those of the Vietnamese calendar (UTC+7), not of the Chinese one. */
const NOTICES: Readonly<Record<number, YearNotice>> = {
  2018: year(['2018-02-16', 2], '2018-04-25', null, { swaps: [['2018-12-31', '2019-01-05']] }),
  2019: year(['2019-02-05', 1], '2019-04-14', null, { swaps: [['2019-04-29', '2019-05-04']] }),
  2020: year(['2020-01-25', 2], '2020-04-02', null),
  2021: year(['2021-02-12', 2], '2021-04-21', '2021-09-03'),
  2022: year(['2022-02-01', 1], '2022-04-10', '2022-09-01'),
  2023: year(['2023-01-22', 2], '2023-04-29', '2023-09-01'),
  2024: year(['2024-02-10', 2], '2024-04-18', '2024-09-03', {
    swaps: [['2024-04-29', '2024-05-04', 'Công văn 2450/VPCP-KGVX']],
  }),
  2025: year(['2025-01-29', 2], '2025-04-07', '2025-09-01', { swaps: [['2025-05-02', '2025-04-26']] }),
  2026: year(['2026-02-17', 1], '2026-04-26', '2026-09-01', {
    swaps: [
      ['2026-01-02', '2026-01-10', YEARLY],
      ['2026-08-31', '2026-08-22'],
    ],
    notice: 'Thông báo 9441/TB-BNV',
  }),
  // not announced: Tết as the law counts it, and of National Day only the day that is certain
  2027: year(['2027-02-06', 1], '2027-04-16', null, { notice: null }),
};

const TET_DAYS = 5;
/** Labour Code 2019 (in force 01/01/2021): eleven days; the code of 2012 before it: ten, without the day beside 2/9. */
const FIRST_YEAR_OF_CODE_2019 = 2021;
/** Nghị quyết 28/2026/QH16, in force 01/07/2026. */
const FIRST_CULTURE_DAY_YEAR = 2026;

const holidaysClause = (inYear: number): string =>
  inYear >= FIRST_YEAR_OF_CODE_2019 ? 'Bộ luật Lao động 2019, Điều 112' : 'Bộ luật Lao động 2012, Điều 115';
const compensationClause = (inYear: number): string =>
  inYear >= FIRST_YEAR_OF_CODE_2019
    ? 'Bộ luật Lao động 2019, Điều 111 khoản 3'
    : 'Bộ luật Lao động 2012, Điều 115 khoản 3';

function holidaysOf(inYear: number, notice: YearNotice): NationalDay[] {
  const law = holidaysClause(inYear);
  const announced = `${law}; ${notice.notice ?? 'chưa có thông báo'}`;
  const holiday = (on: IsoDate, name: string, legalBasis = law): NationalDay => ({
    on,
    kind: 'holiday',
    name,
    legalBasis,
  });
  const tetFrom = plusDays(notice.lunarNewYear, -notice.tetLeadDays);
  return [
    holiday(`${inYear}-01-01`, 'Tết Dương lịch'),
    ...Array.from({ length: TET_DAYS }, (_, i) => holiday(plusDays(tetFrom, i), 'Tết Nguyên đán', announced)),
    holiday(notice.hungKings, 'Giỗ Tổ Hùng Vương'),
    holiday(`${inYear}-04-30`, 'Ngày Chiến thắng'),
    holiday(`${inYear}-05-01`, 'Ngày Quốc tế Lao động'),
    holiday(`${inYear}-09-02`, 'Quốc khánh'),
    ...(notice.besideNationalDay ? [holiday(notice.besideNationalDay, 'Quốc khánh (ngày liền kề)', announced)] : []),
    ...(inYear >= FIRST_CULTURE_DAY_YEAR
      ? [holiday(`${inYear}-11-24`, 'Ngày Văn hóa Việt Nam', 'Nghị quyết 28/2026/QH16')]
      : []),
  ];
}

function swapsOf(notice: YearNotice): NationalDay[] {
  return notice.swaps.flatMap(([off, workedOn, basis]) => {
    const legalBasis = basis ?? notice.notice ?? YEARLY;
    return [
      { on: off, kind: 'swap-off' as const, name: `Nghỉ hoán đổi, làm bù ngày ${workedOn}`, legalBasis },
      { on: workedOn, kind: 'make-up' as const, name: `Làm bù cho ngày ${off}`, legalBasis },
    ];
  });
}

/** A holiday on a Saturday or Sunday gives the next day that is neither a rest day nor already off. */
function compensationsFor(days: readonly NationalDay[]): NationalDay[] {
  const off = new Set(days.filter((day) => day.kind !== 'make-up').map((day) => day.on));
  const given: NationalDay[] = [];
  for (const lost of days.filter((day) => day.kind === 'holiday' && isWeeklyRestDay(day.on))) {
    let on = plusDays(lost.on, 1);
    while (isWeeklyRestDay(on) || off.has(on)) on = plusDays(on, 1);
    off.add(on);
    const legalBasis = compensationClause(Number(lost.on.slice(0, 4)));
    given.push({ on, kind: 'compensatory', name: `Nghỉ bù ${lost.name}`, legalBasis });
  }
  return given;
}

const byDate = (a: NationalDay, b: NationalDay): number => (a.on < b.on ? -1 : 1);

/** Every seeded day of the national calendar, in order of date, each date once. */
export function nationalDays(): NationalDay[] {
  const stated = Object.entries(NOTICES)
    .flatMap(([inYear, notice]) => [...holidaysOf(Number(inYear), notice), ...swapsOf(notice)])
    .toSorted(byDate);
  return [...stated, ...compensationsFor(stated)].toSorted(byDate);
}

/** The seeded years; one without notice is provisional. */
export const nationalYears = (): { year: number; notice: string | null }[] =>
  Object.entries(NOTICES).map(([inYear, { notice }]) => ({ year: Number(inYear), notice }));
