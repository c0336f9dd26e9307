import { childOf, childrenOf, type Element, valueOf } from '../xml.rules.js';

interface Level {
  start: number;
  format: string;
  text: string;
  font: string | undefined;
  legal: boolean;
}
interface List {
  abstract: string;
  /** a level that begins anew where this list is first used */
  starts: ReadonlyMap<number, number>;
  levels: ReadonlyMap<number, Level>;
}

/** The numbers that Word draws before paragraphs and does not keep in their text. */
export interface Numbering {
  /**
   * The number of the next paragraph of a list, as it is drawn: "1.", "a)", "Điều 1."; "-" for any bullet.
   * To be asked in the order of the document.
   */
  next(numId: string, level: number): { text: string; font: string | undefined } | null;
}

const LEVELS_AT_MOST = 9;

/** @param root  the element of word/numbering.xml, where there is one */
export function numberingOf(root: Element | undefined): Numbering {
  const lists = listsOf(root);
  const counts = new Map<string, number[]>();
  const begun = new Set<string>();
  return {
    next(numId, level) {
      const list = lists.get(numId);
      const own = list?.levels.get(level);
      if (!list || !own || level >= LEVELS_AT_MOST) return null;
      const count = counts.get(list.abstract) ?? [];
      counts.set(list.abstract, count);
      const fresh = !begun.has(`${numId} ${level}`) && list.starts.has(level);
      begun.add(`${numId} ${level}`);
      const before = fresh ? undefined : count[level];
      count[level] = before === undefined ? (list.starts.get(level) ?? own.start) : before + 1;
      count.length = level + 1;
      return { text: drawn(own, list.levels, count), font: own.font };
    },
  };
}

function listsOf(root: Element | undefined): Map<string, List> {
  const abstracts = new Map(
    childrenOf(root, 'w:abstractNum').map((abstract) => [
      abstract.attributes['w:abstractNumId'] ?? '',
      levelsOf(abstract),
    ]),
  );
  const lists = new Map<string, List>();
  for (const num of childrenOf(root, 'w:num')) {
    const abstract = valueOf(num, 'w:abstractNumId') ?? '';
    const levels = new Map(abstracts.get(abstract));
    const starts = new Map<number, number>();
    for (const override of childrenOf(num, 'w:lvlOverride')) {
      const level = Number(override.attributes['w:ilvl']);
      for (const [at, own] of levelsOf(override)) levels.set(at, own);
      const start = valueOf(override, 'w:startOverride');
      if (start !== undefined) starts.set(level, numberOf(start, 1));
    }
    lists.set(num.attributes['w:numId'] ?? '', { abstract, levels, starts });
  }
  return lists;
}

const numberOf = (text: string | undefined, otherwise: number): number => {
  const number = Number(text);
  return text !== undefined && Number.isInteger(number) && Math.abs(number) < 100_000 ? number : otherwise;
};

const levelsOf = (parent: Element): Map<number, Level> =>
  new Map(
    childrenOf(parent, 'w:lvl').map((level) => [
      numberOf(level.attributes['w:ilvl'], 0),
      {
        start: numberOf(valueOf(level, 'w:start'), 1),
        format: valueOf(level, 'w:numFmt') ?? 'decimal',
        text: valueOf(level, 'w:lvlText') ?? '',
        font: childOf(childOf(level, 'w:rPr'), 'w:rFonts')?.attributes['w:ascii'],
        legal: childOf(level, 'w:isLgl') !== undefined,
      },
    ]),
  );

function drawn(own: Level, levels: ReadonlyMap<number, Level>, count: readonly number[]): string {
  if (own.format === 'bullet') return own.text === '+' || own.text === '*' ? own.text : '-';
  if (own.format === 'none') return own.text.replace(/%[1-9]/g, '');
  return own.text.replace(/%([1-9])/g, (_, digit: string) => {
    const level = Number(digit) - 1;
    const { format = 'decimal', start = 1 } = levels.get(level) ?? {};
    return inFormat(count[level] ?? start, own.legal ? 'decimal' : format);
  });
}

const ROMAN: readonly (readonly [string, number])[] = [
  ['M', 1000], ['CM', 900], ['D', 500], ['CD', 400], ['C', 100], ['XC', 90], ['L', 50], ['XL', 40], ['X', 10], ['IX', 9],
  ['V', 5], ['IV', 4], ['I', 1],
]; // prettier-ignore
const LARGEST_ROMAN = 3999;

function inFormat(number: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return letters(number).toLowerCase();
    case 'upperLetter':
      return letters(number);
    case 'lowerRoman':
      return roman(number).toLowerCase();
    case 'upperRoman':
      return roman(number);
    case 'decimalZero':
      return String(number).padStart(2, '0');
    case 'none':
      return '';
    default:
      return String(number);
  }
}

/** A, B, … Z, AA, BB, … as Word goes on */
const letters = (number: number): string =>
  number < 1 || number > 780
    ? String(number)
    : String.fromCharCode(65 + ((number - 1) % 26)).repeat(Math.ceil(number / 26));

function roman(number: number): string {
  if (number < 1 || number > LARGEST_ROMAN) return String(number);
  let rest = number;
  let text = '';
  for (const [sign, value] of ROMAN) {
    while (rest >= value) {
      text += sign;
      rest -= value;
    }
  }
  return text;
}
