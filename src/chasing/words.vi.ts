/** Words of reminders and escalations. Vietnamese is the source. */
export const vi = {
  subject: (text: string) => `Trích yếu: “${text}”`,
  due: { receipt: 'Hạn tiếp nhận', work: 'Hạn thực hiện' },
  remind: {
    subject: (ordinal: string, stage: string, paper: string) => `[Nhắc lần ${ordinal}] ${stage} ${paper}`,
    stage: { receipt: 'Chưa tiếp nhận', work: 'Chưa báo cáo kết quả' },
    text: {
      receipt: (paper: string) => `Đơn vị chưa tiếp nhận ${paper}.`,
      work: (paper: string) => `Đơn vị chưa hoàn thành và báo cáo kết quả ${paper}.`,
    },
    left: (n: number) => `Sau ${n} lần nhắc nữa mà chưa có kết quả, hệ thống sẽ báo cấp trên trực tiếp của đơn vị.`,
    last: 'Đây là lần nhắc cuối; sau lần này hệ thống sẽ báo cấp trên trực tiếp của đơn vị.',
    open: { receipt: 'Tiếp nhận văn bản', work: 'Mở văn bản và báo cáo' },
    linkNote: (until: string) =>
      `Mở liên kết chưa làm thay đổi gì; chỉ khi bấm nút trên trang mở ra. Liên kết dùng được đến ${until}.`,
    alreadyDone: 'Nếu đơn vị đã thực hiện, xin bỏ qua thư này.',
  },
  escalate: {
    subject: {
      receipt: (unit: string, paper: string) => `[Chậm tiếp nhận] ${unit} chưa tiếp nhận ${paper}`,
      work: (unit: string, paper: string) => `[Chậm thực hiện] ${unit} chưa báo cáo kết quả ${paper}`,
    },
    text: {
      receipt: (unit: string, paper: string) => `${unit} chưa tiếp nhận ${paper}.`,
      work: (unit: string, paper: string) => `${unit} chưa hoàn thành và báo cáo kết quả ${paper}.`,
    },
    reminded: (n: string) => `Hệ thống đã nhắc đơn vị ${n} lần. Đề nghị đôn đốc.`,
    waiting: 'Đơn vị bên dưới đang phải chờ',
    open: 'Xem tình hình',
  },
};
export type ChasingWords = typeof vi;
