import xlsx from '@e965/xlsx';

/** A sheet by its rows; `merges` are written as `A3:A5`, and only the first cell of each has a value then. */
interface SheetMade {
  name: string;
  rows: readonly (readonly (string | number | null)[])[];
  merges?: readonly string[];
}

/** A workbook as an office would save it: .xlsx, or the .xls of old. */
export function workbook(sheets: readonly SheetMade[], bookType: 'xlsx' | 'biff8' = 'xlsx'): Buffer {
  const book = xlsx.utils.book_new();
  for (const { name, rows, merges = [] } of sheets) {
    const sheet = xlsx.utils.aoa_to_sheet(rows as (string | number | null)[][]);
    sheet['!merges'] = merges.map((range) => xlsx.utils.decode_range(range));
    xlsx.utils.book_append_sheet(book, sheet, name);
  }
  return xlsx.write(book, { type: 'buffer', bookType }) as Buffer;
}

const HEADER = [
  'Tỉnh, thành phố "(01)"', 'Tên Xã mới', 'Mã Xã mới', 'Tên Xã cũ', 'Mã Xã cũ', 'Ghi chú', 'Quận/huyện "(001)"', 'Tỉnh cũ "(01)"',
]; // prettier-ignore
const ABOVE = ['Đơn vị hành chính từ ngày 01/7/2025', null, null, 'Đơn vị hành chính trước ngày 01/7/2025'];

/** A row of the conversion table: new name, new code, old name, old code, note, district, old province. */
export type Conversion = readonly [string, string | number, string, string | number, string, string, string];

/** The conversion table of the statistics office as it is published: two header rows, a heading for each province. */
export const conversionTable = (province: string, rows: readonly Conversion[]): Buffer =>
  workbook([
    { name: 'Bìa', rows: [['Bảng chuyển đổi đơn vị hành chính']] },
    {
      name: 'Tổng hợp_không merge ',
      rows: [ABOVE, HEADER, [province], ...rows.map((row) => [province, ...row])],
      merges: ['A1:C1', 'D1:H1'],
    },
  ]);

/** The same with the new commune's cells merged over the rows of what went into it. */
export function mergedConversionTable(province: string, rows: readonly Conversion[]): Buffer {
  const merges: string[] = [];
  const cells = rows.map((row, i) => {
    const isFirst = i === 0 || rows[i - 1]![1] !== row[1];
    const last = rows.findLastIndex((one) => one[1] === row[1]);
    if (isFirst && last > i) for (const column of 'ABC') merges.push(`${column}${i + 4}:${column}${last + 4}`);
    return isFirst ? [province, ...row] : [null, null, null, ...row.slice(2)];
  });
  return workbook([{ name: 'Tổng hợp', rows: [ABOVE, HEADER, [province], ...cells], merges }]);
}

/** The export of the statistics office of before 2025. */
export const oldExport = (rows: readonly (readonly (string | number)[])[]): Buffer =>
  workbook(
    [
      {
        name: 'Sheet1',
        rows: [['Mã', 'Tên', 'Tên Tiếng Anh', 'Cấp', 'Mã QH', 'Quận Huyện', 'Mã TP', 'Tỉnh / Thành Phố'], ...rows],
      },
    ],
    'biff8',
  );
