const HOUR = 3600;

/** A length of time as people say it: minutes and hours where it is long. */
function lasting(seconds: number): string {
  if (seconds < 120) return `${seconds} giây`;
  const minutes = Math.round(seconds / 60);
  return seconds < 2 * HOUR && minutes % 60 !== 0 ? `${minutes} phút` : `${Math.round(seconds / HOUR)} giờ`;
}

/** Words of the watchdog. Vietnamese is the source. */
export const vi = {
  title: 'Tình trạng hệ thống',
  lead: 'Mỗi tác vụ nền phải báo đã chạy xong một lượt trong mỗi chu kỳ. Quá hai chu kỳ không báo thì coi là đã ngừng.',
  allWell: 'Mọi tác vụ đang chạy đúng giờ.',
  notWell: (parts: string) => `Đang ngừng hoặc có lỗi: ${parts}.`,
  someDegraded: (parts: string) => `Đang chạy, nhưng có nơi chưa được phục vụ đầy đủ: ${parts}.`,
  asOf: (at: string) => `Số liệu lúc ${at}; trang tự cập nhật mỗi 15 giây.`,
  columns: {
    part: 'Bộ phận',
    state: 'Tình trạng',
    lastRound: 'Lượt xong gần nhất',
    lastWork: 'Lần có việc gần nhất',
    period: 'Chu kỳ',
  },
  states: { ok: 'Bình thường', stopped: 'Ngừng', degraded: 'Chưa đầy đủ' },
  never: 'chưa có lượt nào',
  seconds: (n: number) => lasting(n),
  secondsAgo: (n: number) => `${lasting(n)} trước`,
  nothingYet: 'chưa có',
  degradedCount: (n: number, since: string | null) => `${n} trường hợp${since ? `, từ ${since}` : ''}`,
  parts: {
    chaser: 'Việc đôn đốc nói chung',
    sweep: 'Tác vụ đôn đốc',
    digests: 'Gom thư đôn đốc',
    mailer: 'Gửi thư',
    inbox: 'Hộp thư trả lời',
    clock: 'Đồng hồ nghiệp vụ',
    'calendar-changes': 'Thay đổi lịch làm việc',
    'bulk-acts': 'Thao tác hàng loạt',
    reorganisations: 'Sắp xếp đơn vị',
    counters: 'Bộ đếm tiến độ',
    balance: 'Kiểm tra cân đối',
    'sign-ins': 'Ghi lần đăng nhập',
    forecasts: 'Dự báo',
    summaries: 'Thư tổng hợp tuần',
    codes: 'Mã xác nhận hết hạn',
    database: 'Cơ sở dữ liệu',
    ledger: 'Lịch sử',
    mailboxes: 'Hộp thư của đơn vị',
  } as Record<string, string>,
  done: {
    reminded: 'đã nhắc',
    escalated: 'đã báo cấp trên',
    expired: 'phải tiếp nhận lại',
    atOnce: 'gửi ngay',
    deferred: 'hoãn sang ngày khác',
    digests: 'thư tổng hợp',
    sent: 'thư đã gửi',
    failed: 'thư không gửi được',
    unknown: 'thư chưa rõ kết quả',
    taken: 'thư đã đọc',
    waiting: 'thư chờ người xem',
    counted: 'dòng đếm lại',
    checked: 'luồng đã kiểm tra',
    faults: 'sai lệch',
    steps: 'bước',
    noted: 'đơn vị',
    made: 'dự báo mới',
    graded: 'dự báo đã đánh giá',
  } as Record<string, string>,
  clock: {
    standsStill: (seconds: number) =>
      `Đồng hồ nghiệp vụ đứng yên, lệch ${seconds} giây: kiểm tra máy chủ cơ sở dữ liệu.`,
    jumped: (seconds: number) =>
      `Đồng hồ của máy chủ cơ sở dữ liệu vừa nhảy ${seconds} giây: kiểm tra việc đồng bộ giờ.`,
    isOff: (seconds: number) =>
      `Đồng hồ nghiệp vụ lệch ${seconds} giây so với máy chủ cơ sở dữ liệu: kiểm tra hàm business_now().`,
    timers: (seconds: number) => `Tiến trình bị treo ${seconds} giây, các tác vụ không được gọi đúng giờ.`,
  },
  banner: {
    stopped: (part: string, since: string) => `${part} đang ngừng từ ${since}.`,
    failing: (part: string) => `${part} đang có lỗi.`,
    never: (part: string) => `${part} chưa chạy được lần nào.`,
    meanwhile: 'Các thao tác vẫn được ghi nhận; những việc hệ thống tự làm có thể chậm. Bộ phận vận hành đã được báo.',
    more: 'Xem tình trạng hệ thống',
  },
};
export type WatchdogWords = typeof vi;
