/** Words of closing a directive. Vietnamese is the source. */
export const vi = {
  close: 'Kết thúc theo dõi',
  hint: 'Sau khi kết thúc, hệ thống không nhắc ai nữa.',
  nothingLeft: 'Không còn nhiệm vụ nào dở dang.',
  left: (n: string) => `Còn ${n} nhiệm vụ dở dang, được ghi vào lịch sử như lúc kết thúc:`,
  kinds: {
    notAcknowledged: 'chưa tiếp nhận',
    working: 'chưa thực hiện xong',
    waiting: 'chờ trả lời câu hỏi',
    waitingForRelay: 'chờ cấp trên chuyển đến',
    notReviewed: 'chưa duyệt kết quả',
    recallUnanswered: 'chưa trả lời yêu cầu thu hồi',
  },
};
export type ClosingWords = typeof vi;
