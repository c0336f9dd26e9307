/*
 * Damage of the kinds that scanning, conversion and mailing do to a dispatch, the same for the same seed. The papers are
 * expected in NFC with LF. Damage to the encoding of the bytes is made elsewhere.
 */

/** A number from 0 up to, but not including, 1. */
type Random = () => number;

/** What becomes of the gold: it stays, it stays for a reader who puts evident faults right, or no promise is made. */
type GoldAfter = 'same' | 'same once repaired' | 'may differ';

export interface Damage {
  name: string;
  gold: GoldAfter;
  /** @param kept phrases that the damage must leave alone (only the damages to diacritics look at it) */
  apply: (text: string, random: Random, kept: readonly string[]) => string;
}

function randomOf(seed: number): Random {
  let state = seed;
  return () => {
    state = Math.trunc(state + 0x6d2b79f5);
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function one<T>(of: readonly T[], random: Random): T {
  const picked = of[Math.floor(random() * of.length)];
  if (picked === undefined) throw new RangeError('nothing to pick from');
  return picked;
}

interface Edit {
  at: RegExp;
  /** how many of the places are damaged; where there is a place, at least one */
  rate: number;
  where?: (match: RegExpExecArray) => boolean;
  put: (match: RegExpExecArray) => string;
}

function edited(text: string, random: Random, { at, rate, where = () => true, put }: Edit): string {
  const places = [...text.matchAll(at)].filter(where);
  const hit = places.filter(() => random() < rate);
  let out = '';
  let end = 0;
  for (const match of hit.length > 0 || places.length === 0 ? hit : [one(places, random)]) {
    out += text.slice(end, match.index) + put(match);
    end = match.index + match[0].length;
  }
  return out + text.slice(end);
}

function lineAt(text: string, index: number): string {
  const end = text.indexOf('\n', index);
  return text.slice(text.lastIndexOf('\n', index - 1) + 1, end < 0 ? text.length : end);
}
/** A line of running text: no columns, no table, in which one space more or less means nothing. */
const isPlain = (line: string): boolean => !/\S\s{2,}\S|\t|\||^\s{3,}/.test(line);
const inPlainLine = (text: string) => (match: RegExpExecArray) => isPlain(lineAt(text, match.index));

/** Puts lines at page breaks: after long lines of running text, before the recipients. */
function atPageBreaks(text: string, random: Random, page: (number: number) => string): string {
  const body = text.search(/^[\s*_]*Nơi nhận/m);
  let number = 1;
  return edited(text, random, {
    at: /(?<=^[^\n|\t]{60,})\n+(?=[^\n|\t]{3,})/gm,
    rate: 0.08,
    where: (match) => body > 0 && match.index < body && inPlainLine(text)(match),
    put: ([gap]) => {
      number++;
      return `${gap}${page(number)}${gap}`;
    },
  });
}

const LETTER_FOR: Record<string, readonly string[]> = { '0': ['O'], '1': ['l', 'I'] };

/** One 0 or 1 of a number of two digits or more becomes a letter; at least one digit is left to tell by. */
function lettersForDigits(text: string, random: Random): string {
  return edited(text, random, {
    at: /(?<![\p{L}\d])\d*[01]\d*(?![\p{L}\d])/gu,
    rate: 0.3,
    where: ([digits]) => digits.length > 1,
    put: ([digits]) => {
      const at = one([...digits.matchAll(/[01]/g)], random).index;
      return digits.slice(0, at) + one(LETTER_FOR[digits.charAt(at)] ?? [], random) + digits.slice(at + 1);
    },
  });
}

/** Breaks a word between its first consonants and its vowel, so that the first half is no syllable: evidently one word. */
function brokenWords(text: string, random: Random): string {
  return edited(text, random, {
    at: /(?<![\p{L}\d/.-])(?:ngh|nh|th|tr|ph|kh|ch)(?=[^\s\p{P}bcdđghklmnpqrstvx]\p{Ll}+(?![\p{L}\d/-]))/gu,
    rate: 0.05,
    where: inPlainLine(text),
    put: (match) => match[0] + (lineAt(text, match.index).length > 60 && random() < 0.25 ? '\n' : ' '),
  });
}

const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;
const TONES = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const bare = (word: string): string =>
  word.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').normalize('NFC');

/** Whether a place lies in one of the phrases, whatever white space stands between their words. */
function inside(text: string, phrases: readonly string[]): (index: number) => boolean {
  const ranges = phrases.flatMap((phrase) => {
    const words = phrase.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return [...text.matchAll(new RegExp(words.join('\\s+'), 'giu'))].map((m) => [m.index, m.index + m[0].length]);
  });
  return (index) => ranges.some(([start = 0, end = 0]) => index >= start && index < end);
}

function onWords(put: (word: string, random: Random) => string, marked: RegExp): Damage['apply'] {
  return (text, random, kept) => {
    const isKept = inside(text, kept);
    return edited(text, random, {
      at: /[\p{L}\p{M}]+/gu,
      rate: 0.08,
      where: (match) => match[0].normalize('NFD').search(marked) >= 0 && !isKept(match.index),
      put: ([word]) => put(word, random),
    });
  };
}

/** Moves every tone mark of a word to another tone: ủ to ũ, ạ to á. */
function wrongTone(word: string, random: Random): string {
  const others = (tone: string) => TONES.filter((other) => other !== tone);
  return word
    .normalize('NFD')
    .replace(TONE, (tone) => one(others(tone), random))
    .normalize('NFC');
}

/** Writes hóa as hoá and ủy as uỷ, the placing that older keyboards gave. */
function oldTonePlacement(text: string, random: Random): string {
  return edited(text, random, {
    at: /(?<!q)(?:[òóỏõọ][ae]|[ùúủũụ]y)(?!\p{L})/giu,
    rate: 0.7,
    put: ([pair]) => {
      const [first = '', tone = '', second = ''] = pair.normalize('NFD');
      return (first + second + tone).normalize('NFC');
    },
  });
}

const RIGHT_COLUMN =
  /CỘNG H|Độc lập|ĐẢNG CỘNG SẢN|SOCIALIST|Independence|,\s*(?:hồi .*)?ngày(?!.*\/)|, \d{2} \p{Lu}\p{Ll}+ \d{4}$/u;
const NAMES =
  'NGHỊ QUYẾT|QUYẾT ĐỊNH|CHỈ THỊ|QUY CHẾ|QUY ĐỊNH|THÔNG CÁO|THÔNG BÁO|HƯỚNG DẪN|CHƯƠNG TRÌNH|KẾ HOẠCH|PHƯƠNG ÁN|ĐỀ ÁN|DỰ ÁN|' +
  'BÁO CÁO|BIÊN BẢN|TỜ TRÌNH|HỢP ĐỒNG|CÔNG ĐIỆN|BẢN GHI NHỚ|BẢN THỎA THUẬN|GIẤY|PHIẾU|THƯ';
const HEADING_ENDS = new RegExp(`^[\\s*#_]*(?:Kính gửi|V/v|Về việc|(?:${NAMES})(?![\\p{L}]))`, 'mu');
/** The gap between two columns; a number or a day that is left blank is no such gap. */
const COLUMN_GAP = /\n|(?<=\S)(?<!Số:|ngày|tháng) {3,}(?![\s/]|tháng|năm)/;

/** The two columns of the heading, flattened in another order: one wholly first, line by line, or the date first. */
function headingReordered(text: string, random: Random): string {
  const end = text.search(HEADING_ENDS);
  const heading = text.slice(0, Math.max(end, 0));
  if (heading.trim() === '' || heading.includes('|')) return text;
  const pieces = heading.split(COLUMN_GAP).map((piece) => piece.trim());
  const shown = pieces.filter((piece) => piece !== '');
  const left = shown.filter((piece) => !RIGHT_COLUMN.test(piece));
  const right = shown.filter((piece) => RIGHT_COLUMN.test(piece));
  const isDate = (piece: string) => /(?:ngày|hồi)\s/.test(piece);
  const rows = left.length > right.length ? left : right;
  const orders = [
    [...left, ...right],
    [...right, ...left],
    [...right.filter(isDate), ...left, ...right.filter((piece) => !isDate(piece))],
    rows.flatMap((_, i) => [left[i] ?? [], right[i] ?? []].flat()),
  ].filter((order) => order.join('\n') !== shown.join('\n'));
  return orders.length === 0 ? text : `${one(orders, random).join('\n')}\n\n${text.slice(end).trimStart()}`;
}

const BULLETS = ['•', '+', '–', '·', '*'];
const FOOTERS = ['Trang', 'Văn bản điện tử - trang', 'In từ hệ thống quản lý văn bản, trang'];

/** All damages in the order in which they can be laid one over the other; those that rewrite the whole text are last. */
export const DAMAGES: readonly Damage[] = [
  { name: 'heading reordered', gold: 'same once repaired', apply: headingReordered },
  {
    name: 'lines glued',
    gold: 'may differ',
    apply: (text, random) => edited(text, random, { at: /(?<=\S)\n(?=\S)/g, rate: 0.1, put: () => ' ' }),
  },
  {
    name: 'bullets changed',
    gold: 'may differ',
    apply: (text, random) =>
      edited(text, random, {
        at: /^[-+•–](?= )/gm,
        rate: 0.5,
        put: ([bullet]) =>
          one(
            BULLETS.filter((other) => other !== bullet),
            random,
          ),
      }),
  },
  { name: 'old tone placement', gold: 'may differ', apply: oldTonePlacement },
  { name: 'diacritics lost', gold: 'may differ', apply: onWords(bare, /\p{M}|đ/iu) },
  { name: 'tones wrong', gold: 'may differ', apply: onWords(wrongTone, TONE) },
  { name: 'letters for digits', gold: 'same once repaired', apply: lettersForDigits },
  { name: 'words broken', gold: 'same once repaired', apply: brokenWords },
  {
    name: 'page footers',
    gold: 'same once repaired',
    apply: (text, random) => atPageBreaks(text, random, (number) => `${one(FOOTERS, random)} ${number}`),
  },
  {
    name: 'page numbers',
    gold: 'same',
    apply: (text, random) => atPageBreaks(text, random, (number) => one([`${number}`, `- ${number} -`], random)),
  },
  {
    name: 'double spaces',
    gold: 'same',
    apply: (text, random) =>
      edited(text, random, { at: /(?<=\p{L}) (?=\p{L})/gu, rate: 0.1, where: inPlainLine(text), put: () => '  ' }),
  },
  {
    name: 'non-breaking spaces',
    gold: 'same',
    apply: (text, random) =>
      edited(text, random, { at: /(?<=\S) (?=\S)/g, rate: 0.2, where: inPlainLine(text), put: () => '\u00a0' }),
  },
  {
    name: 'zero-width spaces',
    gold: 'same',
    apply: (text, random) => edited(text, random, { at: /(?<=\s)(?=\p{L})/gu, rate: 0.1, put: () => '\u200b' }),
  },
  {
    name: 'trailing spaces',
    gold: 'same',
    apply: (text, random) =>
      edited(text, random, { at: /(?<=\S)$/gm, rate: 0.3, put: () => ' '.repeat(1 + Math.floor(random() * 4)) }),
  },
  { name: 'decomposed letters', gold: 'same', apply: (text) => text.normalize('NFD') },
  { name: 'carriage returns', gold: 'same', apply: (text) => text.replaceAll('\n', '\r\n') },
];

/** The damages after which a reader must find exactly what it found before. */
export const HARMLESS: readonly Damage[] = DAMAGES.filter(({ gold }) => gold === 'same');

/** Every text in a gold: what the damages to diacritics have to keep, lest the gold itself change. */
export function phrasesOf(gold: unknown): string[] {
  if (typeof gold === 'string') return gold.trim().length > 1 ? [gold] : [];
  return typeof gold === 'object' && gold !== null ? Object.values(gold).flatMap(phrasesOf) : [];
}

/** Lays the damages over a text in the order of DAMAGES, whatever order they are given in. */
export function damaged(
  text: string,
  seed: number,
  { by = DAMAGES, kept = [] }: { by?: readonly Damage[]; kept?: readonly string[] } = {},
): string {
  const random = randomOf(seed);
  return DAMAGES.filter((damage) => by.includes(damage)).reduce((left, { apply }) => apply(left, random, kept), text);
}
