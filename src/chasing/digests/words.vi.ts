import type { ChaseStage, LadderStep } from '../../directives/index.js';

/** Unless a unit has done by an instant what it owes, or at all where the instant is not known, something comes. */
const unless =
  (done: string) =>
  (when: string | null, does: string): string =>
    when === null ? `Nếu vẫn chưa ${done}, hệ thống sẽ ${does}.` : `Nếu đến ${when} chưa ${done}, hệ thống sẽ ${does}.`;
const next: Readonly<Record<ChaseStage, ReturnType<typeof unless>>> = {
  delivery: unless('tiếp nhận'),
  receipt: unless('tiếp nhận'),
  relay: unless('chuyển tiếp đủ'),
  begin: unless('bắt đầu'),
  work: unless('báo cáo'),
};
const tone: Readonly<Record<LadderStep['text'], (n: number) => string>> = {
  reminder: (n) => `Nhắc lần ${n}.`,
  firm: (n) => `Yêu cầu thực hiện, nhắc lần ${n}.`,
  last: () => 'Đây là lần nhắc cuối.',
};

/** Words of the day's digest. Vietnamese is the source. */
export const vi = {
  subject: (papers: string, urgent: string | null, on: string) =>
    urgent === null
      ? `[Đôn đốc] ${papers} việc cần xử lý, ngày ${on}`
      : `[Đôn đốc] ${papers} việc cần xử lý, trong đó ${urgent} việc khẩn, ngày ${on}`,
  subjectBelow: (units: string, on: string) => `[Đôn đốc] ${units} đơn vị chậm cần quý cơ quan đôn đốc, ngày ${on}`,
  openingBelow: (units: string, on: string) =>
    `Tính đến ngày ${on}, ${units} đơn vị dưới đây đã được nhắc mà chưa thực hiện. Đề nghị quý cơ quan đôn đốc.`,
  opening: (papers: string, on: string) =>
    `Tính đến ngày ${on}, quý cơ quan có ${papers} việc cần xử lý hoặc theo dõi như sau. Thư này tổng hợp các việc đã đến lượt nhắc; việc không khẩn được nhắc trong một thư duy nhất mỗi ngày làm việc.`,
  how: 'Để tiếp nhận, mở liên kết của từng văn bản rồi bấm nút trên trang mở ra. Trả lời thư này không có giá trị tiếp nhận.',
  already: 'Việc nào đã xử lý xong, xin bỏ qua.',
  more: (n: string) => `Còn ${n} việc khác không nêu trong thư; xem đầy đủ trên hệ thống.`,
  inbox: 'Xem tất cả việc phải làm',
  sections: {
    urgent: 'Văn bản khẩn',
    holding: 'Đơn vị khác đang chờ quý cơ quan',
    receipt: 'Chưa tiếp nhận',
    work: 'Chậm thực hiện, báo cáo',
    below: 'Đơn vị cần quý cơ quan đôn đốc',
  },
  paper: (paper: string, subject: string) => `${paper}: ${subject}`,
  from: (issuer: string) => `Cơ quan ban hành: ${issuer}`,
  states: {
    delivery: 'Thư văn bản chưa đến được đơn vị',
    receipt: 'Chưa tiếp nhận',
    relay: 'Đã tiếp nhận nhưng chưa chuyển tiếp đủ',
    begin: 'Chưa bắt đầu thực hiện',
    work: 'Chưa báo cáo kết quả',
  },
  leader: (unit: string) => `Lãnh đạo ${unit}`,
  tone,
  next,
  nothingNext: 'Hệ thống không nhắc thêm.',
  due: { receipt: 'Hạn tiếp nhận', work: 'Hạn thực hiện' },
  deferred: (on: string) => `Đã đến lượt nhắc ngày ${on}, chuyển sang thư này vì hôm đó đã đủ số thư trong ngày`,
  waiting: (count: string, names: string, others: string | null) =>
    `${count} đơn vị đang chờ: ${names}${others === null ? '' : ` và ${others} đơn vị khác`}`,
  code: (code: string) => `Mã xác nhận qua điện thoại: ${code}`,
  codePage: (page: string) => `Mã xác nhận được nhập tại ${page}, hoặc đọc cho văn thư cơ quan gửi.`,
  open: { receipt: 'Tiếp nhận văn bản', relay: 'Mở văn bản và chuyển tiếp', work: 'Mở văn bản và báo cáo' },
  late: {
    delivery: (n: string, names: string) => `Văn bản chưa đến được (${n}): ${names}`,
    receipt: (n: string, names: string) => `Chưa tiếp nhận (${n}): ${names}`,
    relay: (n: string, names: string) => `Chưa chuyển tiếp (${n}): ${names}`,
    begin: (n: string, names: string) => `Chưa bắt đầu thực hiện (${n}): ${names}`,
    work: (n: string, names: string) => `Chưa báo cáo kết quả (${n}): ${names}`,
    rerouted: (n: string, names: string) => `Địa chỉ thư không còn dùng được, cần báo bằng cách khác (${n}): ${names}`,
  },
  lateUnit: (unit: string, waiting: string | null) =>
    waiting === null ? unit : `${unit} (${waiting} đơn vị đang chờ)`,
  others: (names: string, n: string) => `${names} và ${n} đơn vị khác`,
  see: 'Xem tình hình',
  page: {
    title: 'Thư tổng hợp trong ngày',
    lead: 'Mỗi ngày làm việc, các việc đến lượt nhắc được tổng hợp trong một thư gửi đến hộp thư của cơ quan. Riêng văn bản khẩn được nhắc ngay, trong giới hạn số thư mỗi ngày.',
    next: 'Thư tiếp theo',
    total: 'Số việc trong thư',
    hour: 'Giờ nhận thư',
    hourHint: 'Theo lịch làm việc của cơ quan; ngày nghỉ không gửi.',
    set: 'Đổi giờ nhận thư',
    done: (hour: string) => `Đã đặt giờ nhận thư là ${hour}.`,
    same: 'Giờ nhận thư đã là giờ này.',
    preview: 'Thư tiếp theo sẽ có',
    empty: 'Chưa có việc nào cần nhắc; ngày đó sẽ không có thư.',
    columns: { paper: 'Văn bản', why: 'Lý do', unit: 'Đơn vị', due: 'Hạn' },
    rerouted: 'Địa chỉ thư không còn dùng được',
    urgent: 'Khẩn',
    summary: 'Thư tổng hợp tuần gửi lãnh đạo',
    summaryLead:
      'Sáng ngày làm việc đầu tuần, lãnh đạo có địa chỉ thư riêng nhận một thư tóm tắt việc đến hạn trong tuần.',
    refuse: 'Không nhận thư tổng hợp tuần',
    want: 'Nhận lại thư tổng hợp tuần',
    refused: 'Quý vị sẽ không nhận thư tổng hợp tuần nữa.',
    wanted: 'Quý vị sẽ nhận thư tổng hợp tuần.',
    noCalendar:
      'Lịch làm việc của cơ quan đang có lỗi nên chưa tính được giờ gửi thư đôn đốc. Việc cần nhắc vẫn được giữ lại; xin báo người vận hành sửa lịch.',
    someWithoutCalendar:
      'Có cơ quan chưa nhận được thư tổng hợp vì lịch làm việc có lỗi; xem bảng message, last_error = no-calendar.',
    noUnit: 'Không có cơ quan để xem thư đôn đốc.',
    notYours: 'Chỉ cán bộ của chính cơ quan xem được thư đôn đốc của cơ quan.',
  },
};
export type DigestWords = typeof vi;
