/** Words of the demonstration. Vietnamese is the source. */
export const vi = {
  title: 'Trình diễn',
  heading: 'Một chỉ đạo đi từ Bộ đến 3.321 xã, phường, đặc khu — và quay về',
  intro:
    'Xem ai đã tiếp nhận, ai còn chậm, ai đang giữ việc của người khác; hệ thống nhắc đúng người, đúng lúc và giữ lại bằng chứng không sửa được. Hãy chọn một vai để vào xem.',
  doors: {
    issuer: { title: 'Cơ quan ban hành', text: 'Đọc văn bản, xem trước nơi nhận, ký ban hành và theo dõi từng cấp.' },
    second: {
      title: 'Người thứ hai xác nhận',
      text: 'Xác nhận hoặc từ chối một văn bản theo quy tắc hai người: người đề nghị không tự ban hành được.',
    },
    province: {
      title: 'Tỉnh đang chậm chuyển tiếp',
      text: 'Chuyển nguyên văn xuống xã, hoặc ban hành văn bản triển khai riêng và đối chiếu nhiệm vụ.',
    },
    commune: { title: 'Xã (người nhận)', text: 'Xem việc phải làm, tiếp nhận, phân công, thực hiện và báo cáo.' },
    admin: {
      title: 'Quản trị đơn vị (tỉnh)',
      text: 'Xem cây đơn vị, con người, khả năng liên lạc; duyệt một phương án sắp xếp hai xã rồi cho đồng hồ chạy đến ngày hiệu lực.',
    },
    auditor: { title: 'Kiểm tra, giám sát', text: 'Đọc lại toàn bộ diễn biến: ai biết gì, làm gì, vào lúc nào.' },
  },
  enter: 'Vào xem',
  clock: 'Đồng hồ trình diễn',
  clockText: (at: string) =>
    `Trình diễn bắt đầu lúc ${at}. Dùng các nút ở thanh vàng trên cùng để cho thời gian trôi: thư nhắc, báo cấp trên và việc quá hạn sẽ hiện ra.`,
  moved: (at: string) =>
    `Đồng hồ đã chuyển đến ${at}; việc nhắc và báo cấp trên đến hạn trong lúc đó đã được thực hiện.`,
  mailbox: 'Hộp thư thử',
  mailboxText:
    'Mọi thư của bản trình diễn đều vào một hộp thư trên máy này; không thư nào ra ngoài. Mở một thư và bấm liên kết để tiếp nhận như cán bộ xã.',
  openMailbox: 'Mở hộp thư thử',
  papers: 'Hai văn bản đang được theo dõi',
  made: 'Văn bản và con người trong bản trình diễn đều là hư cấu; đơn vị hành chính là có thật.',
  units: (n: string) => `${n} đơn vị`,
};
export type DemoWords = typeof vi;
