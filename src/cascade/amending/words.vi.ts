/** What an amendment does to those who acknowledge again, in numbers. */
export interface Effects {
  freshTerm: number;
  stillLate: number;
  reopened: number;
  reportsReopened: number;
  reopenedLate: number;
  workStillLate: number;
  workForgiven: number;
  workUnbound: number;
}
interface Counts {
  again: number;
  leftAlone: number;
  expected: number;
  returned: number;
}

/** Of a number, as it is written: one sentence each, where it is not 0. */
const said = (lines: readonly [number, string][]): string[] => lines.flatMap(([n, line]) => (n > 0 ? [line] : []));

/** Words about amending and superseding. Vietnamese is the source. */
export const vi = {
  done: {
    amended: ({ again, leftAlone, expected }: Counts, n: (count: number) => string) =>
      `Đã sửa đổi: ${n(again)} đơn vị phải tiếp nhận lại, ${n(leftAlone)} đơn vị không đổi gì${expected > 0 ? `, ${n(expected)} đơn vị còn chờ cấp trên chuyển sẽ nhận bản mới` : ''}.`,
    would: ({ again, leftAlone, expected, returned }: Counts, n: (count: number) => string) =>
      `Nếu sửa đổi: ${n(again)} đơn vị phải tiếp nhận lại, ${n(leftAlone)} đơn vị không đổi gì, ${n(expected)} đơn vị còn chờ cấp trên chuyển, ${n(returned)} đơn vị đã trả lại. Chưa thay đổi gì.`,
    repeated: 'Nội dung này đang có hiệu lực; không có gì thay đổi.',
    superseded: (n: number, withdrawn: number) =>
      `Đã thay thế: ${n} nhiệm vụ kết thúc${withdrawn > 0 ? `, ${withdrawn} thư chưa gửi được rút lại` : ''}.`,
    supersededBefore: 'Văn bản đã được thay thế bằng văn bản này từ trước.',
  },
  changes: {
    changed: (label: string) => (label ? `Sửa nhiệm vụ ${label}` : 'Sửa nhiệm vụ'),
    added: (label: string) => (label ? `Thêm nhiệm vụ ${label}` : 'Thêm nhiệm vụ'),
    removed: (label: string) => (label ? `Bỏ nhiệm vụ ${label}` : 'Bỏ nhiệm vụ'),
    deadline: 'Hạn thực hiện',
    noDeadline: 'không có hạn',
    before: 'Trước',
    after: 'Nay',
    deleted: 'chữ bỏ đi',
    inserted: 'chữ thêm vào',
    none: 'Không có gì thay đổi.',
  },
  mail: {
    subject: (about: string) => `[Sửa đổi] ${about}`,
    text: (issuer: string, paper: string) =>
      `${issuer} đã sửa đổi ${paper}. Những điểm dưới đây thay đổi đối với đơn vị; xin tiếp nhận lại.`,
    back: (issuer: string, paper: string) =>
      `${issuer} đã sửa đổi lại ${paper}; nội dung giao cho đơn vị trở về như bản đơn vị đã tiếp nhận. Xin tiếp nhận lại.`,
    reason: (reason: string) => `Lý do: ${reason}`,
    title: 'Thay đổi',
    receiptDue: 'Hạn tiếp nhận lại',
    receiptMissed: 'Đã quá hạn tiếp nhận từ',
    workDue: 'Hạn thực hiện',
    from: (before: string, after: string) => `${after} (trước: ${before})`,
    acknowledge: 'Tiếp nhận lại',
  },
  unit: {
    title: 'Điểm thay đổi đối với đơn vị',
    text: (when: string, version: number, since: number) =>
      `Văn bản được sửa đổi lúc ${when} (bản ${version}). Dưới đây là những điểm khác bản ${since}, chỉ phần giao cho đơn vị.`,
    again: 'Tiếp nhận lại',
    againHint: 'Số đến giữ nguyên.',
    sameAgain: 'Nội dung giao cho đơn vị trở về như bản đơn vị đã tiếp nhận.',
    reason: 'Lý do',
    own: 'Văn bản riêng của đơn vị cần sửa theo',
    ownText: 'Các nhiệm vụ sau trong văn bản đơn vị đã ban hành thực hiện tiếp nhiệm vụ vừa được sửa đổi.',
    replacedTitle: 'Văn bản thay thế',
    replacedOwn: 'Mở nhiệm vụ của đơn vị theo văn bản thay thế',
  },
  directive: {
    amend: 'Sửa đổi văn bản',
    versions: 'Các bản nội dung',
    inForce: 'đang có hiệu lực',
    replaces: 'Thay thế cho',
    basisTitle: 'Văn bản làm căn cứ đã bị thay thế',
    basisText:
      'Văn bản này vẫn có hiệu lực cho đến khi cơ quan ban hành sửa đổi, thay thế hoặc kết thúc. Hãy xem văn bản mới và quyết định.',
    basisLink: 'Văn bản thay thế',
    supersede: 'Thay thế bằng văn bản khác',
    supersedeHint:
      'Nhiệm vụ đang mở sẽ kết thúc, thư chưa gửi được rút lại; báo cáo và việc đã xong giữ nguyên. Văn bản riêng của đơn vị cấp dưới vẫn có hiệu lực. Không hoàn lại được.',
    supersedeBy: 'Văn bản thay thế',
  },
  versions: {
    columns: ['Bản', 'Lúc', 'Số nhiệm vụ', 'Hạn thực hiện', 'Lý do'],
    issued: 'như đã ban hành',
    version: (n: number) => `Bản ${n}`,
    title: (n: number) => `Nội dung bản ${n}`,
    changes: (n: number) => `Khác bản ${n}`,
    text: 'Nội dung đầy đủ',
    paper: 'Lời văn bản sửa đổi',
    crumbs: 'Vị trí',
    directive: 'Văn bản',
  },
  form: {
    title: 'Sửa đổi văn bản',
    lead: 'Ghi nội dung mới. Chỉ đơn vị có nhiệm vụ hoặc hạn thay đổi mới phải tiếp nhận lại; bước sau cho xem trước.',
    reason: 'Lý do sửa đổi',
    subject: 'Trích yếu',
    dueOn: 'Hạn thực hiện',
    dueOnHint: 'Để trống: không có hạn.',
    dueHour: 'Giờ (để trống: hết giờ làm việc)',
    tasks: 'Nhiệm vụ',
    label: 'Số mục',
    now: 'Lời văn hiện nay',
    text: 'Lời văn mới',
    addressees: 'Giao cho',
    addresseesHint: 'Để trống: mọi nơi nhận. Nhiều nơi cách nhau bằng dấu chấm phẩy.',
    drop: 'Bỏ nhiệm vụ này',
    add: 'Thêm nhiệm vụ',
    paper: 'Lời văn bản sửa đổi, nếu có (để lưu kèm)',
    check: 'Xem trước',
  },
  check: {
    title: 'Xem trước sửa đổi',
    again: 'Đơn vị phải tiếp nhận lại',
    leftAlone: 'Không đổi gì, không nhận thư',
    expected: 'Chờ cấp trên chuyển; sẽ nhận bản mới',
    returned: 'Đã trả lại; không gửi nữa',
    receiptDue: 'Hạn tiếp nhận lại',
    byClass: 'Theo nơi nhận',
    noLine: 'Chưa rõ thuộc nơi nhận nào',
    ownTerm: 'có hạn riêng',
    informed: 'chỉ tiếp nhận',
    units: (n: string) => `${n} đơn vị tiếp nhận lại`,
    untouched: 'Không đổi gì.',
    subject: 'Trích yếu',
    nothing: 'Nội dung này đang có hiệu lực; không có gì để sửa đổi.',
    notMigrated: (n: number) =>
      `Còn ${n} nhiệm vụ chạy theo quy trình phiên bản cũ, chưa sửa đổi được; người vận hành phải chạy "thongsuot machines migrate" trước.`,
    effectsTitle: 'Hệ quả của việc sửa đổi',
    effects: (of: Effects, n: (count: number) => string): string[] =>
      said([
        [of.freshTerm, `${n(of.freshTerm)} đơn vị chưa tiếp nhận lần nào, còn trong hạn, được tính hạn tiếp nhận mới.`],
        [of.stillLate, `${n(of.stillLate)} đơn vị đã quá hạn tiếp nhận vẫn bị tính quá hạn theo hạn cũ.`],
        [
          of.reopened,
          `${n(of.reopened)} đơn vị đã xong hoặc đã báo không thuộc chức năng phải xem xét và thực hiện lại.`,
        ],
        [
          of.reopenedLate,
          `${n(of.reopenedLate)} đơn vị trong số đó sẽ quá hạn ngay, vì hạn thực hiện đã qua; hãy đặt hạn mới.`,
        ],
        [of.reportsReopened, `${n(of.reportsReopened)} báo cáo đã gửi không còn giá trị; đơn vị phải báo cáo lại.`],
        [
          of.workStillLate,
          `${n(of.workStillLate)} đơn vị đang quá hạn thực hiện vẫn quá hạn, vì hạn thực hiện không đổi.`,
        ],
        [
          of.workForgiven,
          `${n(of.workForgiven)} đơn vị đang quá hạn thực hiện không còn bị tính quá hạn, vì được hạn mới.`,
        ],
        [
          of.workUnbound,
          `${n(of.workUnbound)} đơn vị đang quá hạn thực hiện không còn bị tính quá hạn, vì hạn thực hiện được bỏ.`,
        ],
      ]),
    confirm: (n: string) => `Sửa đổi; ${n} đơn vị tiếp nhận lại`,
    edit: 'Sửa tiếp',
  },
};
export type AmendingWords = typeof vi;
