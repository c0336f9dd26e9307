/** Why a plan is refused, and what to do; `unit` and `other` are names with codes. Vietnamese is the source. */
export const vi = {
  past: () => ['Ngày hiệu lực đã qua.', 'Chọn ngày hiệu lực từ hôm nay trở đi, hoặc nhờ người vận hành nhập bổ sung.'],
  'unknown-unit': (unit) => [`Không có đơn vị nào mang mã ${unit}.`, 'Tìm đơn vị theo tên rồi chọn lại.'],
  'not-in-force': (unit) => [
    `${unit} không còn hoặc chưa hoạt động vào ngày liền trước ngày hiệu lực.`,
    'Chọn đơn vị đang hoạt động, hoặc sửa ngày hiệu lực.',
  ],
  'not-there-on-day': (unit) => [
    `${unit} không hoạt động vào ngày hiệu lực.`,
    'Chọn đơn vị đang hoạt động vào ngày đó.',
  ],
  'ends-too': (unit, other) => [
    `${unit} cũng kết thúc trong phương án này, ở nội dung ${other}.`,
    'Chọn đơn vị còn hoạt động làm đơn vị tiếp nhận hoặc cấp trên.',
  ],
  'ends-twice': (unit, other) => [`${unit} đã kết thúc ở nội dung ${other}.`, 'Bỏ một trong hai nội dung.'],
  'ends-and-changes': (unit, other) => [
    `${unit} kết thúc ở nội dung ${other} nên không thể thay đổi thêm.`,
    'Bỏ một trong hai nội dung.',
  ],
  'into-itself': (unit) => [
    `${unit} vừa là đơn vị chuyển vừa là đơn vị tiếp nhận.`,
    'Bỏ đơn vị này khỏi bên chuyển; đơn vị tiếp nhận vẫn hoạt động.',
  ],
  'same-twice': (unit) => [`${unit} được ghi hai lần.`, 'Bỏ một lần.'],
  'code-taken': (unit) => [`Mã của ${unit} đã được dùng.`, 'Chọn mã khác; mã không bao giờ dùng lại.'],
  'code-official': (unit) => [`Mã ${unit} trùng với mã chính thức của một đơn vị.`, 'Chọn mã riêng khác.'],
  'code-twice': (unit, other) => [
    `Mã của ${unit} đã dùng cho đơn vị thành lập ở nội dung ${other}.`,
    'Chọn mã khác, hoặc dẫn chiếu đơn vị đó bằng mã.',
  ],
  'official-taken': (code, other) => [
    `Mã chính thức ${code} vào ngày đó là của ${other}.`,
    'Bỏ mã này, hoặc cho đơn vị đang mang mã kết thúc trong phương án.',
  ],
  'official-twice': (unit) => [`${unit} có hai mã chính thức cùng một loại.`, 'Mỗi loại chỉ ghi một mã.'],
  'main-missing': (unit) => [`Chưa nêu đơn vị chính kế thừa ${unit}.`, 'Chọn một đơn vị đại diện cho cơ quan cũ.'],
  'main-unknown': (unit, other) => [
    `${other} không nằm trong các phần của ${unit}.`,
    'Chọn đơn vị chính trong số các đơn vị hình thành.',
  ],
  'main-must-stay': (unit, other) => [
    `${unit} vẫn hoạt động nên ${other} không thể là đơn vị chính.`,
    'Chọn chính đơn vị đó, hoặc bỏ nó khỏi các phần để nó kết thúc.',
  ],
  'no-parent': (unit) => [
    `${unit} không còn cấp trên hành chính, cấp trên ngành hay địa bàn nào.`,
    'Nêu ít nhất một đơn vị cấp trên hoặc một địa bàn.',
  ],
  cycle: (unit) => [`${unit} sẽ nằm dưới chính nó.`, 'Chọn cấp trên không nằm dưới đơn vị này.'],
  'children-left': (unit, other) => [
    `${unit} kết thúc mà chưa có đơn vị chính kế thừa; còn trực thuộc: ${other}.`,
    'Chuyển các đơn vị đó về cấp trên khác, hoặc nêu đơn vị chính kế thừa.',
  ],
  contradiction: (unit, other) => [
    other === null
      ? `${unit} được thành lập trong phương án này nên không đổi tên, kết thúc hay bàn giao trong cùng ngày.`
      : `${unit} đã được thay đổi khác ở nội dung ${other}.`,
    'Bỏ một trong hai nội dung.',
  ],
  'nothing-changes': (unit) => [`${unit} đã như vậy rồi.`, 'Bỏ nội dung này.'],
  'name-kind': (unit, other) => [
    `${unit}: tên “${other}” không khớp với loại đơn vị.`,
    'Tên đơn vị hành chính bắt đầu bằng loại của nó, như “Phường …”, “Xã …”.',
  ],
  'later-changes': (unit) => [
    `Sổ đơn vị đã ghi thay đổi của ${unit} từ ngày đó trở đi.`,
    'Xem lại các thay đổi đã ghi, hoặc chọn ngày hiệu lực sau đó.',
  ],
  'out-of-scope': (unit) => [
    `${unit} không nằm dưới cơ quan của bạn.`,
    'Nhờ quản trị của cấp trên chung, hoặc người vận hành.',
  ],
  'nothing-to-succeed': () => [
    'Sổ đơn vị chưa ghi việc kế thừa nào vào ngày này.',
    'Nạp bảng chuyển đổi của ngày đó trước.',
  ],
} as const satisfies Record<string, (unit: string, other: string | null) => readonly [reason: string, remedy: string]>;

export type RefusalWords = Record<
  keyof typeof vi,
  (unit: string, other: string | null) => readonly [reason: string, remedy: string]
>;
