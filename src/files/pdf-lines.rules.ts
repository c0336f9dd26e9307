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
const REPEATED_ON_PAGES = 3;
const WALL = '     ';

/**
 * The lines of a document, page after page: columns kept apart by a wall of blanks, a blank line where paragraphs stand
 * apart, without page numbers, and with what is repeated at the edges of the pages only once.
 */
export function linesOfPages(pages: readonly (readonly PlacedText[])[]): string[] {
  const read = pages.map((items) => linesOf(items));
  const repeated = repeatedOf(read);
  const lines: string[] = [];
  const said = new Set<string>();
  for (const page of read) {
    let above: Line | undefined;
    for (const line of page) {
      const text = textOf(line);
      if (text === '' || (isAtEdge(line) && (isPageNumber(text) || said.has(pattern(text))))) continue;
      // a mark that every page bears is said once
      if (isAtEdge(line) && repeated.has(pattern(text))) said.add(pattern(text));
      if (above && line.y - above.y > APART * Math.max(line.size, above.size)) lines.push('');
      lines.push(text);
      above = line;
    }
  }
  return lines;
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

function textOf({ parts, size }: Line): string {
  let text = '';
  let end = 0;
  for (const part of parts) {
    const gap = part.x - end;
    if (text !== '') {
      if (gap > WALL_GAP * size) text = `${text.trimEnd()}${WALL}`;
      else if (gap > BLANK_GAP * size && !text.endsWith(' ') && !part.text.startsWith(' ')) text += ' ';
    }
    text += part.text.replace(/\s{3,}/gu, WALL);
    end = part.x + part.width;
  }
  return text.replaceAll('\u00ad', '').trim();
}

const isAtEdge = ({ y, pageHeight }: Line): boolean =>
  y < pageHeight * EDGE_OF_PAGE || y > pageHeight * (1 - EDGE_OF_PAGE);

const isPageNumber = (text: string): boolean =>
  /^[-–—]?\s*(?:trang\s*)?\d{1,3}\s*(?:\/\s*\d{1,3})?\s*[-–—]?$/iu.test(text);

const pattern = (text: string): string => text.replace(/\d+/g, '#');

/** What stands at the edge of three pages or more, numbers aside; a stamp on the first page stays. */
function repeatedOf(pages: readonly (readonly Line[])[]): Set<string> {
  const seen = new Map<string, number>();
  for (const page of pages) {
    const edges = new Set(page.filter(isAtEdge).map((line) => pattern(textOf(line))));
    for (const text of edges) seen.set(text, (seen.get(text) ?? 0) + 1);
  }
  return new Set([...seen].filter(([, times]) => times >= REPEATED_ON_PAGES).map(([text]) => text));
}
