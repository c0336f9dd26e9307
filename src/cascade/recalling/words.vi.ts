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
    more: 'Danh sách đầy đủ có ở API; ở đây là các đơn vị đầu tiên theo thứ tự phải xem xét.',
    done: (n: string) => `Đã yêu cầu ${n} đơn vị trả lại văn bản.`,
    repeated: 'Văn bản đã được thu hồi từ trước.',
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
