/** Words of what chasing says beside its steps. Vietnamese is the source. */
export const vi = {
  subject: (text: string) => `Trích yếu: “${text}”`,
  fault: {
    title: (since: string) => `Văn bản này chưa được đôn đốc tự động từ ${since}.`,
    text: (retryAt: string) =>
      `Quy định đôn đốc kèm theo không thực hiện được; các văn bản khác không bị ảnh hưởng. Hệ thống thử lại lúc ${retryAt}; trong khi chờ, xin đôn đốc trực tiếp.`,
    operator: 'Có văn bản chưa đôn đốc được vì quy định kèm theo không thực hiện được; xem bảng chase_fault.',
  },
  /** Who waits for the office that is written to. */
  waiting: {
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
};
export type ChasingWords = typeof vi;
