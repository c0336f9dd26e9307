import type { Citation, Dispatch } from '../../src/dispatches/reading/dispatch.rules.js';

/*
 * How well a reading agrees with the gold: the mean, over the fields that are not empty on both sides, of an F1
 * between 0 and 1. Spelling that means nothing is forgiven (case, tone marks' place, quotes, marks at the ends).
 */

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).normalize('NFD').toLowerCase();
  return text
    .replace(/[\p{L}\p{M}]+/gu, (word) => word.replace(TONES, '') + (word.match(TONES) ?? []).join(''))
    .normalize('NFC')
    .replace(/[\u200b-\u200d\ufeff\u00ad*]/g, '')
    .replace(/[“”„«»″]/g, '"')
    .replace(/[‘’′]/g, "'")
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.,;:…/]+|[\s.,;:…/]+$/g, '');
}

const without = (value: string | null, lead: string): string =>
  plain(plain(value).replace(new RegExp(`^(?:${lead})[\\s:]*`, 'u'), ''));
const subjectOf = (value: string | null): string => without(value, `v/v|${plain('về việc')}`);
const labelOf = (value: string): string => without(value, plain('Điều')).replace(/[()[\]]/g, '');
const noteOf = (value: string | null): string =>
  without(value?.replace(/^\(|\)$/g, '') ?? null, `${plain('để')}(?=\\s)`);
const codeOf = (value: string): string =>
  plain(value)
    .replace(/\s/g, '')
    .replace(/^0+(?=\d)/, '');

const wordsOf = (value: string | null): Set<string> => new Set(plain(value).match(/[\p{L}\p{M}\p{N}&]+/gu) ?? []);

function sameName(a: string | null, b: string | null): boolean {
  if (plain(a) === plain(b)) return true;
  const [left, right] = [wordsOf(a), wordsOf(b)];
  const shared = [...left].filter((word) => right.has(word)).length;
  const all = left.size + right.size - shared;
  return all > 0 && shared > 0 && shared / all >= 0.8;
}

/** Pairs the items of two lists one to one, the best first, and weighs the credits against the length of both. */
function listF1<T>(gold: readonly T[], read: readonly T[], credit: (gold: T, read: T) => number): number | null {
  if (gold.length === 0 && read.length === 0) return null;
  const pairs = gold
    .flatMap((item, i) => read.map((other, j) => ({ i, j, credit: credit(item, other) })))
    .filter((pair) => pair.credit > 0)
    .toSorted((a, b) => b.credit - a.credit || a.i - b.i || a.j - b.j);
  const [goldTaken, readTaken] = [new Set<number>(), new Set<number>()];
  let sum = 0;
  for (const pair of pairs) {
    if (goldTaken.has(pair.i) || readTaken.has(pair.j)) continue;
    goldTaken.add(pair.i);
    readTaken.add(pair.j);
    sum += pair.credit;
  }
  return (2 * sum) / (gold.length + read.length);
}

const nameCredit = (a: string, b: string): number => Number(sameName(a, b));
const equalCredit = (a: string, b: string): number => Number(a === b);
const namesF1 = (a: string[], b: string[]): number => listF1(a, b, nameCredit) ?? 1;

const citationCredit = (a: Citation, b: Citation): number =>
  codeOf(a.code) === codeOf(b.code)
    ? 0.6 + 0.2 * Number(plain(a.date) === plain(b.date)) + 0.2 * Number(sameName(a.issuer, b.issuer))
    : 0;

function likeness(a: string, b: string): number {
  if (a === b) return 1;
  if (a === '' || b === '') return 0;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap));
    }
    row = next;
  }
  return 1 - (row.at(-1) ?? 0) / Math.max(a.length, b.length);
}

type Task = Dispatch['tasks'][number];
type Report = Dispatch['reports'][number];
type Copy = Dispatch['copies'][number];

function taskCredit(a: Task, b: Task): number {
  const alike = likeness(plain(a.text).slice(0, 40).trim(), plain(b.text).slice(0, 40).trim());
  if (alike < 0.6) return 0;
  return 0.6 * alike + 0.2 * Number(labelOf(a.label) === labelOf(b.label)) + 0.2 * namesF1(a.addressees, b.addressees);
}

const copyCredit = (a: Copy, b: Copy): number =>
  sameName(a.name, b.name) ? 0.8 + 0.2 * Number(noteOf(a.note) === noteOf(b.note)) : 0;

function reportCredit(a: Report, b: Report): number {
  const scores: number[] = [];
  const count = (given: boolean, score: number) => void (given && scores.push(score));
  count(a.periods.length + b.periods.length > 0, listF1(a.periods, b.periods, equalCredit) ?? 1);
  for (const key of ['to', 'via'] as const) count((a[key] ?? b[key]) !== null, Number(sameName(a[key], b[key])));
  for (const key of ['windowStart', 'windowEnd', 'due'] as const)
    count((a[key] ?? b[key]) !== null, Number(a[key] === b[key]));
  count(a.onRequest || b.onRequest, Number(a.onRequest === b.onRequest));
  return scores.length === 0 ? 1 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

const scalar = (gold: unknown, read: unknown, form: (value: never) => string = plain): number | null => {
  const [left, right] = [form(gold as never), form(read as never)];
  return left === '' && right === '' ? null : Number(left === right);
};

/** The score of every field that counts; null where it is empty in the gold and in the reading. */
export function fieldScores(gold: Dispatch, read: Dispatch): Record<string, number | null> {
  const symbol = (value: string | null) => plain(value).replace(/\s/g, '');
  const stated =
    gold.issuer.name === null ? null : Number(read.issuer.name !== null && read.issuer.stated === gold.issuer.stated);
  return {
    kind: scalar(gold.kind, read.kind),
    number: scalar(gold.number, read.number),
    symbol: scalar(gold.symbol, read.symbol, symbol),
    place: scalar(gold.place, read.place),
    date: scalar(gold.date, read.date),
    datePartial: scalar(sorted(gold.datePartial), sorted(read.datePartial)),
    subject: scalar(gold.subject, read.subject, subjectOf),
    'issuer.name': scalar(gold.issuer.name, read.issuer.name),
    'issuer.parent': scalar(gold.issuer.parent, read.issuer.parent),
    'issuer.stated': stated,
    urgency: scalar(gold.urgency, read.urgency),
    secrecy: scalar(gold.secrecy, read.secrecy),
    addressees: listF1(gold.addressees, read.addressees, nameCredit),
    bases: listF1(gold.bases, read.bases, citationCredit),
    references: listF1(gold.references, read.references, citationCredit),
    tasks: listF1(gold.tasks, read.tasks, taskCredit),
    reports: listF1(gold.reports, read.reports, reportCredit),
    copies: listF1(gold.copies, read.copies, copyCredit),
    archive: scalar(gold.archive, read.archive),
    attachments: listF1(gold.attachments, read.attachments, nameCredit),
    'signature.mode': scalar(gold.signature.mode, read.signature.mode),
    'signature.onBehalfOf': scalar(gold.signature.onBehalfOf, read.signature.onBehalfOf),
    'signature.title': scalar(gold.signature.title, read.signature.title),
    'signature.name': scalar(gold.signature.name, read.signature.name),
    warnings: listF1(gold.warnings, read.warnings, equalCredit),
  };
}

const sorted = (partial: Dispatch['datePartial']): string =>
  partial ? `${partial.year ?? ''}/${partial.month ?? ''}/${partial.day ?? ''}` : '';

/** How well a reading agrees with the gold, between 0 and 1. */
export function scoreDispatch(gold: Dispatch, read: Dispatch): number {
  const scores = Object.values(fieldScores(gold, read)).filter((score) => score !== null);
  return scores.length === 0 ? 1 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
