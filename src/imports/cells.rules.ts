import { isIsoDate } from '../platform/vn-time.js';

const EMAIL = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/;
const WRITTEN_DATE = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

export const isAddress = (text: string): boolean => EMAIL.test(text);

/** A date as `YYYY-MM-DD` or as people write it, 1/7/2025; undefined where it is none. */
export function dateOf(text: string): string | undefined {
  const [, day, month, year] = WRITTEN_DATE.exec(text) ?? [];
  const iso = year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : text;
  return isIsoDate(iso) ? iso : undefined;
}

/** A GSO code with its leading zeros, which spreadsheets lose; undefined where it is none. */
export function gsoOf(text: string, digits: 2 | 3 | 5): string | undefined {
  const found = /^\d+$/.exec(text)?.[0].padStart(digits, '0');
  return found?.length === digits && Number(found) > 0 ? found : undefined;
}

/** `Thành phố Hà Nội (01)` → its name and code. */
export function namedWithCode(text: string): { name: string; code: string } {
  const [, name, code] = /^(.*?)\s*\("?(\d+)"?\)$/u.exec(text) ?? [];
  return { name: name ?? text, code: code ?? '' };
}
