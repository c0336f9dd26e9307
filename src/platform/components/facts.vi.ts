/** A fact of the history as a sentence. Payloads hold codes, ids, dates and numbers only. */
export type FactPayload = Readonly<Record<string, unknown>>;

const n = (value: unknown): string => (typeof value === 'number' || typeof value === 'string' ? String(value) : '…');
const units = (value: unknown): string => n(value).replace(/\B(?=(\d{3})+$)/g, '.');
const stage = (value: unknown): string => (value === 'work' ? 'thực hiện' : 'tiếp nhận');
const late = (payload: FactPayload): string => (payload['late'] === true ? ', quá hạn' : '');
const RETURN_REASONS: Record<string, string> = {
  'wrong-addressee': 'gửi nhầm nơi nhận',
  'not-authentic': 'không bảo đảm tính xác thực',
  incomplete: 'thiếu trang hoặc phụ lục',
  duplicate: 'trùng văn bản đã nhận',
  other: 'lý do khác',
};
const TASK: Record<string, string> = { open: 'chưa làm', begun: 'đang làm', done: 'đã xong' };

export const factsVi: Record<string, (payload: FactPayload) => string> = {
  'dispatch.registered': () => 'Văn bản được đưa vào hệ thống',
  'dispatch.read': () => 'Văn bản được đọc tự động',
  'dispatch.refused': () => 'Từ chối một tệp',
  'paper.joined': (p) => `Số và ngày của văn bản này đã được viện dẫn ở ${n(p['citations'])} chỗ`,
  'dispatch.takenIn': () => 'Đã nạp văn bản',
  'dispatch.kept': () => 'Đã lưu văn bản làm căn cứ',
  'dispatch.discarded': () => 'Đã bỏ văn bản',
  'signature.verified': () => 'Kiểm tra chữ ký số của tệp',
  'signature.rootTrusted': () => 'Tin cậy một chứng thư gốc',
  'signature.rootRemoved': () => 'Thôi tin cậy một chứng thư gốc',
  'directive.drafted': () => 'Lập dự thảo',
  'directive.addresseeSettled': () => 'Chốt nơi nhận chưa rõ',
  'directive.amended': () => 'Sửa đổi văn bản',
  'directive.signed': () => 'Ký văn bản',
  'directive.numbered': (p) =>
    `Cấp số ${n(p['number'])}${p['symbol'] ? `/${n(p['symbol'])}` : ''}${p['skipped'] ? ` (bỏ trống ${n(p['skipped'])} số trước đó)` : p['before'] ? ` (lùi lại, sổ đã đến số ${n(p['before'])})` : ''}`,
  'directive.reconciled': (p) => `Ghép với bản đã có số ${n(p['number'])}`,
  'register.seriesSet': (p) =>
    `Từ năm ${n(p['fromYear'])} đánh số văn bản đi ${p['splitBy'] === 'kind' ? 'riêng cho từng loại' : 'chung một dãy'}`,
  'register.arrivalEntered': (p) => `Vào sổ văn bản đến, số đến ${n(p['number'])}`,
  'directive.issued': (p) => (p['units'] === undefined ? 'Ban hành' : `Ban hành đến ${units(p['units'])} đơn vị`),
  'directive.forwarded': () => 'Ban hành văn bản chuyển tiếp',
  'directive.paused': () => 'Tạm dừng',
  'directive.resumed': () => 'Tiếp tục',
  'directive.closed': () => 'Kết thúc theo dõi',
  'directive.recalled': () => 'Yêu cầu thu hồi',
  'directive.superseded': () => 'Bị thay thế',
  'assignment.opened': () => 'Giao đến đơn vị',
  'assignment.relayed': () => 'Cấp trên đã chuyển đến',
  'assignment.delivered': () => 'Thư báo đã đến hộp thư của đơn vị',
  'assignment.acknowledged': (p) =>
    `Tiếp nhận${p['arrivalNumber'] === undefined ? '' : `, số đến ${n(p['arrivalNumber'])}`}${late(p)}`,
  'assignment.returned': (p) => `Trả lại: ${RETURN_REASONS[n(p['reason'])] ?? n(p['reason'])}`,
  'assignment.assigned': () => 'Phân công trong đơn vị',
  'assignment.forwarded': (p) => `Chuyển tiếp${p['units'] === undefined ? '' : ` đến ${units(p['units'])} đơn vị`}`,
  'assignment.started': () => 'Bắt đầu thực hiện',
  'assignment.implementing': () => 'Bắt đầu thực hiện',
  'assignment.completed': (p) => `Hoàn thành${late(p)}`,
  'assignment.implemented': (p) => `Hoàn thành${late(p)}`,
  'assignment.notApplicable': () => 'Báo không thuộc chức năng, nhiệm vụ',
  'assignment.reported': (p) => `Gửi báo cáo${late(p)}`,
  'assignment.reportAccepted': () => 'Báo cáo được chấp nhận',
  'assignment.reportSentBack': () => 'Báo cáo bị yêu cầu làm lại',
  'assignment.taskMarked': (p) => `Nhiệm vụ ${n(p['task'])}: ${TASK[n(p['status'])] ?? n(p['status'])}`,
  'assignment.closed': () => 'Kết thúc nghĩa vụ',
  'assignment.lateAttempt': () => 'Thao tác bị từ chối vì văn bản không còn hiệu lực',
  'assignment.reminded': (p) => `Nhắc lần ${n(p['ordinal'])} về việc ${stage(p['stage'])}`,
  'assignment.escalated': (p) => `Báo cấp trên về việc ${stage(p['stage'])} chậm`,
  'report.submitted': (p) => `Gửi báo cáo${late(p)}`,
  'report.accepted': () => 'Chấp nhận báo cáo',
  'report.sentBack': () => 'Yêu cầu báo cáo lại',
  'message.sent': () => 'Đã gửi thư',
  'message.failed': () => 'Thư không gửi được',
  'message.unknown': () => 'Không rõ thư đã đến hay chưa',
  'units.imported': (p) => `Nhập ${units(p['units'])} đơn vị từ tệp`,
  'units.addressesSet': (p) => `Ghi hộp thư của ${units(p['units'])} đơn vị`,
  'access.tokenRevoked': () => 'Thu hồi mã truy cập của phần mềm',
  'access.tokenCreated': () => 'Cấp mã truy cập cho phần mềm của đơn vị',
  'access.accountCreated': () => 'Mở tài khoản',
  'paper.opened': () => 'Mở xem văn bản',
};

export const actorsVi = {
  system: 'Hệ thống tự động',
  'command-line': 'Người vận hành, qua dòng lệnh',
  link: 'Qua liên kết trong thư (không rõ người)',
  demo: 'Nhân vật của bản trình diễn',
  token: 'Phần mềm của đơn vị',
  account: 'Tài khoản',
  by: 'Người thực hiện',
  unit: 'Đơn vị',
  hash: 'Dấu băm của bản ghi',
  recordedAt: 'Ghi vào sổ lúc',
  none: 'Chưa có diễn biến nào.',
};
export type ActorWords = typeof actorsVi;
