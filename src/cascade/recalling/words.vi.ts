/** Words of recalling a paper. Vietnamese is the source. */
export const vi = {
  ask: {
    subject: (paper: string) => `[Thu hồi] ${paper}`,
    text: (by: string, paper: string, at: string) =>
      `${by} thu hồi ${paper} lúc ${at}. Đề nghị đơn vị xóa văn bản, các bản sao đã chuyển trong nội bộ và xác nhận đã trả lại; nếu không thể trả lại, nêu rõ lý do.`,
    reason: 'Lý do thu hồi',
    answerBy: 'Trả lời trước',
    open: 'Xác nhận hoặc từ chối',
  },
  answer: {
    agreedSubject: (unit: string, paper: string) => `[Đã trả lại] ${unit} xác nhận thu hồi ${paper}`,
    agreedText: (unit: string, paper: string, at: string) => `${unit} xác nhận lúc ${at} đã xóa và trả lại ${paper}.`,
    refusedSubject: (unit: string, paper: string) => `[Không trả lại] ${unit} từ chối thu hồi ${paper}`,
    refusedText: (unit: string, paper: string, at: string) => `${unit} lúc ${at} từ chối trả lại ${paper}.`,
    reason: 'Lý do từ chối',
    open: 'Xem tình hình thu hồi',
  },
  page: {
    act: 'Thu hồi văn bản',
    hint: 'Hệ thống rút các thư chưa gửi và yêu cầu từng đơn vị đã nhận xóa, trả lại và xác nhận. Đơn vị có quyền từ chối kèm lý do.',
    reason: 'Lý do thu hồi',
    again: 'Yêu cầu lại các đơn vị đã từ chối',
    title: 'Tình hình thu hồi',
    counts: { unanswered: 'Chưa trả lời', refused: 'Từ chối', agreed: 'Đã trả lại', atOnce: 'Chưa nhận, thu hồi ngay' },
    columns: { unit: 'Đơn vị', answer: 'Trả lời', at: 'Lúc', why: 'Lý do' },
    crumbs: 'Vị trí trang',
    all: 'Tất cả',
    more: (n: string) => `Xem cả ${n} đơn vị từ chối`,
    nobody: 'Không có đơn vị nào.',
    done: (n: string) => `Đã yêu cầu ${n} đơn vị trả lại văn bản.`,
    repeated: 'Văn bản đã được thu hồi từ trước.',
  },
  /** Dispatches that were issued below to carry it out. */
  below: {
    title: 'Văn bản triển khai của cấp dưới',
    before: (n: string) =>
      `Cấp dưới đã ban hành ${n} văn bản triển khai đang có hiệu lực. Thu hồi văn bản này không thu hồi các văn bản đó: chúng chỉ hết hiệu lực khi cơ quan ban hành đồng ý trả lại.`,
    counts: (total: string, inForce: string, recalled: string) =>
      `${total} văn bản: ${inForce} còn hiệu lực cho đến khi cơ quan ban hành đồng ý, ${recalled} đã thu hồi.`,
    done: (n: string) =>
      `${n} văn bản triển khai của cấp dưới còn hiệu lực cho đến khi cơ quan ban hành đồng ý thu hồi.`,
    line: (paper: string, issuer: string, units: string) => `${paper}, ${issuer} (${units} đơn vị)`,
    more: (n: string) => `và ${n} văn bản khác`,
    open: 'Xem từng văn bản triển khai',
    columns: { paper: 'Văn bản', issuer: 'Cơ quan ban hành', units: 'Số đơn vị nhận', state: 'Tình trạng' },
  },
  duty: {
    title: 'Có yêu cầu thu hồi văn bản này',
    text: 'Cơ quan gửi yêu cầu xóa và trả lại văn bản. Trong khi chờ trả lời, đơn vị không phải thực hiện và không bị nhắc.',
    by: 'Hạn trả lời',
    why: (reason: string) => `Lý do: ${reason}`,
    agree: 'Đã xóa và trả lại',
    agreeBelow: 'Đồng thời thu hồi các văn bản riêng đơn vị đã ban hành để chuyển tiếp',
    refuse: 'Từ chối trả lại',
    refuseWhy: 'Lý do từ chối',
    refuseHint: 'Nhiệm vụ tiếp tục; thời hạn được cộng thêm thời gian làm việc chờ trả lời.',
    agreed: 'Đã xác nhận trả lại văn bản.',
    refused: 'Đã từ chối trả lại; nhiệm vụ tiếp tục.',
    wasRefused: (at: string, reason: string) => `Đơn vị từ chối trả lại văn bản lúc ${at}. Lý do: ${reason}`,
  },
};
export type RecallingWords = typeof vi;
