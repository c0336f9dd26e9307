/** Words of the test mailbox. Vietnamese is the source. */
export const vi = {
  title: 'Hộp thư thử',
  intro: 'Thư của bản trình diễn nhận qua SMTP trên máy này. Không thư nào được gửi ra ngoài.',
  find: 'Tìm theo địa chỉ nhận',
  findButton: 'Tìm',
  subject: 'Tiêu đề',
  to: 'Đến',
  from: 'Từ',
  at: 'Lúc',
  empty: 'Chưa có thư nào',
  emptyText: 'Thư xuất hiện ở đây khi một văn bản được ban hành hoặc khi đến kỳ nhắc.',
  emptyFound: 'Không có thư nào gửi đến địa chỉ này',
  count: (n: string) => `${n} thư`,
  crumbs: 'Vị trí trang',
  links: 'Liên kết trong thư',
  textForm: 'Bản chữ thường',
  noSubject: '(không có tiêu đề)',
};
export type MailWords = typeof vi;
