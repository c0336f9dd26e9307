/** Words of reminders and escalations. Vietnamese is the source. */
export const vi = {
  subject: (text: string) => `Trích yếu: “${text}”`,
  fault: {
    title: (since: string) => `Văn bản này chưa được đôn đốc tự động từ ${since}.`,
    text: (retryAt: string) =>
      `Quy định đôn đốc kèm theo không thực hiện được; các văn bản khác không bị ảnh hưởng. Hệ thống thử lại lúc ${retryAt}; trong khi chờ, xin đôn đốc trực tiếp.`,
    operator: 'Có văn bản chưa đôn đốc được vì quy định kèm theo không thực hiện được; xem bảng chase_fault.',
  },
  due: { receipt: 'Hạn tiếp nhận', work: 'Hạn thực hiện' },
  remind: {
    subject: (ordinal: string, stage: string, paper: string) => `[Nhắc lần ${ordinal}] ${stage} ${paper}`,
    stage: { receipt: 'Chưa tiếp nhận', work: 'Chưa báo cáo kết quả' },
    text: {
      receipt: (paper: string) => `Quý cơ quan chưa tiếp nhận ${paper}.`,
      work: (paper: string) => `Quý cơ quan chưa hoàn thành và báo cáo kết quả ${paper}.`,
    },
    left: (n: number) => `Sau ${n} lần nhắc nữa mà chưa có kết quả, hệ thống sẽ báo cấp trên trực tiếp của đơn vị.`,
    last: 'Đây là lần nhắc cuối; sau lần này hệ thống sẽ báo cấp trên trực tiếp của đơn vị.',
    open: { receipt: 'Tiếp nhận văn bản', work: 'Mở văn bản và báo cáo' },
    linkNote: (until: string) =>
      `Mở liên kết chưa làm thay đổi gì; chỉ khi bấm nút trên trang mở ra. Liên kết dùng được đến ${until}.`,
    alreadyDone: 'Nếu quý cơ quan đã thực hiện, xin bỏ qua thư này.',
  },
  silent: {
    remindSubject: (paper: string, waiting: string) => `[Chưa chuyển tiếp] ${waiting} đơn vị đang chờ ${paper}`,
    remindText: (paper: string, waiting: string) =>
      `Quý cơ quan đã tiếp nhận ${paper} nhưng quá hạn vẫn chưa chuyển tiếp đủ; ${waiting} đơn vị bên dưới đang phải chờ và chưa thể thực hiện.`,
    next: 'Nếu vẫn chưa chuyển tiếp, hệ thống sẽ báo cấp trên trực tiếp của đơn vị.',
    escalateSubject: (unit: string, paper: string) => `[Chậm chuyển tiếp] ${unit} chưa chuyển tiếp ${paper}`,
    escalateText: (unit: string, paper: string, waiting: string) =>
      `${unit} đã tiếp nhận ${paper} nhưng chưa chuyển tiếp đủ; ${waiting} đơn vị bên dưới đang phải chờ.`,
    urge: 'Hệ thống đã nhắc đơn vị. Đề nghị đôn đốc.',
    acknowledgedAt: 'Tiếp nhận lúc',
    term: 'Thời hạn chuyển tiếp',
    days: (n: number) => `${n} ngày làm việc từ khi tiếp nhận`,
    waiting: 'Đơn vị bên dưới đang phải chờ',
    open: 'Mở văn bản và chuyển tiếp',
  },
  /** Who waits for the office that is written to. */
  waiting: {
    held: (n: string) => `${n} đơn vị bên dưới đang chờ quý cơ quan chuyển văn bản này đến.`,
    title: 'Các đơn vị đang chờ',
    others: (n: string) => `và ${n} đơn vị khác`,
  },
  /** To the superior of a unit whose mail address is dead. */
  rerouted: {
    subject: (unit: string, paper: string) => `[Không nhắc được] ${unit} không nhận được thư nhắc về ${paper}`,
    text: {
      receipt: (unit: string, paper: string) =>
        `${unit} đã quá hạn tiếp nhận ${paper}, nhưng địa chỉ thư của đơn vị không còn dùng được nên thư nhắc không đến nơi.`,
      relay: (unit: string, paper: string) =>
        `${unit} đã quá hạn chuyển tiếp ${paper}, nhưng địa chỉ thư của đơn vị không còn dùng được nên thư nhắc không đến nơi.`,
      work: (unit: string, paper: string) =>
        `${unit} đã quá hạn thực hiện ${paper}, nhưng địa chỉ thư của đơn vị không còn dùng được nên thư nhắc không đến nơi.`,
    },
    ask: 'Đề nghị quý cơ quan báo cho đơn vị bằng cách khác.',
    open: 'Xem tình hình',
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
