/** Words of signing in. Vietnamese is the source. */
export const vi = {
  title: 'Đăng nhập',
  intro: 'Theo dõi văn bản chỉ đạo từ lúc ban hành đến khi từng đơn vị tiếp nhận, thực hiện và báo cáo.',
  token: 'Mã truy cập',
  tokenHint:
    'Mã cá nhân do lãnh đạo hoặc quản trị của đơn vị cấp ở mục Cán bộ, mã của đơn vị do người vận hành cấp; mã chỉ hiện một lần.',
  button: 'Đăng nhập',
  mail: 'Nhận được thư báo? Mở liên kết trong thư để tiếp nhận ngay, không cần đăng nhập.',
  empty: 'Hệ thống chưa có mã truy cập nào',
  emptyText: 'Danh mục đơn vị hành chính và lịch làm việc đã sẵn sàng. Ba việc đầu tiên, chạy trên máy chủ:',
  steps: {
    token: 'Tạo mã truy cập đầu tiên cho cơ quan ban hành (thay mã đơn vị cho đúng)',
    find: 'Tìm mã của đơn vị trong danh mục',
    mail: 'Khai báo máy chủ thư rồi khởi động lại, để thư báo và thư nhắc được gửi đi',
  },
  docs: 'Hướng dẫn đầy đủ ở tệp README đi kèm.',
};
export type AccessWords = typeof vi;
