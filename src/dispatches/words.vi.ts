/** Words of reading a dispatch. Vietnamese is the source. */
export const vi = {
  title: 'Đưa văn bản vào',
  crumbs: 'Vị trí trang',
  directives: 'Văn bản chỉ đạo',
  intro:
    'Tải tệp lên hoặc dán chữ của văn bản. Hệ thống đọc số, ngày, trích yếu, nơi nhận, nhiệm vụ và hạn; bạn kiểm tra lại trước khi ban hành.',
  file: 'Tệp văn bản',
  fileHint: 'Tệp chữ (.txt, .md), tối đa 300 KB.',
  or: 'hoặc',
  text: 'Dán chữ của văn bản',
  textHint: 'Dán cả phần tiêu đề và Nơi nhận.',
  read: 'Đọc văn bản',
  secret:
    'Không đưa văn bản có dấu MẬT, TỐI MẬT, TUYỆT MẬT vào hệ thống này. Nếu phát hiện dấu mật, hệ thống từ chối và không giữ lại chữ nào.',
  reading: {
    title: 'Đã đọc được gì',
    issuer: 'Cơ quan ban hành',
    number: 'Số, ký hiệu',
    date: 'Địa danh, ngày',
    subject: 'Trích yếu',
    urgency: 'Độ khẩn',
    signature: 'Người ký',
    bases: 'Căn cứ',
    references: 'Văn bản được nhắc đến',
    reports: 'Yêu cầu báo cáo',
    copies: 'Nơi nhận khác',
    archive: 'Lưu',
    attachments: 'Kèm theo',
    notStated: 'văn bản không ghi',
    onRequest: 'khi có yêu cầu',
    due: (date: string) => `trước hoặc vào ${date}`,
    to: (name: string) => `gửi ${name}`,
    via: (name: string) => `qua ${name}`,
    periods: {
      day: 'hằng ngày', week: 'hằng tuần', month: 'hằng tháng', quarter: 'quý', 'half-year': '6 tháng', 'nine-months': '9 tháng',
      year: 'năm',
    }, // prettier-ignore
  },
  warnings: {
    title: 'Cần kiểm tra',
    'number-missing': 'Văn bản chưa có số. Số sẽ được cấp khi ban hành.',
    'date-incomplete': 'Ngày ban hành chưa đủ ngày, tháng, năm.',
    'issuer-not-stated': 'Tiêu đề không ghi cơ quan ban hành; tên lấy từ nội dung, hãy kiểm tra.',
    'basis-after-issue': 'Có căn cứ ghi ngày sau ngày của chính văn bản này. Ngày ghi trên văn bản được giữ nguyên.',
    'subject-year-differs': 'Năm trong trích yếu khác với năm ban hành.',
    'due-before-issue': 'Có hạn báo cáo trước ngày ban hành.',
    'no-addressee': 'Không thấy nơi nhận nào phải thực hiện.',
    'no-signer': 'Không thấy tên người ký.',
    secret: 'Văn bản có dấu mật: hệ thống không nhận.',
  },
};
export type DispatchWords = typeof vi;
