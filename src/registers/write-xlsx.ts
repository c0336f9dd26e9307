import type { Readable } from 'node:stream';
import writeExcel, { type Cell } from 'write-excel-file/node';
import { tooLarge } from '../platform/errors.js';
import { registerWords, titleOf, type RegisterHead } from './register-line.rules.js';

/** Widths of the columns in characters, in their order. */
const WIDTHS = {
  outgoing: [18, 12, 44, 20, 36, 20, 8, 12, 16, 22],
  incoming: [12, 9, 28, 18, 12, 46, 24, 12, 14, 20],
  'follow-up': [9, 52, 26, 18, 22, 24, 24],
} as const;
/** The library makes a sheet in memory, about 3 KB a line: so many take 100 MB. */
const MOST_LINES = 30_000;

const cell = (value: string): Cell => ({
  value,
  type: String,
  wrap: true,
  alignVertical: 'top',
  borderStyle: 'thin',
  borderColor: '#8a97a1',
});
const headCell = (value: string): Cell => ({
  value,
  type: String,
  wrap: true,
  fontWeight: 'bold',
  align: 'center',
  alignVertical: 'center',
  backgroundColor: '#eaeff3',
  borderStyle: 'thin',
  borderColor: '#8a97a1',
});

/**
 * A register as a workbook: title, unit and the columns of the decree above its lines. Every value is text, so that
 * numbers keep their leading zeros.
 * @throws ProductError `too-large` where the book has more lines than a sheet is made of
 */
export async function registerXlsx(
  head: RegisterHead,
  book: AsyncIterable<string[][]>,
): Promise<{ file: Readable; lines: number }> {
  const columns = registerWords(head.locale).columns[head.name];
  const lines: Cell[][] = [];
  for await (const batch of book) {
    for (const cells of batch) lines.push(cells.map(cell));
    if (lines.length > MOST_LINES)
      throw tooLarge(
        `Sổ có hơn ${MOST_LINES} dòng, quá lớn cho một tệp Excel; hãy tải PDF, hoặc lấy từng trang qua API.`,
        `The register has more than ${MOST_LINES} lines, too many for one workbook; take the PDF, or read it page by page through the API.`,
      );
  }
  const across = (value: string, bold: boolean): Cell[] => [
    { value, type: String, columnSpan: columns.length, align: 'center', ...(bold ? { fontWeight: 'bold' } : {}) },
    ...Array<null>(columns.length - 1).fill(null),
  ];
  const made = writeExcel(
    [across(head.unitName, false), across(titleOf(head), true), [], columns.map(headCell), ...lines],
    {
      sheet: registerWords(head.locale).short[head.name],
      orientation: 'landscape',
      stickyRowsCount: 4,
      columns: WIDTHS[head.name].map((width) => ({ width })),
    },
    { fontFamily: 'Times New Roman', fontSize: 12 },
  );
  const toStream = made.toStream as () => Promise<Readable>;
  return { file: await toStream(), lines: lines.length };
}
