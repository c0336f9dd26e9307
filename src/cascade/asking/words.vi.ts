/** Words of the mails about questions and requests for more time. Vietnamese is the source. */
export const vi = {
  subject: (text: string) => `Trích yếu: “${text}”`,
  question: {
    subject: (unit: string, paper: string) => `[Câu hỏi] ${unit} hỏi về ${paper}`,
    text: (unit: string, paper: string, at: string) => `${unit} hỏi về ${paper} lúc ${at}.`,
    clock: 'Trong khi chờ trả lời, thời hạn thực hiện của đơn vị ngừng tính.',
    label: 'Câu hỏi',
    due: 'Hạn trả lời',
    open: 'Mở và trả lời',
  },
  answer: {
    subject: (paper: string) => `[Trả lời] Câu hỏi về ${paper}`,
    text: (by: string, paper: string) => `${by} đã trả lời câu hỏi của đơn vị về ${paper}.`,
    clock: 'Thời hạn thực hiện tính tiếp và được cộng số ngày làm việc đã chờ.',
    question: 'Câu hỏi',
    answer: 'Trả lời',
    workDue: 'Hạn thực hiện',
    open: 'Mở văn bản',
  },
  asked: {
    subject: (unit: string, paper: string) => `[Đề nghị gia hạn] ${unit}, ${paper}`,
    text: (unit: string, paper: string, at: string) => `${unit} đề nghị gia hạn thực hiện ${paper} lúc ${at}.`,
    clock: 'Hạn cũ vẫn tính cho đến khi đề nghị được chấp nhận.',
    until: 'Đề nghị đến ngày',
    workDue: 'Hạn hiện nay',
    reason: 'Lý do',
    open: 'Mở và quyết định',
  },
  extension: {
    grantedSubject: (paper: string) => `[Được gia hạn] ${paper}`,
    grantedText: (by: string, paper: string) => `${by} đã đồng ý gia hạn thực hiện ${paper}.`,
    refusedSubject: (paper: string) => `[Không được gia hạn] ${paper}`,
    refusedText: (by: string, paper: string) => `${by} không đồng ý gia hạn thực hiện ${paper}. Hạn cũ vẫn tính.`,
    until: 'Được gia hạn đến ngày',
    workDue: 'Hạn thực hiện',
    refusal: 'Lý do',
    open: 'Mở văn bản',
  },
};
export type AskingNoticeWords = typeof vi;
