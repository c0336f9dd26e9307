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
  'official-form': (unit, other) => [
    `${unit}: “${other}” không đúng dạng của loại mã này.`,
    'Ghi đúng dạng: 06184 (gso), 000.00.00.H37 (qcvn102), H37.12 (qd20).',
  ],
  'official-area': (unit, other) => [
    `${unit}: mã thống kê “${other}” không phải mã của cấp hành chính này.`,
    'Mã thống kê chỉ cấp cho đơn vị hành chính: tỉnh 2 chữ số, huyện 3, xã 5; cơ quan dùng mã qcvn102 hoặc qd20.',
  ],
  'official-operator': (unit, other) => [
    `${unit}: chỉ người vận hành cấp mã thống kê mới (“${other}”).`,
    'Bỏ mã này, hoặc dùng mã của đơn vị mà nó thay thế trong cùng nội dung.',
  ],
  'parent-level': (unit, other) => [
    `${unit} không thể trực thuộc ${other}.`,
    'Cấp trên hành chính của một đơn vị hành chính phải là đơn vị hành chính cấp cao hơn.',
  ],
  'name-taken': (unit, other) => [
    `${unit} trùng tên và loại với ${other}, cùng một cấp trên.`,
    'Chọn tên khác, hoặc cho đơn vị kia kết thúc hay đổi tên trong phương án.',
  ],
  'other-level': (unit) => [
    `${unit} không chuyển được sang loại thuộc cấp khác.`,
    'Chọn loại cùng cấp; để đổi cấp, cho đơn vị này kết thúc và thành lập đơn vị mới.',
  ],
  'kind-over': (unit) => [
    `${unit}: từ 01/7/2025 không còn đơn vị hành chính cấp huyện và thị trấn.`,
    'Chọn xã, phường hoặc đặc khu.',
  ],
  'unknown-directive': (_, other) => [
    `Không có văn bản nào mang mã ${other}, hoặc bạn không được xem văn bản đó.`,
    'Tìm lại văn bản, hoặc bàn giao theo cơ quan ban hành.',
  ],
  'other-plan': (unit, other) => [
    `${unit} cũng được thay đổi trong ngày đó bởi phương án đã phê duyệt khác: ${other}.`,
    'Gộp hai phương án làm một, hoặc rút một phương án về.',
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
