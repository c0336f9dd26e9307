import type { DeadlineName } from '../assignments/index.js';
import type { DayKind, Half } from '../calendar/index.js';
import type { ChangeState } from './calendar-change.entity.js';
import type { ChangeKind } from './change.rules.js';

interface Counts {
  deadlines: number;
  duties: number;
  directives: number;
  units: number;
}

const KINDS: Record<DayKind, string> = {
  holiday: 'Nghỉ lễ, tết',
  compensatory: 'Nghỉ bù',
  'swap-off': 'Nghỉ hoán đổi',
  'make-up': 'Làm bù',
  'local-holiday': 'Nghỉ của địa phương',
  stop: 'Ngừng làm việc (thiên tai)',
};
const HALVES: Record<Half, string> = { morning: 'nghỉ buổi sáng', afternoon: 'nghỉ buổi chiều' };
const CHANGE_KINDS: Record<ChangeKind, string> = {
  notice: 'Thông báo hằng năm',
  'local-day': 'Ngày nghỉ, ngày làm bù của địa phương',
  stop: 'Ngừng làm việc do thiên tai',
  hours: 'Giờ làm việc',
};
const STATES: Record<ChangeState, string> = {
  draft: 'Chưa có hiệu lực',
  moving: 'Có hiệu lực, đang lùi hạn',
  done: 'Có hiệu lực',
  discarded: 'Đã bỏ',
};
const DEADLINES: Record<DeadlineName, string> = {
  receipt: 'tiếp nhận',
  work: 'thực hiện',
  relay: 'chuyển tiếp',
  follow: 'phân công xử lý',
  recall: 'trả lời thu hồi',
  internal: 'nội bộ đơn vị',
  question: 'trả lời câu hỏi',
};

/** Words of the calendar. Vietnamese is the source. */
export const vi = {
  title: 'Lịch làm việc',
  titleOf: (year: number) => `Lịch làm việc năm ${year}`,
  national: 'Cả nước',
  /** The name of a day, whose dates are given as people write them. */
  named: (name: string) => name,
  intro:
    'Những ngày khác ngày thường, kèm căn cứ. Các ngày còn lại: thứ Hai đến thứ Sáu làm việc, thứ Bảy và Chủ nhật nghỉ.',
  headOf: (year: number, version: number, notice: string | null) =>
    `Năm ${year}, lịch phiên bản ${version}: ${notice ?? 'CHƯA CÓ THÔNG BÁO, TẠM TÍNH'}`,
  official: (notice: string) => `Theo ${notice}.`,
  provisionalYear: (year: number) =>
    `Năm ${year} chưa có thông báo ngày nghỉ: thời hạn rơi vào năm này chỉ là tạm tính và có thể được lùi khi có thông báo.`,
  provisional: 'tạm tính',
  year: 'Năm',
  scope: 'Phạm vi',
  scopeHint: 'Để trống: cả nước. Hoặc mã của một đơn vị; lịch đó áp dụng cho cả đơn vị trực thuộc.',
  show: 'Xem',
  ofUnit: (name: string) => `Lịch của ${name}`,
  version: (version: number) => `Phiên bản ${version}`,
  oldVersion: (version: number) => `Đây là lịch của phiên bản ${version}, không phải lịch hiện hành.`,
  months: (month: number) => `Tháng ${month}`,
  columns: ['Ngày', 'Loại', 'Tên', 'Phạm vi', 'Căn cứ'] as string[],
  weekdays: ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'] as string[],
  works: 'Làm việc',
  off: 'Nghỉ',
  noDays: 'Không có ngày nào khác ngày thường.',
  hours: 'Giờ làm việc',
  hoursOf: (h: { opens: string; noonFrom: string; noonTo: string; closes: string }) =>
    h.noonFrom === h.noonTo
      ? `${h.opens} đến ${h.closes}`
      : `Sáng ${h.opens} đến ${h.noonFrom}, chiều ${h.noonTo} đến ${h.closes}`,
  usualHours: 'Từ 07:30 đến 17:00 khi không có quy định khác.',
  period: (from: string, until: string | null) => (until ? `từ ${from} đến hết ${until}` : `từ ${from}`),
  kinds: KINDS,
  halves: HALVES,
  changeKinds: CHANGE_KINDS,
  states: STATES,
  deadlines: DEADLINES,
  versions: 'Các phiên bản của lịch',
  versionsIntro: 'Mỗi thay đổi lập một phiên bản mới; phiên bản cũ xem lại được nguyên vẹn, có mã băm để đối chiếu.',
  versionColumns: ['Phiên bản', 'Lập lúc', 'Lý do', 'Phạm vi', 'Đối chiếu', 'Mã băm'] as string[],
  reasonOf: (reason: string) =>
    reason === 'seed' ? 'Lịch ban đầu' : reason in CHANGE_KINDS ? CHANGE_KINDS[reason as ChangeKind] : reason,
  proven: 'Khớp mã băm',
  notKept: 'Không còn đủ dữ liệu',
  changes: 'Thay đổi của lịch',
  newChange: 'Nhập thay đổi',
  newIntro: 'Thay đổi chỉ có hiệu lực sau khi bạn đã xem những thời hạn được lùi và xác nhận.',
  kind: 'Loại thay đổi',
  legalBasis: 'Căn cứ',
  legalBasisHint: 'Số, ký hiệu của thông báo, quyết định hoặc công điện.',
  noticeYear: 'Năm của thông báo',
  noticeYearHint: 'Chỉ với thông báo hằng năm; khi đó hãy ghi đủ các ngày của cả năm.',
  days: 'Các ngày',
  daysHint:
    'Mỗi dòng: ngày;loại;buổi nghỉ;tên. Ví dụ 08/9/2026 - 09/9/2026;thiên tai;;Bão số 5. Loại: nghỉ lễ, nghỉ bù, hoán đổi, làm bù, địa phương, thiên tai, bỏ (bỏ ngày đã nhập). Buổi nghỉ: sáng, chiều hoặc để trống.',
  hoursFrom: 'Áp dụng từ ngày',
  hoursUntil: 'Đến hết ngày',
  opens: 'Bắt đầu buổi sáng',
  noonFrom: 'Hết buổi sáng',
  noonTo: 'Bắt đầu buổi chiều',
  closes: 'Hết buổi chiều',
  hoursHint: 'Chỉ điền khi đổi giờ làm việc. Giờ dạng 07:30.',
  look: 'Xem những thời hạn được lùi',
  wouldMove: (c: Counts) =>
    c.deadlines === 0
      ? 'Không thời hạn nào bị ảnh hưởng.'
      : `${c.deadlines} thời hạn sẽ được lùi: ${c.duties} nhiệm vụ của ${c.units} đơn vị, theo ${c.directives} văn bản.`,
  moved: (c: Counts) =>
    c.deadlines === 0
      ? 'Lịch mới đã có hiệu lực. Không thời hạn nào bị ảnh hưởng.'
      : `Lịch mới đã có hiệu lực: ${c.deadlines} thời hạn của ${c.units} đơn vị, theo ${c.directives} văn bản, được lùi.`,
  range: (from: string, until: string, n: number) => `${from} đến ${until} (${n} ngày)`,
  putOff:
    'Lượt nhắc, báo cấp trên và thư tổng hợp rơi vào những ngày nghỉ này được lùi sang ngày làm việc kế tiếp của nơi nhận; văn bản khẩn vẫn được nhắc ngay.',
  never: 'Thời hạn đã báo chỉ được lùi, không bao giờ sớm hơn.',
  moveColumns: ['Văn bản', 'Đơn vị', 'Thời hạn', 'Đang là', 'Sẽ là'] as string[],
  confirm: 'Cho có hiệu lực',
  discard: 'Bỏ thay đổi này',
  confirmed: 'Thay đổi đã có hiệu lực.',
  discarded: 'Đã bỏ thay đổi.',
  confirmWith: (id: string, version: number) =>
    `Chưa có hiệu lực. Để xác nhận: thongsuot calendar confirm ${id} --calendar-version ${version}`,
  noDay: 'không có ngày cụ thể',
  noChanges: 'Chưa có thay đổi nào.',
  madeBy: 'Thay đổi',
};
export type CalendarWords = typeof vi;
