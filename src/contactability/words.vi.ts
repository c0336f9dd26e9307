/** Words of the way to units. Vietnamese is the source. */
export const vi = {
  title: 'Khả năng liên lạc với đơn vị',
  intro:
    'Đường thư đến từng đơn vị được chứng minh bằng thư gần nhất mà máy chủ thư đã nhận, hoặc lần tiếp nhận văn bản gần nhất.',
  classes: {
    proven: 'Đã chứng minh trong 30 ngày',
    old: 'Chứng minh đã cũ, hơn 30 ngày',
    never: 'Chưa từng chứng minh',
    failing: 'Thư gần nhất bị trả lại',
    'no-mailbox': 'Chưa có hộp thư',
  },
  /** The same, as heads of columns. */
  short: {
    proven: 'Đã chứng minh',
    old: 'Đã cũ',
    never: 'Chưa từng',
    failing: 'Bị trả lại',
    'no-mailbox': 'Chưa có hộp thư',
  },
  concern: 'Chưa chắc liên lạc được',
  all: 'Tất cả',
  show: 'Lọc theo tình trạng',
  map: 'Bản đồ theo tỉnh, thành phố',
  mapText:
    'Mỗi ô là một tỉnh, thành phố, đặt theo vị trí trên bản đồ: số đơn vị thuộc tình trạng đang lọc trên tổng số.',
  legend: ['không có', 'đến 10%', 'đến một nửa', 'hơn một nửa'],
  tile: (name: string, n: string, total: string) => `${name}: ${n} trên ${total} đơn vị`,
  centre: 'Trung ương và đơn vị không thuộc tỉnh',
  table: 'Cùng số liệu, dạng bảng',
  province: 'Tỉnh, thành phố',
  total: 'Tổng',
  units: 'Đơn vị',
  find: 'Tìm đơn vị theo tên (không cần dấu)',
  findButton: 'Tìm',
  download: 'Tải về (CSV)',
  columns: {
    unit: 'Đơn vị',
    class: 'Tình trạng',
    proven: 'Chứng minh gần nhất',
    failed: 'Thư bị trả gần nhất',
    signedIn: 'Đăng nhập gần nhất',
  },
  delivered: 'thư đến',
  acknowledged: 'tiếp nhận',
  none: 'chưa có',
  shared: (n: string) => `hộp thư chung của ${n} đơn vị`,
  empty: 'Không có đơn vị nào trong tình trạng này',
  csv: [
    'Mã',
    'Tên đơn vị',
    'Tỉnh, thành phố',
    'Tình trạng',
    'Thư đến gần nhất',
    'Tiếp nhận gần nhất',
    'Thư bị trả gần nhất',
    'Lý do',
    'Đăng nhập gần nhất',
    'Số đơn vị chung hộp thư',
  ],
  before: {
    urgentTitle: (n: string) => `Văn bản khẩn: ${n} đơn vị chưa chắc liên lạc được`,
    title: (n: string) => `${n} đơn vị chưa chắc liên lạc được qua thư`,
    /** By the codes of the classes. */
    counts: {
      failing: 'đơn vị có thư gần nhất bị trả lại',
      never: 'đơn vị chưa có thư nào được chứng minh là đến',
      'no-mailbox': 'đơn vị chưa có hộp thư',
    },
    urgentTodo:
      'Trước khi ban hành: gọi điện hoặc nhắn trực tiếp cho các đơn vị này, hoặc gửi qua cấp trên của họ; nhờ quản trị đơn vị sửa hộp thư bị trả. Thư vẫn được gửi, và trang theo dõi cho biết ai đã tiếp nhận.',
    todo: 'Nên nhắc các đơn vị này đăng nhập xem văn bản, và nhờ quản trị đơn vị cập nhật hộp thư.',
    names: 'Xem tên đơn vị',
    list: 'Xem cả danh sách',
    of: 'Khả năng liên lạc với nơi nhận',
    back: 'Về trang xem trước',
  },
};
export type ContactWords = typeof vi;
