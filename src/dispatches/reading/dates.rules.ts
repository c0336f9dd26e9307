import type { PartialDate } from './dispatch.rules.js';

/** A digit, or the letter a scan made of it. */
export const DIGIT = '[0-9lIOo]';
const D12 = String.raw`(?:[0-3lIOo]?${DIGIT})`;
const YEAR = String.raw`(?:[12lI]${DIGIT}{3})`;

/** Letters that stand for digits in a number put right: l and I are 1, O is 0. */
export const mendDigits = (text: string): string => text.replace(/[lLiI]/g, '1').replace(/[oO]/g, '0');

/** The number meant, or null where it holds no digit at all. */
export function integerOf(text: string | undefined): number | null {
  if (!text || !/\d/.test(text)) return null;
  const value = Number(mendDigits(text));
  return Number.isSafeInteger(value) ? value : null;
}

/** 14/3/2024, 14-3-2024, 14.3.2024 or "ngày 14 tháng 3 năm 2024"; groups d1 m1 y1 or d2 m2 y2. */
export const DATE = String.raw`(?:(?<![0-9/])(?<d1>${D12})\s?(?<sep>[/.-])\s?(?<m1>${D12})\s?\k<sep>\s?(?<y1>${YEAR})(?![0-9])|(?<d2>${D12})\s*tháng\s*(?<m2>${D12})\s*(?:,\s*)?năm\s*(?<y2>${YEAR})(?![0-9]))`;

/** The ISO date of a match of DATE, or null where there is no such day. */
export function isoOf(groups: Record<string, string | undefined> | undefined): string | null {
  if (!groups) return null;
  const day = integerOf(groups['d1'] ?? groups['d2']);
  const month = integerOf(groups['m1'] ?? groups['m2']);
  const year = integerOf(groups['y1'] ?? groups['y2']);
  return day === null || month === null || year === null ? null : isoDate(year, month, day);
}

const daysIn = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

/** YYYY-MM-DD, or null where the calendar has no such day. */
export function isoDate(year: number, month: number, day: number): string | null {
  if (year < 0 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** What is left of a date of which a part is missing or impossible; null where nothing is. */
export function partialOf(year: number | null, month: number | null, day: number | null): PartialDate | null {
  const partial: PartialDate = {};
  if (year !== null && year >= 1900 && year <= 2999) partial.year = year;
  if (month !== null && month >= 1 && month <= 12) partial.month = month;
  if (day !== null && day >= 1 && day <= 31) partial.day = day;
  return Object.keys(partial).length > 0 ? partial : null;
}
