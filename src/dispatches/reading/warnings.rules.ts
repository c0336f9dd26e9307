import type { Query, Reading } from './reading.rules.js';

const TO_SOMEONE = new Set(['CV', 'CĐ', 'TTr', 'GM', '']);
const YEAR = /(?<![\d–-])(?:năm\s+(?:học\s+)?)(\d{4})(?!\s*[-–/]\s*\d|\d)/giu;

/** What a careful clerk would query, in the order of the contract. */
export function queriesOf(reading: Reading): Query[] {
  const queries: Query[] = [];
  const date = reading.date.value;
  if (reading.number.value === null) queries.push({ code: 'number-missing', reason: 'the paper bears no number' });
  if (date === null) queries.push({ code: 'date-incomplete', reason: 'the date of issue is not given in full' });
  if (!reading.issuer.stated)
    queries.push({ code: 'issuer-not-stated', reason: 'the heading does not name the issuing body' });
  const late = date === null ? undefined : reading.bases.find(({ value }) => value.date !== null && value.date > date);
  if (late)
    queries.push({
      code: 'basis-after-issue',
      reason: `${late.value.code} is dated ${late.value.date}, after this paper`,
    });
  const year = otherYear(reading);
  if (year) queries.push({ code: 'subject-year-differs', reason: `the subject names ${year}` });
  const past = date === null ? undefined : reading.reports.find(({ due }) => due.value !== null && due.value < date);
  if (past)
    queries.push({
      code: 'due-before-issue',
      reason: `a report falls due on ${past.due.value}, before the date of issue`,
    });
  if (reading.addressees.length === 0 && TO_SOMEONE.has(reading.kind.value ?? '')) {
    queries.push({ code: 'no-addressee', reason: 'nobody is addressed' });
  }
  if (reading.signature.name.value === null)
    queries.push({ code: 'no-signer', reason: 'no name stands under the signature' });
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
