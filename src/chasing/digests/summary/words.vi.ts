/** Words of the weekly summary for leaders. Vietnamese is the source. */
export const vi = {
  subject: (unit: string, on: string) => `[Tổng hợp tuần] Công việc của ${unit}, tuần từ ngày ${on}`,
  to: (unit: string) => `Lãnh đạo ${unit}`,
  opening: (on: string) =>
    `Hệ thống xin báo cáo tình hình thực hiện các văn bản chỉ đạo của cơ quan tính đến sáng ngày ${on}.`,
  refuse: 'Thư này gửi một lần mỗi tuần; có thể thôi nhận tại trang Thư tổng hợp trong ngày.',
  parts: {
    due: (n: string) => `Đến hạn trong tuần (${n})`,
    late: (n: string) => `Đã quá hạn (${n})`,
    below: (n: string) => `Đơn vị còn chậm (${n})`,
    asked: (n: string) => `Đang chờ cơ quan gửi trả lời (${n})`,
    toAnswer: (n: string) => `Câu hỏi chờ cơ quan trả lời (${n})`,
  },
  first: (title: string, n: string) => `${title}, nêu ${n} việc đầu`,
  unit: (unit: string) => `Đơn vị: ${unit}`,
  due: 'Hạn',
  open: 'Mở',
  all: 'Xem tất cả việc phải làm',
};
export type SummaryWords = typeof vi;
