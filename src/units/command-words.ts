import type { Locale } from '../platform/caller.js';
import { en as pagesEn } from './words.en.js';
import { vi as pagesVi } from './words.vi.js';

/** Words of the command line; those for kinds are the pages' own. Vietnamese is the source. */
const vi = {
  kinds: pagesVi.kinds,
  reasons: {
    unknown: 'không có đơn vị nào mang tên này',
    ambiguous: 'chưa rõ là đơn vị nào',
    'none-in-area': 'không có đơn vị nào như vậy trên địa bàn vào ngày đó',
    people: 'là người giữ chức vụ, không phải đơn vị',
    'same-as-addressees': 'trỏ về mục Kính gửi',
    filing: 'nơi lưu, không phải nơi nhận',
  },
  refusals: {
    columns: 'số cột khác dòng tiêu đề',
    code: 'mã chỉ gồm chữ thường không dấu, số, dấu gạch nối và bắt đầu bằng chữ',
    'code-taken': 'mã đã được dùng',
    'code-twice': 'mã lặp lại trong tệp',
    'code-official': 'trùng mã chính thức của một đơn vị',
    name: 'thiếu tên',
    kind: 'loại đơn vị không có trong danh mục',
    level: 'cấp không khớp với loại đơn vị',
    parent: 'không có đơn vị cấp trên này vào ngày bắt đầu',
    'no-parent': 'phải có cấp trên hành chính, cấp trên ngành hoặc địa bàn',
    cycle: 'cấp trên lại nằm dưới chính đơn vị này',
    email: 'địa chỉ thư không hợp lệ',
    date: 'ngày bắt đầu phải là YYYY-MM-DD',
  },
  columns: {
    code: 'Mã',
    name: 'Tên',
    kind: 'Loại',
    below: 'Số đơn vị bên dưới',
    line: 'Dòng',
    value: 'Giá trị',
    reason: 'Lý do',
  },
  childless: 'Không có đơn vị nào bên dưới.',
  on: (date: string) => `vào ngày ${date}`,
  means: (count: number) => `${count} đơn vị`,
  mayBe: 'Có thể là',
  imported: (count: number) => `Đã thêm ${count} đơn vị.`,
  addressesSet: (count: number) => `Đã đặt hộp thư của ${count} đơn vị.`,
  wouldImport: (count: number) => `Tệp hợp lệ: sẽ thêm ${count} đơn vị. Chưa ghi gì.`,
  refused: (count: number) => `Không ghi gì: ${count} dòng bị từ chối.`,
};
type CommandWords = typeof vi;

const en: CommandWords = {
  kinds: pagesEn.kinds,
  reasons: {
    unknown: 'no unit has this name',
    ambiguous: 'it is not clear which unit is meant',
    'none-in-area': 'there is no such unit in the area on that day',
    people: 'persons in office, not a unit',
    'same-as-addressees': 'refers to the addressees',
    filing: 'where the paper is filed, not a recipient',
  },
  refusals: {
    columns: 'not as many columns as the header',
    code: 'a code has lower-case letters without accents, digits and hyphens, and begins with a letter',
    'code-taken': 'the code is in use',
    'code-twice': 'the code is twice in the file',
    'code-official': 'equals the official code of a unit',
    name: 'the name is missing',
    kind: 'no such kind of unit',
    level: 'the level does not fit the kind',
    parent: 'there is no such unit on the first day',
    'no-parent': 'an administrative parent, a sectoral parent or a territory is needed',
    cycle: 'the parent is below this very unit',
    email: 'not a mail address',
    date: 'the first day must be YYYY-MM-DD',
  },
  columns: {
    code: 'Code',
    name: 'Name',
    kind: 'Kind',
    below: 'Units below',
    line: 'Line',
    value: 'Value',
    reason: 'Reason',
  },
  childless: 'No unit is below it.',
  on: (date) => `on ${date}`,
  means: (count) => (count === 1 ? '1 unit' : `${count} units`),
  mayBe: 'It may be',
  imported: (count) => `${count} units were added.`,
  addressesSet: (count) => `The mailboxes of ${count} units were set.`,
  wouldImport: (count) => `The file is in order: ${count} units would be added. Nothing was written.`,
  refused: (count) => `Nothing was written: ${count} lines were refused.`,
};

export const commandWordsIn = (locale: Locale): CommandWords => (locale === 'vi' ? vi : en);
