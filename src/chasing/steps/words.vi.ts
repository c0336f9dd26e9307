/** Words of the mails that a step of a policy's ladder sends. Vietnamese is the source. */
export const vi = {
  leader: (unit: string) => `Lãnh đạo ${unit}`,
  stage: {
    delivery: 'Chưa đến nơi',
    receipt: 'Chưa tiếp nhận',
    relay: 'Chưa chuyển tiếp',
    begin: 'Chưa bắt đầu',
    work: 'Chưa báo cáo kết quả',
  },
  /** At the head of the subject, by the tone of the step. */
  mark: {
    reminder: (n: string) => `Nhắc lần ${n}`,
    firm: (n: string) => `Yêu cầu thực hiện, lần ${n}`,
    last: () => 'Nhắc lần cuối',
  },
  unit: {
    delivery: (paper: string) =>
      `Thư gửi kèm ${paper} có thể chưa đến quý cơ quan; quý cơ quan chưa tiếp nhận văn bản này.`,
    receipt: (paper: string) => `Quý cơ quan chưa tiếp nhận ${paper}.`,
    relay: (paper: string, waiting: string) =>
      `Quý cơ quan đã tiếp nhận ${paper} nhưng quá hạn vẫn chưa chuyển tiếp đủ; ${waiting} đơn vị bên dưới đang phải chờ và chưa thể thực hiện.`,
    begin: (paper: string) => `Quý cơ quan đã tiếp nhận ${paper} nhưng chưa bắt đầu thực hiện.`,
    work: (paper: string) => `Quý cơ quan chưa hoàn thành và báo cáo kết quả ${paper}.`,
  },
  /** What a firm and a last reminder ask for. */
  ask: {
    firm: {
      delivery: 'Đề nghị quý cơ quan kiểm tra, tiếp nhận văn bản ngay trong ngày.',
      receipt: 'Đề nghị quý cơ quan tiếp nhận văn bản ngay trong ngày.',
      relay: 'Đề nghị quý cơ quan chuyển tiếp văn bản đến các đơn vị trực thuộc ngay trong ngày.',
      begin: 'Đề nghị quý cơ quan phân công, triển khai thực hiện ngay.',
      work: 'Đề nghị quý cơ quan khẩn trương hoàn thành, báo cáo kết quả; nêu rõ nguyên nhân chậm.',
    },
    last: 'Đây là lần nhắc cuối. Kính đề nghị lãnh đạo quý cơ quan quan tâm chỉ đạo thực hiện.',
  },
  above: {
    subject: {
      delivery: (unit: string, paper: string) => `[Chưa đến nơi] Chưa gửi được ${paper} đến ${unit}`,
      receipt: (unit: string, paper: string) => `[Chậm tiếp nhận] ${unit} chưa tiếp nhận ${paper}`,
      relay: (unit: string, paper: string) => `[Chậm chuyển tiếp] ${unit} chưa chuyển tiếp ${paper}`,
      begin: (unit: string, paper: string) => `[Chậm triển khai] ${unit} chưa bắt đầu thực hiện ${paper}`,
      work: (unit: string, paper: string) => `[Chậm thực hiện] ${unit} chưa báo cáo kết quả ${paper}`,
    },
    text: {
      delivery: (unit: string, paper: string) => `${paper} chưa đến được ${unit}, đã quá hạn tiếp nhận.`,
      receipt: (unit: string, paper: string) => `${unit} chưa tiếp nhận ${paper}.`,
      relay: (unit: string, paper: string, waiting: string) =>
        `${unit} đã tiếp nhận ${paper} nhưng chưa chuyển tiếp đủ; ${waiting} đơn vị bên dưới đang phải chờ.`,
      begin: (unit: string, paper: string) => `${unit} đã tiếp nhận ${paper} nhưng chưa bắt đầu thực hiện.`,
      work: (unit: string, paper: string) => `${unit} chưa hoàn thành và báo cáo kết quả ${paper}.`,
    },
    otherWay: 'Đề nghị quý cơ quan báo cho đơn vị bằng cách khác: điện thoại, liên thông văn bản hoặc gửi bản giấy.',
    reminded: (n: string) => `Hệ thống đã nhắc ${n} lần. Đề nghị quý cơ quan đôn đốc.`,
    urge: 'Đề nghị quý cơ quan đôn đốc.',
  },
  next: (time: string, does: string) => `Nếu vẫn chưa thực hiện, sau đó ${time} hệ thống sẽ ${does}.`,
  nothingNext: 'Hệ thống không nhắc thêm về nội dung này.',
  alreadyDone: 'Nếu quý cơ quan đã thực hiện, xin bỏ qua thư này.',
  facts: {
    due: { receipt: 'Hạn tiếp nhận', work: 'Hạn thực hiện' },
    acknowledgedAt: 'Tiếp nhận lúc',
    relayTerm: 'Thời hạn chuyển tiếp',
    beginTerm: 'Thời hạn bắt đầu',
    days: (n: number) => `${n} ngày làm việc từ khi tiếp nhận`,
    waiting: 'Đơn vị bên dưới đang phải chờ',
  },
  open: {
    delivery: 'Tiếp nhận văn bản',
    receipt: 'Tiếp nhận văn bản',
    relay: 'Mở văn bản và chuyển tiếp',
    begin: 'Mở văn bản và phân công',
    work: 'Mở văn bản và báo cáo',
  },
  relaySubject: (waiting: string, paper: string) => `[Chưa chuyển tiếp] ${waiting} đơn vị đang chờ ${paper}`,
  linkNote: (until: string) =>
    `Mở liên kết chưa làm thay đổi gì; chỉ khi bấm nút trên trang mở ra. Liên kết dùng được đến ${until}.`,
  look: 'Xem tình hình',
  page: {
    title: 'Công văn đôn đốc',
    intro:
      'Công văn gửi đúng các đơn vị đã đến bước đôn đốc bằng công văn trong đợt này. Lập một lần; tải lại được nhiều lần, đơn vị đã thực hiện không còn trong danh sách.',
    make: 'Lập công văn',
    made: (at: string) => `Đã lập lúc ${at}. Hãy tải bản Word hoặc PDF, trình ký và phát hành.`,
    nobody: 'Các đơn vị trong đợt này đã thực hiện, không còn ai phải đôn đốc.',
    late: (n: number) => `Còn chậm: ${n} đơn vị`,
    other: (sender: string) => `Công văn đôn đốc do cơ quan ${sender} ký`,
    done: (n: number) => `Đã thực hiện: ${n} đơn vị`,
  },
  /** To the office that is to sign the official letter. */
  letter: {
    subject: (paper: string) => `[Công văn đôn đốc] Dự thảo công văn đôn đốc về ${paper} đã sẵn sàng để ký`,
    text: (paper: string) =>
      `Đã đến bước đôn đốc bằng công văn đối với các đơn vị chậm thực hiện ${paper}. Hệ thống đã chuẩn bị dự thảo công văn gửi đúng các đơn vị này.`,
    ask: 'Đề nghị văn thư mở trang bên dưới, kiểm tra danh sách, tải bản Word hoặc PDF, trình ký và phát hành. Mỗi đợt chỉ báo một lần.',
    stage: 'Nội dung đôn đốc',
    open: 'Mở công văn đôn đốc',
  },
};
export type StepNoticeWords = typeof vi;
