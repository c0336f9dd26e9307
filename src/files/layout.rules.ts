/** A table as it was filled: for each row its cells, for each cell its lines. */
export type Grid = readonly (readonly (readonly string[])[])[];

const IS_HEADING = /C[OỘ]NG\s+H[OÒ][AÀ]\s+X[AÃ]\s+H[OỘ]I|Đ[AẢ]NG\s+C[OỘ]NG\s+S[AẢ]N|Độc\s+lập\s*[-–]\s*Tự\s+do/iu;
const IS_ENDING = /(?:^|\n)\s*Nơi\s+(?:nhận|gửi)\s*:/iu;
const NUMBER_HEAD = /^(?:tt|stt|số\s+tt|số\s+thứ\s+tự|số)\.?$/iu;
const COLUMNS_OF_LAYOUT = 2;
const ROWS_OF_LAYOUT = 3;

/**
 * Whether a table only sets text side by side, as the heading and the end of a paper do.
 * @param bordered  whether its lines are drawn
 */
export function isLayout(grid: Grid, bordered: boolean): boolean {
  const text = grid.map((row) => row.flat().join('\n')).join('\n');
  const columns = Math.max(0, ...grid.map((row) => row.length));
  if (columns <= 1) return true;
  if (grid[0]?.some((cell) => NUMBER_HEAD.test(cell.join(' ').trim()))) return false;
  if (
    columns <= COLUMNS_OF_LAYOUT + 1 &&
    grid.length <= ROWS_OF_LAYOUT * 2 &&
    (IS_HEADING.test(text) || IS_ENDING.test(text))
  )
    return true;
  return !bordered && columns <= COLUMNS_OF_LAYOUT + 1 && grid.length <= ROWS_OF_LAYOUT;
}

/** What is set side by side, one cell after the other: the cells of a heading and of an ending are each read whole. */
export const layoutLines = (grid: Grid): string[] =>
  grid.flatMap((row) => row.filter((cell) => cell.some((line) => line.trim() !== '')).flatMap((cell) => [...cell, '']));

/** The rows of a table, each on a line with walls between its cells. */
export const tableLines = (grid: Grid): string[] =>
  grid.filter((row) => row.some((cell) => cell.some((line) => line.trim() !== ''))).map(rowLine);

/** One row between walls. */
export const rowLine = (row: readonly (readonly string[])[]): string => `| ${row.map(cellText).join(' | ')} |`;

const cellText = (lines: readonly string[]): string =>
  lines.join(' ').replaceAll('|', '/').replace(/\s+/gu, ' ').trim();

const LONG_PARAGRAPH = 60;
const ENDED = /[.:;!?…]["”)]?$/u;

/**
 * The text of a paper from its paragraphs. From the first long one that is a sentence, a blank line stands around the
 * long ones, so that none runs on into the next; above it stand headings, which go on from line to line.
 */
export function textOfParagraphs(paragraphs: readonly string[]): string {
  const lines: string[] = [];
  let begun = false;
  for (const paragraph of paragraphs) {
    const text = paragraph.replace(/[^\S\t\n]+$/gmu, '');
    const long = text.length > LONG_PARAGRAPH && !text.startsWith('|');
    if (long && begun && lines.at(-1) !== '') lines.push('');
    lines.push(text);
    begun ||= long && ENDED.test(text);
    if (long && begun) lines.push('');
  }
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
