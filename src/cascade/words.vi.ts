/** Words of the mails about a directive. Vietnamese is the source. */
export const vi = {
  /** What the page says once after an act. */
  done: {
    issued: (n: string) => `Đã ban hành đến ${n} đơn vị. Thư báo đang được gửi.`,
    issuedBefore: (n: string) => `Văn bản đã được ban hành từ trước, đến ${n} đơn vị.`,
    closed: (n: string) => `Đã kết thúc theo dõi; ${n} nhiệm vụ được khép lại.`,
  },
  about: (paper: string, subject: string) => `${paper} về việc ${subject}`,
  subject: (text: string) => `Trích yếu: “${text}”`,
  forUnit: (subject: string, unit: string) => `${subject} – gửi ${unit}`,
  dues: { receipt: 'Hạn tiếp nhận', work: 'Hạn thực hiện', role: 'Vai trò' },
  tasks: 'Nhiệm vụ được giao',
  more: (n: string) => `… và ${n} nhiệm vụ khác trong văn bản`,
  linkNote: (until: string) =>
    `Mở liên kết chưa làm thay đổi gì; văn bản chỉ được tiếp nhận khi bấm nút trên trang mở ra. Không cần đăng nhập. Liên kết dùng được đến ${until}.`,
  issue: {
    subject: (paper: string) => `[Văn bản mới] ${paper}`,
    urgent: (urgency: string, paper: string) => `[${urgency}] ${paper}`,
    text: (sender: string, paper: string) => `${sender} gửi đến đơn vị ${paper}.`,
    acknowledge: 'Tiếp nhận văn bản',
  },
  relay: {
    text: (superior: string) => `Văn bản được ${superior} chuyển tiếp.`,
  },
  return: {
    subject: (unit: string, paper: string) => `[Trả lại] ${unit} trả lại ${paper}`,
    text: (unit: string, paper: string, at: string) => `${unit} đã trả lại ${paper} lúc ${at}.`,
    reason: 'Lý do',
    note: 'Nói rõ thêm',
    open: 'Xem và xử lý',
    reasons: {
      'wrong-addressee': 'gửi nhầm nơi nhận',
      'not-authentic': 'không bảo đảm tính xác thực',
      incomplete: 'thiếu trang hoặc phụ lục',
      duplicate: 'trùng văn bản đã nhận',
      other: 'lý do khác',
    },
  },
  report: {
    subject: (unit: string, paper: string) => `[Báo cáo] ${unit} báo cáo kết quả ${paper}`,
    text: (unit: string, paper: string, at: string) => `${unit} đã gửi báo cáo kết quả thực hiện ${paper} lúc ${at}.`,
    late: 'Báo cáo gửi sau hạn.',
    nil: 'Báo cáo trắng: không có nội dung phải báo cáo.',
    open: 'Xem và duyệt báo cáo',
  },
  review: {
    acceptedSubject: (paper: string) => `[Đã chấp nhận] Báo cáo kết quả ${paper}`,
    acceptedText: (by: string, paper: string) =>
      `${by} đã chấp nhận báo cáo kết quả ${paper}. Đơn vị đã hoàn thành nghĩa vụ.`,
    sentBackSubject: (paper: string) => `[Báo cáo lại] ${paper}`,
    sentBackText: (by: string, paper: string) => `${by} yêu cầu báo cáo lại kết quả ${paper}.`,
    note: 'Cần bổ sung',
    open: 'Mở văn bản',
  },
};
export type CascadeWords = typeof vi;
