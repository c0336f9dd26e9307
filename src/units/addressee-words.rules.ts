import {
  AFTER_CENTRE,
  AFTER_STANDING,
  BEFORE_STOP,
  CAPITAL_FORMS,
  EXCEPTIONS,
  INITIALS,
  SHORT_FORMS,
} from './addressee-vocabulary.rules.js';
import { accentKey } from './vocabulary.rules.js';

/** How a word is set off from the one before it. */
type Break = 'none' | 'soft' | 'hard';

/** One word of an addressee expression: its key, what separates it from the word before, and where it stands. */
export interface Word {
  key: string;
  before: Break;
  /** `&`, `/` or a dash stands before it, or a comma without a blank. */
  joint: boolean;
  /** A colon stands before it: what follows is an enumeration. */
  colon: boolean;
  capitals: boolean;
  start: number;
  end: number;
}

const LONGEST_FORM = Math.max(...Object.keys(SHORT_FORMS).map((key) => key.split(' ').length));

const EXCEPTION = new RegExp(`(?<!\\p{L})(?:${EXCEPTIONS.join('|')})(?!\\p{L})`, 'iu');
/** `(huyện Cao Lộc)` behind a group says where. */
const WHERE = /^\(\s*(?:thuộc |của )?(?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã)\s+\p{Lu}/u;

/** `1.`, `2)`, `a)` before the first word of a line, or of what is addressed. */
const BULLETS =
  /((?:^|\n)[^\p{L}\p{N}\n]*(?:(?:đồng )?kính gửi\s*:\s*[^\p{L}\p{N}]*)?)(\d{1,2}[.)](?=\s)|\p{L}\)(?=\s))/giu;

/** Letters with full stops (`T.P`, `U.B.N.D`), numbers of thousands (`3.321`), else letters and digits. */
const TOKEN =
  /(?<![\p{L}\p{M}\p{N}])(?:\p{L}(?:\.\p{L}(?![\p{L}\p{M}\p{N}]))+|\d{1,3}(?:\.\d{3})+(?![\p{L}\p{M}\p{N}]|\.\p{L}))|[\p{L}\p{M}\p{N}]+/gu;

const blanks = (text: string): string => ' '.repeat(text.length);

/**
 * Cuts an expression into words. Notes in brackets are left out: they say what the paper is sent for, not to whom; but
 * `(trừ huyện Cao Lộc)` and `(huyện Cao Lộc)` do.
 */
export function wordsOf(text: string): Word[] {
  const bare = text
    .replace(/\([^)]*(?:\)|$)/gu, (note) => (EXCEPTION.test(accented(note)) || WHERE.test(note) ? note : blanks(note)))
    .replace(BULLETS, (_, before: string, bullet: string) => before + blanks(bullet));
  const words: Word[] = [];
  let end = 0;
  let pending: Break = 'none';
  for (const found of bare.matchAll(TOKEN)) {
    const between = bare.slice(end, found.index);
    const before = stronger(pending, breakIn(between, words.at(-1), found[0]));
    end = found.index + found[0].length;
    const key = accentKey(found[0].replaceAll('.', '')).replaceAll(' ', '');
    if (key === '') continue;
    if (key === 'và') {
      pending = stronger(before, 'soft');
      continue;
    }
    pending = 'none';
    words.push({
      key: withDot(key, bare[end]),
      before: words.length === 0 ? 'hard' : before,
      joint: /^(?:\s*[&/\-–—]\s*|,)$/u.test(between),
      colon: between.includes(':'),
      capitals: isCapitals(found[0]),
      start: found.index,
      end,
    });
  }
  return expanded(words);
}

const accented = (text: string): string => text.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/gu, ' ');

const isCapitals = (token: string): boolean => token === token.toUpperCase() && token !== token.toLowerCase();

const RANK: Readonly<Record<Break, number>> = { none: 0, soft: 1, hard: 2 };
const stronger = (a: Break, b: Break): Break => (RANK[a] >= RANK[b] ? a : b);

function breakIn(between: string, last: Word | undefined, next: string): Break {
  if (/[;\n]/u.test(between)) return 'hard';
  const isEnd = /^[”"')]*\.\s/u.test(between) && last && !last.capitals && !BEFORE_STOP.has(last.key);
  if (isEnd && /^\p{Lu}/u.test(next) && last.end - last.start > 1) return 'hard';
  return /[,/]/u.test(between) ? 'soft' : 'none';
}

const withDot = (key: string, next: string | undefined): string => (next === '.' && INITIALS[key]) || key;

function expanded(words: readonly Word[]): Word[] {
  const out: Word[] = [];
  for (let i = 0; i < words.length;) {
    const form = formAt(words, i);
    const long = form ? form.long : contextual(words, i);
    const length = form?.length ?? 1;
    const first = words[i]!;
    const last = words[i + length - 1]!;
    long.split(' ').forEach((key, k) =>
      out.push({
        ...first,
        key,
        before: k === 0 ? first.before : 'none',
        joint: k === 0 && first.joint,
        colon: k === 0 && first.colon,
        end: last.end,
      }),
    );
    i += length;
  }
  return out;
}

function formAt(words: readonly Word[], i: number): { long: string; length: number } | undefined {
  for (let length = Math.min(LONGEST_FORM, words.length - i); length > 0; length--) {
    const span = words.slice(i, i + length);
    const loose = span.slice(1).filter((word) => word.before !== 'none' && !word.joint);
    // `KT, HT&ĐT`: a comma may stand inside a form of three letters groups
    if (loose.length > (length > 2 && span.every(({ capitals }) => capitals) ? 1 : 0)) continue;
    if (span.slice(1).some((word) => word.before === 'hard' || word.colon)) continue;
    const long = SHORT_FORMS[span.map((word) => word.key).join(' ')];
    if (long) return { long, length };
  }
  return undefined;
}

function contextual(words: readonly Word[], i: number): string {
  const { key, capitals } = words[i]!;
  const next = words[i + 1]?.before === 'none' ? words[i + 1]! : undefined;
  const long = capitals && next && !next.capitals ? CAPITAL_FORMS[key] : undefined;
  if (long) return long;
  if (key !== 'tt') return key;
  if (AFTER_CENTRE.test(next?.key ?? '')) return 'trung tâm';
  return AFTER_STANDING.test(next?.key ?? '') ? 'thường trực' : 'thị trấn';
}

/** The key of a phrase under which names, aliases and expressions meet: short forms written out, `và` left out. */
export const phraseKey = (text: string): string =>
  wordsOf(text)
    .map((word) => word.key)
    .join(' ');
