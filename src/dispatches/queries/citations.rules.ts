import { DATE, isoOf } from '../reading/dates.rules.js';
import type { Line } from '../reading/lines.rules.js';
import { cut, found, joined, type Piece } from '../reading/piece.rules.js';
import type { Query, Reading } from '../reading/reading.rules.js';
import { queryOf } from './query.rules.js';

/** a bound, so that a paper that cites without end stays linear */
const CITATIONS_AT_MOST = 60;
const DATED = new RegExp(String.raw`[\s,(]{0,3}(?:\p{Lu}[\p{L} .-]{1,30},\s*)?(?:ký\s+)?ngày\s*${DATE}`, 'uy');
const OF = /[\s,)]{0,3}của\s+([^,;.()]{3,60})/uy;

interface Mention {
  date: string;
  issuer: string | null;
  place: Piece;
}

/**
 * A paper that is cited twice under two dates. Two organs may give two papers one number and symbol, so mentions that
 * name different issuers are of different papers.
 */
export function citationQueries(reading: Reading, lines: readonly Line[]): Query[] {
  const cited = [
    ...reading.bases.map((read, i) => ({ read, field: `bases.${i}` })),
    ...reading.references.map((read, i) => ({ read, field: `references.${i}` })),
  ].slice(0, CITATIONS_AT_MOST);
  if (cited.length === 0) return [];
  const text = joined(lines.map(({ piece }) => piece));
  return cited.flatMap(({ read, field }) => {
    const [first, ...others] = mentionsOf(text, read.value.code);
    const other = first && others.find((mention) => mention.date !== first.date && maySameOrgan(first, mention));
    return other
      ? [
          queryOf('citation-dates-differ', field, {
            values: { code: read.value.code, first: first.date, second: other.date },
            at: [found(first.place, ''), found(other.place, '')],
            suggestion: null,
          }),
        ]
      : [];
  });
}

function mentionsOf(text: Piece, code: string): Mention[] {
  const [, number, symbol] = /^0*(\d+)(\D.*)$/u.exec(code) ?? [];
  if (!number || !symbol) return [];
  const parts = symbol.split(/\s*([-–/])\s*/).map((part) => (/^[-–]$/.test(part) ? '[-–]' : escaped(part)));
  const written = new RegExp(String.raw`(?<![\p{L}\p{N}/.,-])0*${number}\s{0,2}${parts.join(String.raw`\s{0,2}`)}(?![\p{L}\p{N}-])`, 'giu'); // prettier-ignore
  return [...text.text.matchAll(written)].flatMap((match) => {
    DATED.lastIndex = match.index + match[0].length;
    const dated = DATED.exec(text.text);
    const date = isoOf(dated?.groups);
    if (!dated || date === null) return [];
    OF.lastIndex = DATED.lastIndex;
    const issuer = OF.exec(text.text)?.[1] ?? null;
    return [{ date, issuer, place: cut(text, match.index, dated.index + dated[0].length) }];
  });
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const maySameOrgan = (a: Mention, b: Mention): boolean =>
  a.issuer === null || b.issuer === null || a.issuer.slice(0, 12).toLowerCase() === b.issuer.slice(0, 12).toLowerCase();
