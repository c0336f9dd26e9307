/** A fact of the history as a sentence. Payloads hold codes, ids, dates and numbers only. */
export type FactPayload = Readonly<Record<string, unknown>>;

const n = (value: unknown): string => (typeof value === 'number' || typeof value === 'string' ? String(value) : '…');
const units = (value: unknown): string => n(value).replace(/\B(?=(\d{3})+$)/g, '.');
const STAGES: Readonly<Record<string, string>> = { work: 'thực hiện', relay: 'chuyển tiếp' };
const stage = (value: unknown): string => STAGES[String(value)] ?? 'tiếp nhận';
const late = (payload: FactPayload): string => (payload['late'] === true ? ', quá hạn' : '');
const RETURN_REASONS: Record<string, string> = {
  'wrong-addressee': 'gửi nhầm nơi nhận',
  'not-authentic': 'không bảo đảm tính xác thực',
  incomplete: 'thiếu trang hoặc phụ lục',
  duplicate: 'trùng văn bản đã nhận',
  other: 'lý do khác',
};
const TASK: Record<string, string> = {
  open: 'chưa làm',
  begun: 'đang làm',
  done: 'đã xong',
  notApplicable: 'không thuộc chức năng',
};
const openTasks = (p: FactPayload): string =>
  Array.isArray(p['leftOpen']) ? `; chưa đánh dấu xong nhiệm vụ ${p['leftOpen'].map(n).join(', ')}` : '';
/** Facts from before it was kept say nothing of it. */
function accountable(p: FactPayload): string {
  if (p['accountable'] === undefined) return '';
  if (p['accountable'] === null) return '; chưa xác định được người đứng đầu chịu trách nhiệm';
  return p['accountableCapacity'] === 'by-delegation'
    ? '; người được ủy quyền chịu trách nhiệm'
    : '; người đứng đầu đương chức chịu trách nhiệm';
}
const left = (p: FactPayload): string =>
  p['nobody'] ? '' : p['left'] === 0 ? '; tất cả đã xong' : `; còn ${n(p['left'])} đơn vị`;
function supervised(p: FactPayload): string {
  if (p['units'] !== undefined) return `Thêm ${units(p['units'])} đơn vị phải đôn đốc${left(p)}`;
  if (p['removed']) return `Bỏ một đơn vị được đôn đốc${left(p)}`;
  if (p['status'] === undefined) return `Các đơn vị được đôn đốc${left(p)}`;
  return `Đơn vị được đôn đốc: ${TASK[n(p['status'])] ?? n(p['status'])}${left(p)}`;
}

export const factsVi: Record<string, (payload: FactPayload) => string> = {
  'dispatch.registered': () => 'Văn bản được đưa vào hệ thống',
  'dispatch.read': () => 'Văn bản được đọc tự động',
  'dispatch.refused': () => 'Từ chối một tệp',
  'paper.joined': (p) => `Số và ngày của văn bản này đã được viện dẫn ở ${n(p['citations'])} chỗ`,
  'directive.urgingLetterMade': (p) => `Lập công văn đôn đốc ${n(p['units'])} đơn vị`,
  'digest.hourSet': (p) => `Đặt giờ nhận thư đôn đốc là ${n(p['hour'])}`,
  'digest.summaryRefused': () => 'Thôi nhận thư tổng hợp tuần',
  'digest.summaryWanted': () => 'Nhận lại thư tổng hợp tuần',
  'dispatch.takenIn': () => 'Đã nạp văn bản',
  'dispatch.kept': () => 'Đã lưu văn bản làm căn cứ',
  'dispatch.discarded': () => 'Đã bỏ văn bản',
  'signature.verified': () => 'Kiểm tra chữ ký số của tệp',
  'signature.rootTrusted': () => 'Tin cậy một chứng thư gốc',
  'signature.rootRemoved': () => 'Thôi tin cậy một chứng thư gốc',
  'directive.drafted': () => 'Lập dự thảo',
  'directive.placedBelow': (p) =>
    p['assignment'] ? 'Gắn dự thảo với văn bản cấp trên để triển khai' : 'Tách dự thảo khỏi văn bản cấp trên',
  'directive.addresseeSettled': () => 'Chốt nơi nhận chưa rõ',
  'directive.amended': () => 'Sửa đổi văn bản',
  'directive.signed': () => 'Ký văn bản',
  'directive.numbered': (p) =>
    `Cấp số ${n(p['number'])}${p['symbol'] ? `/${n(p['symbol'])}` : ''}${p['skipped'] ? ` (bỏ trống ${n(p['skipped'])} số trước đó)` : p['before'] ? ` (lùi lại, sổ đã đến số ${n(p['before'])})` : ''}`,
  'directive.reconciled': (p) => `Ghép với bản đã có số ${n(p['number'])}`,
  'directive.approvalAsked': () => 'Đề nghị người thứ hai xác nhận',
  'directive.approvalGiven': () => 'Người thứ hai xác nhận',
  'directive.approvalRefused': () => 'Người thứ hai từ chối xác nhận',
  'directive.approvalWithdrawn': () => 'Rút đề nghị xác nhận',
  'policy.set': () => 'Đặt chính sách đôn đốc',
  'register.seriesSet': (p) =>
    `Từ năm ${n(p['fromYear'])} đánh số văn bản đi ${p['splitBy'] === 'kind' ? 'riêng cho từng loại' : 'chung một dãy'}`,
  'register.arrivalEntered': (p) => `Vào sổ văn bản đến, số đến ${n(p['number'])}`,
  'directive.issued': (p) => (p['units'] === undefined ? 'Ban hành' : `Ban hành đến ${units(p['units'])} đơn vị`),
  'directive.forwarded': () => 'Ban hành văn bản chuyển tiếp',
  'directive.paused': () => 'Tạm dừng',
  'directive.resumed': () => 'Tiếp tục',
  'directive.closed': () => 'Kết thúc theo dõi',
  'directive.recalled': () => 'Yêu cầu thu hồi',
  'directive.recalledAgain': () => 'Yêu cầu thu hồi lần nữa',
  'directive.superseded': () => 'Bị thay thế',
  'directive.migrated': () => 'Chuyển sang phiên bản quy trình mới',
  'assignment.opened': () => 'Giao đến đơn vị',
  'assignment.relayed': () => 'Cấp trên đã chuyển đến',
  'assignment.delivered': () => 'Thư báo đã đến hộp thư của đơn vị',
  'assignment.acknowledged': (p) =>
    `Tiếp nhận${p['arrivalNumber'] === undefined ? '' : `, số đến ${n(p['arrivalNumber'])}`}${accountable(p)}${late(p)}`,
  'assignment.returned': (p) => `Trả lại: ${RETURN_REASONS[n(p['reason'])] ?? n(p['reason'])}`,
  'assignment.assigned': () => 'Phân công trong đơn vị',
  'assignment.forwarded': (p) => `Chuyển tiếp${p['units'] === undefined ? '' : ` đến ${units(p['units'])} đơn vị`}`,
  'assignment.started': () => 'Bắt đầu thực hiện',
  'assignment.implementing': () => 'Bắt đầu thực hiện',
  'assignment.completed': (p) => `Hoàn thành${late(p)}${openTasks(p)}`,
  'assignment.implemented': (p) => `Hoàn thành${late(p)}`,
  'assignment.notApplicable': () => 'Báo không thuộc chức năng, nhiệm vụ',
  'assignment.reported': (p) => `Gửi báo cáo${late(p)}`,
  'assignment.reportAccepted': () => 'Báo cáo được chấp nhận',
  'assignment.reportSentBack': () => 'Báo cáo bị yêu cầu làm lại',
  'assignment.taskMarked': (p) => `Nhiệm vụ ${n(p['task'])}: ${TASK[n(p['status'])] ?? n(p['status'])}`,
  'assignment.closed': () => 'Kết thúc nhiệm vụ',
  'assignment.superseded': () => 'Đóng do sắp xếp đơn vị',
  'assignment.replaced': () => 'Kết thúc vì văn bản đã được thay thế',
  'assignment.takenOver': () => 'Tiếp quản nhiệm vụ sau sắp xếp',
  'assignment.extended': () => 'Nhận thêm phần việc của đơn vị đã sắp xếp',
  'assignment.nobodyWaits': () => 'Không còn đơn vị nào chờ chuyển tiếp',
  'assignment.subordinatesWait': () => 'Có đơn vị chờ chuyển tiếp sau sắp xếp',
  'assignment.superiorChanged': () => 'Đổi cơ quan chuyển tiếp do sắp xếp',
  'assignment.lateAttempt': () => 'Thao tác bị từ chối vì văn bản không còn hiệu lực',
  'link.codeGiven': () => 'Cấp mã xác nhận qua điện thoại',
  'link.calendarRevoked': () => 'Thu hồi địa chỉ lịch của đơn vị',
  'link.revoked': () => 'Thu hồi các liên kết và mã đã cấp',
  'assignment.reminded': (p) => `Nhắc lần ${n(p['ordinal'])} về việc ${stage(p['stage'])}`,
  'assignment.escalated': (p) => `Báo cấp trên về việc ${stage(p['stage'])} chậm`,
  'assignment.urged': (p) => `Đôn đốc về việc ${stage(p['stage'])}`,
  'assignment.relaySilent': () => 'Đã tiếp nhận nhưng quá hạn mà chưa chuyển tiếp',
  'assignment.acknowledgementExpired': () => 'Tiếp nhận hết hiệu lực vì không có việc gì tiếp theo',
  'assignment.supervised': supervised,
  'assignment.questionAsked': () => 'Hỏi cơ quan gửi văn bản',
  'assignment.questionAnswered': () => 'Câu hỏi được trả lời',
  'assignment.questionWithdrawn': () => 'Rút câu hỏi',
  'assignment.extensionAsked': () => 'Xin gia hạn',
  'assignment.extensionGranted': () => 'Được gia hạn',
  'assignment.extensionRefused': () => 'Không được gia hạn',
  'assignment.extensionWithdrawn': () => 'Rút đề nghị gia hạn',
  'assignment.amended': () => 'Nội dung giao cho đơn vị được sửa đổi',
  'assignment.paused': () => 'Tạm dừng nhiệm vụ',
  'assignment.resumed': () => 'Tiếp tục nhiệm vụ',
  'assignment.recallRequested': () => 'Yêu cầu đơn vị trả lại văn bản',
  'assignment.recalled': () => 'Đã thu hồi',
  'assignment.recallRefused': () => 'Đơn vị không đồng ý thu hồi',
  'assignment.migrated': () => 'Chuyển sang phiên bản quy trình mới',
  'assignment.deadlineMoved': () => 'Hạn được lùi vì lịch làm việc thay đổi',
  'calendar.drafted': () => 'Nhập một thay đổi của lịch làm việc',
  'calendar.changed': (p) =>
    `Lịch làm việc thay đổi, nay là phiên bản ${n(p['version'])}: ${n(p['deadlines'])} thời hạn được lùi`,
  'calendar.deadlinesMoved': (p) => `Đã lùi xong các thời hạn theo lịch mới: ${n(p['moved'])}`,
  'calendar.discarded': () => 'Bỏ một thay đổi của lịch làm việc',
  'bulk.asked': (p) => `Yêu cầu thao tác hàng loạt với ${n(p['total'])} dòng`,
  'bulk.begun': () => 'Bắt đầu thao tác hàng loạt',
  'bulk.finished': (p) => `Xong thao tác hàng loạt: ${n(p['done'])}/${n(p['total'])}`,
  'bulk.cancelled': (p) => `Dừng thao tác hàng loạt: ${n(p['done'])}/${n(p['total'])}`,
  'report.submitted': (p) => `Gửi báo cáo${late(p)}`,
  'report.accepted': () => 'Chấp nhận báo cáo',
  'report.sentBack': () => 'Yêu cầu báo cáo lại',
  'message.sent': () => 'Đã gửi thư',
  'message.failed': () => 'Thư không gửi được',
  'message.unknown': () => 'Không rõ thư đã đến hay chưa',
  'message.withdrawn': () => 'Rút lại thư chưa gửi',
  'message.bounced': () => 'Thư bị trả lại',
  'message.requeued': () => 'Thư được xếp hàng để gửi lại',
  'reply.taken': () => 'Nhận thư trả lời',
  'reply.acknowledged': () => 'Ghi nhận thư trả lời là đã nhận văn bản',
  'reply.ignored': () => 'Bỏ qua thư trả lời',
  'mailbox.dead': () => 'Địa chỉ thư không còn dùng được',
  'mailbox.revived': () => 'Địa chỉ thư dùng lại được',
  'report.drafted': () => 'Có dự thảo báo cáo từ thư trả lời',
  'report.draftSubmitted': () => 'Gửi báo cáo từ dự thảo trong thư trả lời',
  'report.draftDiscarded': () => 'Bỏ dự thảo báo cáo từ thư trả lời',
  'units.imported': (p) => `Nhập ${units(p['units'])} đơn vị từ tệp`,
  'units.conversionImported': (p) => `Nhập bảng chuyển đổi: ${units(p['units'])} đơn vị thay đổi`,
  'units.areasImported': (p) => `Nhập danh mục của ngành thống kê: ${units(p['units'])} đơn vị thay đổi`,
  'units.officersImported': (p) => `Nhập danh sách cán bộ: ${units(p['units'])} người`,
  'units.addressesSet': (p) => `Ghi hộp thư của ${units(p['units'])} đơn vị`,
  'ledger.yearDetached': (p) =>
    `Tách dữ liệu năm ${n(p['year'])} khỏi hệ thống: ${n(p['assignments'])} nhiệm vụ, ${n(p['facts'])} bản ghi`,
  'ledger.yearAttached': (p) => `Gắn lại dữ liệu năm ${n(p['year'])}`,
  'unit.established': () => 'Thành lập đơn vị',
  'unit.ended': () => 'Đơn vị kết thúc hoạt động',
  'unit.renamed': () => 'Đổi tên đơn vị',
  'unit.raised': () => 'Đơn vị được nâng cấp, đổi loại',
  'unit.moved': () => 'Chuyển đơn vị về cấp trên khác',
  'unit.succeeded': () => 'Đơn vị khác kế thừa',
  'unit.aliasAdded': () => 'Thêm tên gọi khác của đơn vị',
  'unit.aliasEnded': () => 'Kết thúc một tên gọi khác của đơn vị',
  'unit.mailboxSet': () => 'Đặt hộp thư của đơn vị',
  'unit.mailboxTaken': () => 'Bỏ hộp thư của đơn vị',
  'unit.officialCodeSet': (p) =>
    p['value'] ? `Ghi mã chính thức ${n(p['value'])}` : 'Kết thúc một mã chính thức của đơn vị',
  'unit.groupSaved': (p) => `Lưu một nhóm nơi nhận, lần ${n(p['version'])}`,
  'unit.groupRetired': () => 'Thôi dùng một nhóm nơi nhận',
  'unit.standingBodySet': (p) => (p['standingBody'] ? 'Ghi cơ quan thường trực' : 'Bỏ cơ quan thường trực'),
  'unit.legalBasisSet': () => 'Ghi căn cứ pháp lý cho thông tin của đơn vị',
  'reorganisation.drafted': (p) => `Lập phương án sắp xếp đơn vị, ${n(p['steps'])} nội dung`,
  'reorganisation.revised': (p) => `Sửa phương án sắp xếp đơn vị, ${n(p['steps'])} nội dung`,
  'reorganisation.submitted': () => 'Trình phương án sắp xếp đơn vị',
  'reorganisation.withdrawn': () => 'Rút phương án sắp xếp đơn vị về để sửa',
  'reorganisation.approved': () => 'Phê duyệt phương án sắp xếp đơn vị',
  'reorganisation.cancelled': () => 'Hủy phương án sắp xếp đơn vị',
  'reorganisation.begun': (p) =>
    `Sắp xếp đơn vị có hiệu lực: ${units(p['ended'])} đơn vị kết thúc, ${units(p['established'])} đơn vị thành lập`,
  'reorganisation.stopped': () => 'Tạm dừng việc chuyển giao nhiệm vụ',
  'reorganisation.resumed': () => 'Tiếp tục việc chuyển giao nhiệm vụ',
  'reorganisation.finished': () => 'Hoàn thành việc sắp xếp đơn vị',
  'access.tokenRevoked': () => 'Thu hồi mã truy cập của phần mềm',
  'access.tokenCreated': () => 'Cấp mã truy cập cho phần mềm của đơn vị',
  'access.accountCreated': () => 'Mở tài khoản',
  'access.accountClosed': () => 'Khóa tài khoản',
  'access.mandateGiven': (p) => (p['delegatedBy'] ? 'Ủy quyền cho cán bộ' : 'Giao quyền làm việc cho cán bộ'),
  'access.mandateEnded': () => 'Kết thúc quyền làm việc của cán bộ',
  'access.emailSet': () => 'Ghi địa chỉ thư của cán bộ',
  'access.mandateMoved': () => 'Chuyển quyền làm việc của cán bộ theo sắp xếp cơ quan',
  'access.accountMoved': () => 'Chuyển tài khoản của cán bộ sang đơn vị kế thừa',
  'access.tokenMoved': () => 'Chuyển mã đăng nhập của cán bộ sang đơn vị kế thừa',
  'people.handedOver': (p) => `Bàn giao ${n(p['duties'])} việc`,
  'people.handOverConfirmed': () => 'Xác nhận đã nhận bàn giao',
  'assignment.handedOver': () => 'Bàn giao người chủ trì',
  'paper.opened': () => 'Mở xem văn bản',
};

export const actorsVi = {
  system: 'Hệ thống tự động',
  'command-line': 'Người vận hành, qua dòng lệnh',
  link: 'Qua liên kết trong thư (không rõ người)',
  reply: 'Qua thư trả lời (không rõ người)',
  telephone: 'nhập mã thay đơn vị, qua điện thoại',
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
