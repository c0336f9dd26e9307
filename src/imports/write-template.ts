import writeExcel, { type Cell } from 'write-excel-file/node';
import { ROLES } from '../platform/caller.js';
import { KINDS, unitsVi } from '../units/index.js';
import { columnsOf } from './recognise.rules.js';

/** The lists that people fill in themselves. */
export const TEMPLATES = ['units', 'officers', 'mailboxes'] as const;
export type Template = (typeof TEMPLATES)[number];
export const isTemplate = (text: string): text is Template => (TEMPLATES as readonly string[]).includes(text);

/** What a cell of each column holds. */
const EXPLAINED: Readonly<Record<Template, Readonly<Record<string, string>>>> = {
  units: {
    code: 'Mã đơn vị, do mình đặt một lần: chữ thường không dấu, số, gạch nối (bắt buộc)',
    name: 'Tên đầy đủ (bắt buộc)',
    kind: 'Loại đơn vị, theo danh mục bên dưới (bắt buộc)',
    level: 'Để trống, hoặc cấp khớp với loại',
    administrative: 'Mã cấp trên hành chính',
    sectoral: 'Mã cấp trên theo ngành',
    territory: 'Mã địa bàn phục vụ',
    standing_body: 'Mã cơ quan thường trực (của ban chỉ đạo)',
    aliases: 'Tên gọi tắt, cách nhau bằng dấu chấm phẩy',
    gso: 'Mã của ngành thống kê',
    qcvn102: 'Mã định danh QCVN 102',
    qd20: 'Mã định danh QĐ 20/2020/QĐ-TTg',
    email: 'Hộp thư',
    valid_from: 'Những điều trên có từ ngày (bắt buộc), YYYY-MM-DD',
    valid_to: 'Ngày đầu tiên không còn nữa; để trống nếu còn',
    legal_basis: 'Căn cứ pháp lý',
  },
  officers: {
    unit: 'Mã đơn vị (bắt buộc)',
    name: 'Họ và tên (bắt buộc)',
    role: `Vai trò: ${ROLES.filter((role) => role !== 'operator').join(', ')} (bắt buộc)`,
    email: 'Địa chỉ thư, để phân biệt người cùng tên',
    from: 'Từ ngày, YYYY-MM-DD; để trống là từ bây giờ',
    until: 'Đến trước ngày, YYYY-MM-DD; để trống là chưa hạn',
  },
  mailboxes: {
    code: 'Mã đơn vị, hoặc mã chính thức (bắt buộc)',
    email: 'Hộp thư; để trống là bỏ hộp thư đang có',
    from: 'Từ ngày, YYYY-MM-DD; để trống là từ hôm nay',
  },
};

/** An empty list as separated text, which spreadsheets open in UTF-8. */
export const templateCsv = (template: Template): string => `\uFEFF${columnsOf(template).join(',')}\r\n`;

/** An empty list as a workbook, with a second sheet that says what each column holds. */
export function templateXlsx(template: Template): Promise<Buffer> {
  const bold = (value: string): Cell => ({ value, fontWeight: 'bold' });
  const columns = columnsOf(template);
  const kinds = template === 'units' ? KINDS.map((kind) => [kind, unitsVi.kinds[kind]]) : [];
  const explained = [
    ['Cột', 'Nội dung'].map(bold),
    ...columns.map((column) => [{ value: column }, { value: EXPLAINED[template][column] ?? '' }]),
    ...(kinds.length > 0 ? [[], ['Loại (kind)', ''].map(bold)] : []),
    ...kinds.map((pair) => pair.map((value) => ({ value: value ?? '' }))),
  ];
  return writeExcel([
    { data: [columns.map(bold)], sheet: template, columns: columns.map(() => ({ width: 22 })) },
    { data: explained, sheet: 'Hướng dẫn', columns: [{ width: 24 }, { width: 80 }] },
  ]).toBuffer();
}
