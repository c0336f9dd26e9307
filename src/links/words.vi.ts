/** Words of the links. Vietnamese is the source. */
export const vi = {
  link: {
    title: 'Tiếp nhận văn bản',
    for: 'Gửi đến',
    button: 'Xác nhận đã tiếp nhận',
    again: 'Xác nhận tiếp nhận lại',
    explainAgain:
      'Đơn vị đã tiếp nhận văn bản này trước đây và cần tiếp nhận lại. Văn bản giữ nguyên số đến; cơ quan gửi được báo ngay. Không cần đăng nhập.',
    telephone: 'Ghi nhận thay qua điện thoại',
    telephoneText: (unit: string) =>
      `Mã này của ${unit}. Chỉ bấm nút khi đơn vị vừa gọi điện và đọc mã; lịch sử ghi rõ ai đã nhập thay đơn vị.`,
    enter: 'Ghi nhận đơn vị đã tiếp nhận',
    explainTelephone: 'Văn bản được vào sổ của đơn vị với số đến tiếp theo; hãy đọc lại số đến cho người gọi.',
    explain:
      'Khi bấm nút, văn bản được vào sổ của đơn vị với số đến tiếp theo và cơ quan gửi được báo ngay. Không cần đăng nhập.',
    openFull: 'Đăng nhập để xem đầy đủ và làm việc khác',
    acknowledged: 'Đã tiếp nhận',
    acknowledgedText: (number: string, at: string) => `Văn bản đã được tiếp nhận lúc ${at}, số đến ${number}.`,
    thanks: 'Cảm ơn. Cơ quan gửi đã được báo. Có thể đóng trang này.',
    late: 'Việc tiếp nhận được ghi là quá hạn.',
    expired: 'Liên kết đã hết hạn',
    expiredText:
      'Liên kết trong thư chỉ dùng được trong thời hạn ghi ở thư. Hãy dùng liên kết trong thư mới nhất, hoặc đăng nhập để tiếp nhận.',
    revoked: 'Liên kết đã bị thu hồi',
    revokedText:
      'Liên kết này đã được thu hồi, ví dụ vì thư gửi nhầm nơi. Hãy dùng liên kết trong thư mới nhất, gọi cơ quan gửi, hoặc đăng nhập để tiếp nhận.',
    moved: 'Nhiệm vụ đã chuyển cho đơn vị khác',
    movedText: (units: string) =>
      `Sau khi sắp xếp, việc này thuộc ${units}. Đơn vị đó tiếp nhận bằng thư và liên kết của mình, hoặc đăng nhập; liên kết này không còn dùng được.`,
    movedNowhere: 'Đơn vị này đã kết thúc hoạt động; liên kết không còn dùng được. Hãy liên hệ cơ quan gửi.',
    calendar: 'Đây là địa chỉ lịch thời hạn',
    calendarText:
      'Địa chỉ này chỉ để đăng ký trong ứng dụng lịch, không tiếp nhận được văn bản. Hãy bấm liên kết trong thư gửi văn bản, hoặc đăng nhập để tiếp nhận.',
    forged: 'Liên kết không hợp lệ',
    forgedText:
      'Liên kết bị cắt mất một phần hoặc không do hệ thống này gửi. Hãy mở lại thư và bấm vào đúng liên kết; nếu vẫn lỗi, đăng nhập để tiếp nhận.',
    closed: 'Văn bản không còn phải tiếp nhận',
    closedText: 'Văn bản này đã kết thúc, bị thu hồi, bị thay thế hoặc đã được trả lại. Đơn vị không phải làm gì thêm.',
    signIn: 'Đăng nhập',
    state: 'Tình trạng',
  },
  code: {
    title: 'Xác nhận bằng mã',
    label: 'Mã xác nhận',
    hint: '12 chữ số in trong thư hoặc trên văn bản; có thể gõ dấu cách hoặc gạch nối.',
    lead: 'Nhập mã in trong thư hoặc trên văn bản để xem và xác nhận đã tiếp nhận. Không cần đăng nhập; chưa có gì được ghi khi chỉ xem.',
    leadSignedIn: 'Nhập mã mà đơn vị đọc qua điện thoại, hoặc mã in trên văn bản của đơn vị mình.',
    look: 'Xem văn bản',
    part: 'Mã xác nhận qua điện thoại',
    partHint:
      'Dùng khi đơn vị không có hộp thư: đơn vị đọc mã qua điện thoại cho văn thư cơ quan gửi, hoặc tự nhập tại trang bên dưới.',
    give: 'Cấp mã',
    given: (code: string) => `Mã xác nhận: ${code}.`,
    until: 'Dùng được đến',
    page: 'Nhập tại',
  },
  calendar: {
    title: 'Lịch thời hạn của đơn vị',
    lead: 'Đăng ký địa chỉ dưới đây trong Outlook, Google Calendar, Thunderbird hoặc điện thoại để thấy hạn tiếp nhận và hạn thực hiện của đơn vị; lịch tự cập nhật và nhắc trước một ngày làm việc.',
    address: 'Địa chỉ lịch (chỉ đọc)',
    hint: 'Ai có địa chỉ này đều xem được trích yếu và thời hạn; chỉ dùng trong đơn vị.',
    until: 'Dùng được đến',
    open: 'Tải về một lần (.ics)',
    revoke: 'Thu hồi địa chỉ này',
    revokeHint: 'Thu hồi khi địa chỉ lọt ra ngoài: mọi lịch đã đăng ký ngừng cập nhật, trang này có địa chỉ mới.',
    revoked: 'Đã thu hồi địa chỉ lịch. Hãy đăng ký lại bằng địa chỉ mới dưới đây.',
    refused: {
      forged: 'Địa chỉ lịch không đúng hoặc bị cắt mất một phần. Hãy sao chép lại tại trang Lịch thời hạn.',
      expired: 'Địa chỉ lịch đã hết hạn. Hãy lấy địa chỉ mới tại trang Lịch thời hạn.',
      revoked: 'Địa chỉ lịch đã bị thu hồi. Hãy lấy địa chỉ mới tại trang Lịch thời hạn.',
    },
    add: 'Thêm vào lịch',
    subscribe: 'Lịch của đơn vị',
    summary: {
      receipt: (paper: string, subject: string) => `Hạn tiếp nhận: ${paper} – ${subject}`,
      work: (paper: string, subject: string) => `Hạn thực hiện: ${paper} – ${subject}`,
    },
    stands: 'Thời hạn đang tạm dừng và sẽ thay đổi.',
    provisional: 'Tạm tính: năm này chưa có thông báo ngày nghỉ; thời hạn có thể lùi.',
  },
  revoke: {
    title: 'Thu hồi liên kết',
    hint: 'Dùng khi thư bị gửi nhầm hoặc lọt ra ngoài: mọi liên kết và mã đã cấp cho nhiệm vụ này hết tác dụng ngay. Thư gửi sau đó mang liên kết mới; đơn vị vẫn tiếp nhận được khi đăng nhập.',
    button: 'Thu hồi các liên kết đã gửi',
    done: 'Đã thu hồi các liên kết và mã đã cấp. Thư gửi sau mang liên kết mới.',
    repeated: 'Các liên kết này đã được thu hồi từ trước.',
  },
};
export type LinkWords = typeof vi;
