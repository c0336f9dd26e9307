import type { Later, Note, Outcome, Reason } from './signature.rules.js';

/** Words of signatures. Vietnamese is the source. */
export const vi = {
  title: 'Chữ ký số trong tệp',
  signature: 'Chữ ký số',
  timestamp: 'Dấu thời gian của tệp',
  outcome: { valid: 'Hợp lệ', invalid: 'Không hợp lệ', 'cannot-verify': 'Chưa xác minh được' } satisfies Record<
    Outcome,
    string
  >,
  reason: {
    'wrong-range': 'Phạm vi ký ghi trong tệp không đúng quy cách; tệp có thể đã bị sửa.',
    broken: 'Không đọc được chữ ký.',
    'digest-mismatch': 'Tệp đã bị thay đổi sau khi ký.',
    'signature-mismatch': 'Chữ ký không khớp với chứng thư số.',
    'certificate-swapped': 'Chứng thư số trong tệp không phải chứng thư mà người ký đã dùng.',
    'expired-at-signing': 'Chứng thư số đã hết hạn vào lúc ký.',
    'not-yet-valid': 'Chứng thư số chưa có hiệu lực vào lúc ký.',
    'no-root':
      'Chứng thư số không dẫn đến chứng thư gốc nào mà hệ thống tin cậy. Quản trị viên có thể thêm chứng thư gốc.',
    'weak-digest': 'Chữ ký, dấu thời gian hoặc chứng thư dùng thuật toán băm cũ (SHA-1, MD5), không còn đủ tin cậy.',
    'weak-key': 'Khóa trong chứng thư số quá ngắn (RSA dưới 2048 bit, đường cong elliptic dưới 256 bit).',
    'changed-after': 'Chữ ký chỉ bảo đảm cho bản đã ký, không bảo đảm cho nội dung đang hiển thị.',
    'wrong-usage': 'Chứng thư số không được cấp để ký văn bản.',
    'not-understood': 'Loại chữ ký hoặc thuật toán này chưa được hỗ trợ.',
  } satisfies Record<Reason, string>,
  note: {
    'revocation-unknown': 'Chưa kiểm tra chứng thư có bị thu hồi hay không.',
    'time-claimed': 'Thời điểm ký do máy của người ký ghi.',
    'time-not-stated': 'Chữ ký không ghi thời điểm; xét theo lúc kiểm tra.',
    'timestamp-untrusted': 'Có dấu thời gian nhưng chưa đủ tin cậy.',
  } satisfies Record<Note, string>,
  later: {
    nothing: 'Chữ ký bao trùm toàn bộ tệp.',
    'validation-data': 'Sau chữ ký, tệp chỉ được thêm dữ liệu xác minh và dấu thời gian.',
    'signed-again': 'Sau chữ ký này tệp còn được bổ sung; phần bổ sung chỉ do người ký sau chịu trách nhiệm.',
    changed: 'Tài liệu đã bị thay đổi sau khi ký: tệp còn bị thêm nội dung không được ký.',
  } satisfies Record<Later, string>,
  who: 'Người ký',
  unknown: 'không rõ',
  signedAt: 'Ký lúc',
  timestampedAt: 'Dấu thời gian',
  issuer: 'Nơi cấp chứng thư',
  serial: 'Số chứng thư',
  roots: {
    title: 'Chứng thư gốc tin cậy',
    intro:
      'Chữ ký số trong tệp PDF chỉ được coi là hợp lệ khi chứng thư của người ký dẫn đến một trong các chứng thư gốc dưới đây. Hệ thống không có sẵn chứng thư gốc nào: hãy lấy từ Ban Cơ yếu Chính phủ và các tổ chức chứng thực, đối chiếu dấu vân trước khi tải lên.',
    none: 'Chưa có chứng thư gốc nào; mọi chữ ký đều chưa xác minh được.',
    subject: 'Chứng thư',
    valid: 'Hiệu lực',
    fingerprint: 'Dấu vân SHA-256',
    act: 'Thao tác',
    remove: 'Thôi tin cậy',
    file: 'Tệp chứng thư',
    fileHint: 'PEM hoặc DER (.pem, .crt, .cer), tối đa 200 KB.',
    add: 'Thêm chứng thư gốc',
    noFile: 'Hãy chọn một tệp chứng thư.',
    added: 'Đã tin cậy chứng thư.',
    removed: 'Đã thôi tin cậy chứng thư.',
    before: 'Chứng thư này đã được tin cậy từ trước.',
  },
};
export type SignatureWords = typeof vi;
