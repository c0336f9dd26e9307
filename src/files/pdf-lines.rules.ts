import { type PlacedCell, withTables } from './pdf-tables.rules.js';

/** A stretch of text and where it stands on its page: from the left and from the top, in points. */
export interface PlacedText {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  /** stands as text is read; stamps and watermarks may be turned */
  upright: boolean;
  pageHeight: number;
}

interface Line {
  y: number;
  size: number;
  parts: PlacedText[];
  pageHeight: number;
}

/** Two stretches are of one line where their base lines are nearer than this part of their size. */
const SAME_LINE = 0.4;
/** A gap is a blank from this part of the size on, and a wall between columns from the second. */
const BLANK_GAP = 0.15;
const WALL_GAP = 1.6;
/** A line stands apart where it is this many sizes below the one before. */
const APART = 1.75;
const EDGE_OF_PAGE = 0.09;
const REPEATED_ON_PAGES = 2;
const WALL = '     ';

/** A column that a wall was seen at begins there also where its gap is narrow, from this part of the size on. */
const NARROW_GAP = 0.45;
const SAME_COLUMN_POINTS = 1.5;
const NEAR_LINES = 5;

/**
 * The lines of a document, page after page: columns kept apart by a wall of blanks, a blank line where paragraphs stand
 * apart, rows of tables between walls, without page numbers, and with what is repeated at the edges of the pages only once.
 */
export function linesOfPages(pages: readonly (readonly PlacedText[])[]): string[] {
  const read = pages.map((items) => linesOf(items));
  const repeated = repeatedOf(read);
  const lines: PlacedCell[][] = [];
  const said = new Set<string>();
  for (const page of read) {
    const gaps = page.map(gapsOf);
    let above: Line | undefined;
    for (const [i, line] of page.entries()) {
      const cells = cellsOf(line, (gap) => isWall(gap, i, gaps));
      const text = textOfCells(cells);
      if (text === '' || (isAtEdge(line) && (isPageNumber(text) || said.has(pattern(text))))) continue;
      // a mark that every page bears is said once
      if (isAtEdge(line) && repeated.has(pattern(text))) said.add(pattern(text));
      if (above && line.y - above.y > APART * Math.max(line.size, above.size)) lines.push([]);
      lines.push(cells);
      above = line;
    }
  }
  return withTables(lines, textOfCells);
}

/** a bullet or the number of a list stands at a tab from its text */
const LABEL = /^(?:[-–—+*•·▪o]|\d{1,2}[.)]|[a-zđ]\))$/u;

function textOfCells(cells: readonly PlacedCell[]): string {
  const text = cells.map((cell) => cell.text);
  const [first = '', ...rest] = text;
  if (rest.length === 0 || !LABEL.test(first)) return text.join(WALL);
  return `${/[\p{L}\d+]/u.test(first) && first !== 'o' ? first : '-'} ${rest.join(WALL)}`;
}

/** Where something begins behind a gap that is wider than between words. */
interface Gap {
  x: number;
  /** as parts of the size of the line */
  wide: number;
}

function gapsOf({ parts, size }: Line): Gap[] {
  const gaps: Gap[] = [];
  let end = Number.POSITIVE_INFINITY;
  for (const { x, width } of parts) {
    if (x - end > NARROW_GAP * size) gaps.push({ x, wide: (x - end) / size });
    end = x + width;
  }
  return gaps;
}

function isWall({ x, wide }: Gap, at: number, gaps: readonly (readonly Gap[])[]): boolean {
  if (wide > WALL_GAP) return true;
  const near = gaps
    .slice(Math.max(0, at - NEAR_LINES), at + NEAR_LINES + 1)
    .flat()
    .filter((other) => Math.abs(other.x - x) <= SAME_COLUMN_POINTS);
  return near.some((other) => other.wide > WALL_GAP);
}

const INTERLEAVED_AT_LEAST = 3;

/** Whether stretches of text begin within others: a line that was drawn in two fonts, each in the gaps of the other. */
export function isInterleaved(items: readonly PlacedText[]): boolean {
  let found = 0;
  for (const { parts } of linesOf(items)) {
    let end = Number.NEGATIVE_INFINITY;
    for (const { x, width, size } of parts) {
      if (x < end - size / 3) found++;
      end = Math.max(end, x + width);
    }
  }
  return found >= INTERLEAVED_AT_LEAST;
}

function linesOf(items: readonly PlacedText[]): Line[] {
  const lines: Line[] = [];
  const sorted = items
    .filter(({ text, upright }) => upright && text.trim() !== '')
    .toSorted((a, b) => a.y - b.y || a.x - b.x);
  for (const item of sorted) {
    const line = lines.at(-1);
    if (line && Math.abs(item.y - line.y) <= SAME_LINE * Math.min(item.size, line.size)) line.parts.push(item);
    else lines.push({ y: item.y, size: item.size, parts: [item], pageHeight: item.pageHeight });
  }
  for (const line of lines) line.parts.sort((a, b) => a.x - b.x);
  // turned text is a stamp: each stretch for itself
  const turned = items.filter(({ text, upright }) => !upright && text.trim() !== '');
  return [
    ...lines,
    ...turned.map((item) => ({ y: item.y, size: item.size, parts: [item], pageHeight: item.pageHeight })),
  ];
}

/** what symbol fonts draw: bullets and arrows, none of them a word */
const SYMBOLS = /[\uf000-\uf0ff]/g;

function cellsOf({ parts, size }: Line, wall: (gap: Gap) => boolean): PlacedCell[] {
  const cells: PlacedCell[] = [];
  for (const part of parts) {
    const text = part.text
      .replaceAll('\u00ad', '')
      .replace(SYMBOLS, '-')
      .replace(/\s{3,}/gu, WALL);
    const end = part.x + part.width;
    const cell = cells.at(-1);
    const gap = cell ? part.x - cell.end : 0;
    if (!cell || (gap > NARROW_GAP * size && wall({ x: part.x, wide: gap / size })))
      cells.push({ text, x: part.x, end });
    else {
      const apart = gap > BLANK_GAP * size && !cell.text.endsWith(' ') && !text.startsWith(' ');
      cell.text += (apart ? ' ' : '') + text;
      cell.end = end;
    }
  }
  return cells.map((cell) => ({ ...cell, text: cell.text.trim() })).filter(({ text }) => text !== '');
}

const isAtEdge = ({ y, pageHeight }: Line): boolean =>
  y < pageHeight * EDGE_OF_PAGE || y > pageHeight * (1 - EDGE_OF_PAGE);

const isPageNumber = (text: string): boolean =>
  /^[-–—]?\s*(?:trang\s*)?\d{1,3}\s*(?:\/\s*\d{1,3})?\s*[-–—]?$/iu.test(text);

const pattern = (text: string): string => text.replace(/\d+/g, '#');

/** What stands at the edge of two pages or more, numbers aside; a stamp on the first page stays. */
function repeatedOf(pages: readonly (readonly Line[])[]): Set<string> {
  const seen = new Map<string, number>();
  for (const page of pages) {
    const edges = new Set(
      page.filter(isAtEdge).map((line) => pattern(textOfCells(cellsOf(line, ({ wide }) => wide > WALL_GAP)))),
    );
    for (const text of edges) seen.set(text, (seen.get(text) ?? 0) + 1);
  }
  return new Set([...seen].filter(([, times]) => times >= REPEATED_ON_PAGES).map(([text]) => text));
}
