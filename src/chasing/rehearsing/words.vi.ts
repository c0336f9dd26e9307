/** Words of the rehearsal. Vietnamese is the source. */
export const vi = {
  title: 'Diễn thử việc đôn đốc',
  crumbs: 'Vị trí trang',
  link: 'Diễn thử việc đôn đốc',
  intro:
    'Chạy thử các bước đôn đốc trong thời gian ảo, theo đúng chính sách, lịch làm việc và thư tổng hợp trong ngày. Không ghi gì, không gửi thư nào.',
  from: 'Bắt đầu từ ngày',
  months: 'Số tháng',
  answers: 'Giả định các đơn vị',
  answerNames: { none: 'không làm gì cả', receipt: 'tiếp nhận và chuyển tiếp ngay, rồi không làm gì' },
  run: 'Diễn thử',
  summary: ({ units, mails, notices }: Record<'units' | 'mails' | 'notices', string>) =>
    `${units} đơn vị: ${notices} lượt nhắc, báo, gộp thành ${mails} thư.`,
  busiest: (on: string, mails: string) => `Ngày nhiều thư nhất: ${on}, ${mails} thư.`,
  quiet: 'Không có lượt nhắc nào trong thời gian này.',
  waiting: (n: string) =>
    `${n} đơn vị nhận qua cấp trên và đang chờ chuyển tiếp: không bị nhắc; người được nhắc là cấp trên đang giữ văn bản.`,
  provisional: 'Có ngày rơi vào năm chưa có thông báo nghỉ lễ: các ngày đó là tạm tính.',
  limit: (n: number) => `Mỗi cơ quan nhận nhiều nhất ${n} thư đôn đốc một ngày.`,
  first: 'Lần đầu báo lên cấp trên',
  firstNone: 'Trong thời gian này chưa phải báo lên cấp trên.',
  firstOf: {
    leader: 'lãnh đạo đơn vị',
    superior: 'cấp trên trực tiếp',
    superiorLeader: 'lãnh đạo cấp trên',
    issuer: 'cơ quan ban hành',
  },
  firstAt: (whom: string, at: string, units: string) => `${whom}: ${at}, về ${units} đơn vị.`,
  steps: 'Các bước',
  stepColumns: { at: 'Lúc', stage: 'Việc', step: 'Bước', units: 'Số đơn vị' },
  letter: 'lập công văn đôn đốc để ký',
  days: 'Thư theo ngày',
  dayColumns: {
    on: 'Ngày',
    mails: 'Thư',
    digests: 'Thư tổng hợp trong ngày',
    atOnce: 'Gửi ngay',
    notices: 'Lượt nhắc',
    deferred: 'Hoãn sang thư sau',
    unreached: 'Không có nơi nhận',
    noDigest: 'Không có thư tổng hợp trong ngày',
  },
  more: (n: string) => `… và ${n} dòng nữa; lấy đủ qua giao diện lập trình hoặc dòng lệnh.`,
  holidays: 'Tết và các kỳ nghỉ',
  holidayColumns: {
    period: 'Kỳ nghỉ',
    days: 'Số ngày',
    steps: 'Lượt đôn đốc rơi vào kỳ nghỉ',
    after: 'Thư ngày làm việc đầu tiên sau nghỉ',
  },
  noHolidays: 'Không có kỳ nghỉ dài nào trong thời gian này.',
  unreached: 'Đơn vị thư không đến được',
  unreachedCount: (n: string) => `${n} đơn vị không có địa chỉ thư dùng được; cần báo bằng cách khác.`,
  allReached: 'Mọi đơn vị đều có địa chỉ thư dùng được.',
  noDigest: (n: string) =>
    `${n} lượt nhắc, báo gửi đến cơ quan có lịch làm việc không đọc được hoặc không có ngày làm việc trong một năm tới: chưa có thư tổng hợp trong ngày nào để đưa vào.`,
  unread: 'Đơn vị có lịch làm việc không đọc được',
  unreadCount: (n: string) =>
    `${n} đơn vị có lịch làm việc không đọc được nên không tính được hạn: không bị nhắc cho đến khi lịch được sửa.`,
  dead: 'địa chỉ đã hỏng',
  none: 'chưa có địa chỉ',
};
export type RehearsalWords = typeof vi;
