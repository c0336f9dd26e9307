/** Words of pausing a directive and letting it go on. Vietnamese is the source. */
export const vi = {
  pause: 'Tạm dừng',
  pauseHint:
    'Các thời hạn ngừng chạy, không ai bị nhắc, không thư nào gửi đi, kể cả ở các văn bản cấp dưới ban hành để thực hiện. Đơn vị vẫn tiếp nhận, thực hiện và báo cáo được.',
  reason: 'Lý do tạm dừng',
  resume: 'Cho tiếp tục',
  resumeHint:
    'Thời hạn còn lại được cộng đúng thời gian làm việc đã dừng; ngày gia hạn cho phép trong lúc tạm dừng giữ nguyên; thư đang giữ được gửi đi.',
  paused: (n: string) => `Đã tạm dừng ${n} nhiệm vụ. Không còn thư nào gửi đi.`,
  stillSending: (n: string, left: string) => `Đã tạm dừng ${n} nhiệm vụ. Còn ${left} thư đang trên đường.`,
  resumed: (n: string) => `${n} nhiệm vụ tiếp tục.`,
  repeated: 'Văn bản đã ở trạng thái này từ trước.',
};
export type PausingWords = typeof vi;
