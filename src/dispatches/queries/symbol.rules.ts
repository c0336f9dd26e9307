import type { PartialDate } from '../reading/dispatch.rules.js';
import { kindInSymbol } from '../reading/kind.rules.js';
import type { Query, Reading } from '../reading/reading.rules.js';
import { queryOf } from './query.rules.js';

/** Types whose abbreviation is not also that of an organ. */
const PLAIN_KINDS = new Set(['NQ', 'QĐ', 'CT', 'KH', 'HD', 'TB', 'BC', 'TTr', 'CTr', 'PA', 'CĐ', 'GM', 'KL', 'QC']);

/** The types that are headed by what they are about; slips, invitations and letters of introduction have forms of their own. */
const BEAR_A_SUBJECT = new Set([...PLAIN_KINDS].filter((kind) => kind !== 'GM'));

/** What number, symbol, type name and issuer say of each other, and a subject or a number that says nothing. */
export function letterheadQueries(reading: Reading, stored: string): Query[] {
  const { kind, number, subject } = reading;
  const queries = digitsPutRight(reading, stored);
  if (number.value === 0) queries.push(queryOf('number-zero', 'number', { at: [number] }));
  const named = BEAR_A_SUBJECT.has(kind.value ?? '') || (kind.value === 'CV' && reading.symbol.value !== null);
  if (subject.value === null && named) queries.push(queryOf('subject-missing', 'subject', { at: [kind] }));
  return [...queries, ...kindQueries(reading), ...organQueries(reading)];
}

/** a letter among digits, as a scan makes of 1 and 0 */
const LETTER_FOR_DIGIT = /(?<![\p{L}\d])(?=[lIOo]*\d)(?=\d*[lIOo])[\dlIOo]{2,}(?![\p{L}\d])/u;

/**
 * Values in whose place letters stand for digits. Of number and date the reader says so itself; of deadlines and citations
 * the stored text does.
 */
function digitsPutRight(reading: Reading, stored: string): Query[] {
  const { number, date, datePartial, tasks, reports, bases, references } = reading;
  const marked = [
    { field: 'number', of: number, value: number.value },
    { field: 'date', of: date, value: date.value },
    { field: 'date', of: datePartial, value: datePartial.value && partialWords(datePartial.value) },
  ].filter(({ of }) => of.queries.includes('digits-put-right'));
  const within = [
    ...bases.map((of, i) => ({ field: `bases.${i}`, of, value: of.value.code })),
    ...references.map((of, i) => ({ field: `references.${i}`, of, value: of.value.code })),
    ...reports.map(({ due }, i) => ({ field: `reports.${i}.due`, of: due, value: due.value })),
    ...tasks.map(({ deadline }, i) => ({ field: `tasks.${i}.deadline`, of: deadline, value: deadline.value })),
  ].filter(({ of }) => of.start !== null && LETTER_FOR_DIGIT.test(stored.slice(of.start, of.end)));
  const seen = new Set<number | null>();
  return [...marked, ...within].flatMap(({ field, of, value }) => {
    if (value === null || seen.has(of.start)) return [];
    seen.add(of.start);
    return [queryOf('digits-put-right', field, { values: { value }, at: [of] })];
  });
}

const partialWords = ({ day, month, year }: PartialDate): string => `${day ?? '…'}/${month ?? '…'}/${year ?? '…'}`;

/** NĐ 30/2020 App. I.II.3: the symbol of a paper with a type name begins with the abbreviation of that type. */
function kindQueries({ kind, symbol }: Reading): Query[] {
  if (kind.value === null || symbol.value === null) return [];
  const named = kindInSymbol(symbol.value);
  if (named === null || named === kind.value || !PLAIN_KINDS.has(named) || !PLAIN_KINDS.has(kind.value)) return [];
  const suggestion = symbol.value.replace(/^[^-–/\s]+/u, kind.value);
  return [
    queryOf('kind-and-symbol-differ', 'symbol', {
      values: { kind: kind.value, symbol: symbol.value },
      at: [kind, symbol],
      suggestion: kindInSymbol(suggestion) === kind.value ? suggestion : undefined,
    }),
  ];
}

/**
 * The symbol names an organ that cannot be the issuer: a department's under a committee's heading, or the reverse.
 * Only these two, and one department's for another's: what other bodies abbreviate themselves to follows no rule.
 */
function organQueries({ issuer, symbol }: Reading): Query[] {
  const name = issuer.name.value;
  const organ = symbol.value === null ? null : organIn(symbol.value);
  if (name === null || organ === null || !issuer.stated) return [];
  return isOfAnother(name, organ)
    ? [
        queryOf('symbol-of-another-organ', 'symbol', {
          values: { symbol: symbol.value ?? '', organ, issuer: name },
          at: [symbol, issuer.name],
        }),
      ]
    : [];
}

/** The part of a symbol that names the organ: behind the type, or the first of an official letter's. */
function organIn(symbol: string): string | null {
  const parts = symbol.split(/[-–/]/).filter((part) => part !== '' && !/^\d+$/.test(part));
  return (kindInSymbol(symbol) === null ? parts[0] : parts[1])?.replace(/[&.\s]/g, '') ?? null;
}

const COMMITTEE = /^(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd)(?!\p{L})/iu;
const DEPARTMENT = /^sở\s/iu;
const OF_DEPARTMENT = /^S\p{Lu}{1,8}$/u;

function isOfAnother(issuer: string, organ: string): boolean {
  const ofCommittee = /UBND/u.test(organ);
  if (COMMITTEE.test(issuer)) return OF_DEPARTMENT.test(organ);
  if (!DEPARTMENT.test(issuer)) return false;
  return ofCommittee || (OF_DEPARTMENT.test(organ) && !isWithin(organ, initialsOf(issuer)));
}

const initialsOf = (name: string): string =>
  name
    .toUpperCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '' && word !== 'VÀ')
    .map((word) => word.charAt(0))
    .join('');

/** Whether the letters of one stand in the other in their order: SNV within SNgV's, SLĐ within SLĐTBXH. */
function isWithin(letters: string, whole: string): boolean {
  let at = 0;
  for (const letter of whole) if (letter === letters.charAt(at)) at++;
  return at === letters.length;
}
