/** Words of the pages where administrators change a unit's card. Vietnamese is the source. */
export const vi = {
  title: 'Sửa thông tin đơn vị',
  lead: 'Tên, loại, cấp trên và việc kết thúc của đơn vị được thay đổi bằng phương án sắp xếp, không sửa ở đây.',
  reorganise: 'Lập phương án sắp xếp',
  sections: {
    alias: 'Thêm tên gọi khác',
    'end-alias': 'Kết thúc một tên gọi khác',
    mailbox: 'Hộp thư',
    'official-code': 'Mã chính thức',
    'standing-body': 'Cơ quan thường trực',
    'legal-basis': 'Căn cứ pháp lý',
  },
  fields: {
    alias: 'Tên gọi khác',
    address: 'Địa chỉ thư điện tử',
    addressHint: 'Để trống để bỏ hộp thư từ ngày này.',
    locale: 'Ngôn ngữ của thư',
    scheme: 'Loại mã',
    value: 'Mã',
    valueHint: 'Để trống để kết thúc mã từ ngày này. Ví dụ: 06184; 000.00.00.H37; H37.12.',
    standingBody: 'Mã của cơ quan thường trực',
    standingBodyHint:
      'Để trống nếu từ ngày này không còn. Thư gửi ban chỉ đạo không có hộp thư riêng sẽ đến cơ quan này.',
    from: 'Từ ngày',
    legalBasis: 'Căn cứ pháp lý',
    legalBasisHint: 'Số, ký hiệu và cơ quan ban hành; để trống nếu chưa có.',
    entry: 'Nội dung dựa trên căn cứ này',
  },
  locales: { vi: 'Tiếng Việt', en: 'Tiếng Anh' },
  now: (text: string) => `Hiện nay: ${text}`,
  none: 'chưa có',
  look: 'Xem lại trước khi ghi',
  confirmTitle: 'Xác nhận thay đổi',
  confirm: 'Ghi thay đổi',
  back: 'Quay lại, không ghi',
  becomes: {
    alias: (what: string, on: string) => `Từ ${on}, đơn vị có thêm tên gọi “${what}”.`,
    'end-alias': (what: string, on: string) => `Từ ${on}, đơn vị không còn tên gọi “${what}”.`,
    mailbox: (what: string, on: string) =>
      what ? `Từ ${on}, thư gửi đơn vị đến ${what}.` : `Từ ${on}, đơn vị không có hộp thư: không gửi được văn bản.`,
    'official-code': (what: string, on: string) =>
      what ? `Từ ${on}, mã ${what} là mã của đơn vị.` : `Từ ${on}, đơn vị không còn mã loại này.`,
    'standing-body': (what: string, on: string) =>
      what ? `Từ ${on}, cơ quan thường trực là ${what}.` : `Từ ${on}, ban chỉ đạo không còn cơ quan thường trực.`,
    'legal-basis': (what: string) => (what ? `Căn cứ được ghi là “${what}”.` : 'Căn cứ bị bỏ trống.'),
  },
  later: 'Những gì đã định cho sau ngày này ở cùng mục sẽ được thay bằng nội dung trên.',
  done: 'Đã ghi thay đổi.',
  same: 'Thông tin đã như vậy từ trước; không ghi gì.',
};
export type AmendWords = typeof vi;
