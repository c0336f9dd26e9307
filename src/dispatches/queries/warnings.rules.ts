import type { Query, Reading } from '../reading/reading.rules.js';
import { queryOf } from './query.rules.js';

const TO_SOMEONE = new Set(['CV', 'CĐ', 'TTr', 'GM', '']);
const YEAR = /(?<![\d–-])(?:năm\s+(?:học\s+)?)(\d{4})(?!\s*[-–/]\s*\d|\d)/giu;

/** The queries that the contract has codes for, by its rules and in its order. */
export function warningsOf(reading: Reading): Query[] {
  const queries: Query[] = [];
  const add = (...of: Parameters<typeof queryOf>): void => void queries.push(queryOf(...of));
  const date = reading.date.value;
  if (reading.number.value === null) add('number-missing', 'number');
  if (date === null) add('date-incomplete', 'date', { at: [reading.datePartial] });
  if (!reading.issuer.stated) add('issuer-not-stated', 'issuer.name', { at: [reading.issuer.name] });
  reading.bases.forEach((basis, i) => {
    const { code, date: basedOn } = basis.value;
    if (date !== null && basedOn !== null && basedOn > date)
      add('basis-after-issue', `bases.${i}`, { values: { code, date: basedOn }, at: [basis, reading.date] });
  });
  const year = otherYear(reading);
  if (year) add('subject-year-differs', 'subject', { values: { year }, at: [reading.subject, reading.date] });
  reading.reports.forEach(({ due }, i) => {
    if (date !== null && due.value !== null && due.value < date)
      add('due-before-issue', `reports.${i}.due`, { values: { date: due.value }, at: [due, reading.date] });
  });
  if (reading.addressees.length === 0 && TO_SOMEONE.has(reading.kind.value ?? '')) add('no-addressee', 'addressees');
  if (reading.signature.name.value === null) add('no-signer', 'signature.name');
  return queries;
}

/** The one year the subject names, where it does not go with the date of issue. */
function otherYear(reading: Reading): number | null {
  const subject = reading.subject.value ?? '';
  const years = new Set([...subject.matchAll(YEAR)].map(([, year]) => Number(year)));
  const [named] = years;
  if (years.size !== 1 || named === undefined) return null;
  const date = reading.date.value;
  const issued = date ? { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)) } : reading.datePartial.value;
  if (!issued?.year || issued.year === named) return null;
  const month = issued.month;
  if (month !== undefined && month >= 10 && named === issued.year + 1) return null;
  if (month !== undefined && month <= 3 && named === issued.year - 1) return null;
  return named;
}
