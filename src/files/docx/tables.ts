import type { Grid } from '../layout.rules.js';
import { isLayout, layoutLines, tableLines } from '../layout.rules.js';
import { childOf, childrenOf, type Element, valueOf } from '../xml.rules.js';
import type { Reader } from './paragraph.js';
import { isBordered } from './styles.rules.js';

const SPAN_AT_MOST = 60;
const IN_PASSING = new Set(['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:moveTo', 'w:smartTag']);

/** The elements of this name directly within, also behind what only wraps them. */
const within = (element: Element, name: string): Element[] =>
  childrenOf(element).flatMap((child) => {
    if (child.name === name) return [child];
    return IN_PASSING.has(child.name) ? within(child, name) : [];
  });

/** The lines of a table: cell by cell where it only sets text side by side, row by row where it is one. */
export function linesOfTable(table: Element, reader: Reader): string[] {
  const rows = within(table, 'w:tr').filter((row) => childOf(childOf(row, 'w:trPr'), 'w:del') === undefined);
  const grid: string[][][] = [];
  for (const row of rows) grid.push(cellsOf(row, grid.at(-1), reader));
  return isLayout(grid, bordersOf(table, rows, reader)) ? layoutLines(grid) : tableLines(grid);
}

function cellsOf(row: Element, above: Grid[number] | undefined, reader: Reader): string[][] {
  const cells: string[][] = [];
  for (const cell of within(row, 'w:tc')) {
    const properties = childOf(cell, 'w:tcPr');
    const merge = childOf(properties, 'w:vMerge');
    // what is merged downwards stands in each of its rows
    const continued = merge && merge.attributes['w:val'] !== 'restart';
    const lines = reader.blocks(childrenOf(cell));
    cells.push(continued ? [...(above?.[cells.length] ?? [])] : lines);
    const span = Math.min(Number(valueOf(properties, 'w:gridSpan') ?? 1) || 1, SPAN_AT_MOST);
    for (let i = 1; i < span; i++) cells.push([]);
  }
  return cells;
}

function bordersOf(table: Element, rows: readonly Element[], reader: Reader): boolean {
  const properties = childOf(table, 'w:tblPr');
  const own = childOf(properties, 'w:tblBorders');
  if (own) return isBordered(own);
  if (reader.styles.of(valueOf(properties, 'w:tblStyle')).bordered) return true;
  return rows.some((row) =>
    within(row, 'w:tc').some((cell) => isBordered(childOf(childOf(cell, 'w:tcPr'), 'w:tcBorders'))),
  );
}
