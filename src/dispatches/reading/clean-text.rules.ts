import { mended } from './mend-words.rules.js';
import { withAnchors } from './anchors.rules.js';
import { unfolded } from './unfolded.rules.js';
import { withDigits } from './mend-digits.rules.js';
import { pieceOf, type Piece } from './piece.rules.js';

/** The text as it is stored and as spans count it: Unicode NFC, every line break a line feed. */
export const storedText = (text: string): string => text.replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n').normalize('NFC');

/**
 * What is not part of the words: markdown and HTML marks, invisible characters, odd blanks.
 * One pass, every alternative bounded, so that a long text costs no more than its length.
 */
const MARKS = new RegExp(
  [
    String.raw`(?<=[^\s|])(?<two>[ \u00a0]{2})(?=[^\s|])`,
    String.raw`(?<turn><br\s{0,3}/?>|</(?:p|div|tr|li|h[1-6])>|[\f\v])`,
    String.raw`(?<wall></t[dh]>(?:\s{0,40}(?=<t[dh]))?)`,
    String.raw`</?(?:p|div|span|b|i|u|strong|em|sup|sub|table|thead|tbody|tr|td|th|ul|ol|li|center|font|h[1-6])(?:\s[^<>\n]{0,200})?>`,
    String.raw`!\[[^\]\n]{0,200}\]\([^)\n]{0,300}\)`,
    String.raw`(?<blank>&nbsp;|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])`,
    String.raw`(?<and>&amp;)`,
    String.raw`(?<odd>[\u00c0-\u1ef9][\u0302\u0306\u031b])`, // a tone before the mark that makes the vowel
    String.raw`\\(?<escaped>[\\*_{}[\]()#+.!|>~-])`,
    String.raw`^[ \t]{0,8}(?:#{1,6}[ \t\u00a0]+|>[ \t\u00a0]?)`,
    String.raw`(?<bullet>^[ \t]{0,8}\*(?=[ \t]+[^\s*]))`,
    String.raw`\*+|_{2,}|~~|` + '`+',
    String.raw`(?<![\p{L}\p{N}@.])_|_(?![\p{L}\p{N}@.])`,
    String.raw`[\u200b-\u200f\u00ad\u2060\ufeff]|[\0-\x08\x0e-\x1f\x7f]`,
  ].join('|'),
  'gmu',
);

/** The words of the stored text without their marks, and with words broken in two put together again. */
export function cleaned(stored: string): Piece {
  const parts: string[] = [];
  const at = new Int32Array(stored.length);
  let length = 0;
  let next = 0;
  const rows = rowsOf(stored);
  const keep = (text: string, from: number) => {
    parts.push(text);
    for (let i = 0; i < text.length; i++) at[length++] = from + i;
  };
  for (const match of stored.matchAll(MARKS)) {
    if (match.index > next) keep(stored.slice(next, match.index), next);
    const instead = match[0].startsWith('<br') && rows.isNumbered(match.index) ? ' ' : replacement(match.groups ?? {});
    if (instead) keep(instead, match.index);
    next = match.index + match[0].length;
  }
  if (next < stored.length) keep(stored.slice(next), next);
  return unfolded(withAnchors(mended(withDigits(pieceOf(parts.join(''), at.subarray(0, length))))));
}

const NUMBERED_ROW = /^\s{0,8}\|\s{0,8}\**\d{1,3}[.)]?\**\s{0,8}\|/;
const NUMBERED_ROW_IN_HTML = /^<tr[^>]{0,80}>\s{0,40}<td[^>]{0,80}>\s{0,40}\d{1,3}[.)]?\s{0,40}</i;

/** Tells, of places in their order, whether each stands in a numbered row of a table. */
function rowsOf(stored: string): { isNumbered: (at: number) => boolean } {
  const line = lastBefore(stored, '\n');
  const row = lastBefore(stored, '<tr');
  return {
    isNumbered: (at) => {
      const from = line(at) + 1;
      const html = row(at);
      return (
        NUMBERED_ROW.test(stored.slice(from, from + 40)) ||
        (html >= 0 && NUMBERED_ROW_IN_HTML.test(stored.slice(html, html + 400)))
      );
    },
  };
}

/** Where the last mark before each of some places stands, the places asked for in their order; -1 where none does. */
function lastBefore(stored: string, mark: string): (at: number) => number {
  let last = -1;
  let next = stored.indexOf(mark);
  return (at) => {
    while (next >= 0 && next < at) {
      last = next;
      next = stored.indexOf(mark, next + 1);
    }
    return last;
  };
}

/** "õ" and a circumflex as the one letter "ỗ" */
function inOrder(odd: string): string {
  const [vowel = '', ...marks] = odd.normalize('NFD');
  return `${vowel}${marks.at(-1) ?? ''}${marks.slice(0, -1).join('')}`.normalize('NFC').charAt(0);
}

function replacement(groups: Record<string, string | undefined>): string {
  if (groups['turn']) return '\n';
  if (groups['wall']) return '|';
  if (groups['blank'] ?? groups['two']) return ' ';
  if (groups['and']) return '&';
  if (groups['odd']) return inOrder(groups['odd']);
  if (groups['bullet']) return '-';
  return groups['escaped'] ?? '';
}
