import { DAY_KINDS } from '../calendar/index.js';
import { invalid } from '../platform/errors.js';
import { isCivilDay, plusDays, type IsoDate } from '../platform/vn-time.js';
import { daySchema, MOST_DAYS, type ChangeAsked } from './change.rules.js';

/** First words of a line that names the columns. */
const HEADING = /^(date|ngày)[;,]/u;
/** Words that people write for the codes of kinds and halves; the codes themselves stand for themselves. */
const KIND_WORDS: Readonly<Record<string, string>> = {
  lễ: 'holiday',
  'nghỉ lễ': 'holiday',
  'nghỉ lễ, tết': 'holiday',
  'nghỉ bù': 'compensatory',
  'hoán đổi': 'swap-off',
  'nghỉ hoán đổi': 'swap-off',
  'làm bù': 'make-up',
  'địa phương': 'local-holiday',
  'nghỉ địa phương': 'local-holiday',
  'nghỉ của địa phương': 'local-holiday',
  'thiên tai': 'stop',
  'ngừng làm việc': 'stop',
  bỏ: 'none',
};
const HALF_WORDS: Readonly<Record<string, string>> = {
  sáng: 'morning',
  'buổi sáng': 'morning',
  chiều: 'afternoon',
  'buổi chiều': 'afternoon',
};
const WRITTEN_DATE = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/;

const coded = (words: Readonly<Record<string, string>>, cell: string): string => {
  const written = cell.normalize('NFC').toLowerCase();
  return words[written] ?? written;
};

/**
 * Days from lines `date;kind;half;name`, with commas or semicolons, with or without a first line that names them, in codes
 * or in Vietnamese words, with dates as `2026-09-08` or `08/9/2026`. A range `08/9/2026 - 10/9/2026` is each of its days.
 * @throws ProductError `invalid` with the number of the line
 */
export function daysOfLines(text: string): ChangeAsked['days'] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return lines.flatMap((line, i) => {
    if (line.trim() === '' || HEADING.test(line.trim().normalize('NFC').toLowerCase())) return [];
    const [on = '', kind = '', half = '', ...name] = line
      .split(line.includes(';') ? ';' : ',')
      .map((cell) => cell.trim());
    const given = {
      kind: coded(KIND_WORDS, kind),
      half: half === '' ? null : coded(HALF_WORDS, half),
      name: name.join(', ') || undefined,
    };
    const days = daysOfRange(on).map((each) => daySchema.safeParse({ ...given, on: each }));
    if (days.length === 0 || days.some(({ success }) => !success)) throw notADay(i + 1);
    return days.flatMap(({ data }) => (data ? [data] : []));
  });
}

const notADay = (line: number) =>
  invalid(
    `Dòng ${line} không đọc được. Mỗi dòng: ngày;loại;buổi nghỉ;tên, ví dụ 05/02/2027;nghỉ lễ;;Tết Nguyên đán. Loại: nghỉ lễ, nghỉ bù, hoán đổi, làm bù, địa phương, thiên tai, bỏ; buổi nghỉ: sáng, chiều hoặc để trống.`,
    `Line ${line} is not understood. Each line: date;kind;half off;name, such as 05/02/2027;holiday;;Tết. Kinds: ${DAY_KINDS.join(', ')}, none; half: morning, afternoon or empty.`,
    { field: 'days', line },
  );

/** The date that is written as `2026-09-08` or, day first, as `08/9/2026`; what is neither stays as it is. */
function isoOf(text: string): string {
  const [, on, month, year] = WRITTEN_DATE.exec(text) ?? [];
  return on && month && year ? `${year}-${month.padStart(2, '0')}-${on.padStart(2, '0')}` : text;
}

/** Each day of `2026-09-08..2026-09-10`, or the one day; none where it is neither. */
export function daysOfRange(text: string): IsoDate[] {
  const [from = '', to = from] = text.split(/\.\.|\s+(?:-|–|đến)\s+/u).map((each) => isoOf(each.trim()));
  if (!isCivilDay(from) || !isCivilDay(to) || to < from || plusDays(from, MOST_DAYS) < to) return [];
  const days: IsoDate[] = [];
  for (let on = from; on <= to; on = plusDays(on, 1)) days.push(on);
  return days;
}
