import type { ChaseStep, Stage } from '../../../workflows/index.js';
import type { StageReason, StillReason } from './chase-account.rules.js';

type PerStage = Readonly<Record<Stage, string>>;

const stages: PerStage = {
  delivery: 'gửi văn bản đến nơi',
  receipt: 'tiếp nhận',
  relay: 'chuyển tiếp xuống dưới',
  begin: 'bắt đầu thực hiện',
  work: 'thực hiện và báo cáo',
};
const still: Readonly<Record<StillReason, string>> = {
  'not-there': 'Lúc đó đơn vị chưa được giao văn bản này.',
  'waits-for-superior':
    'Không nhắc đơn vị: văn bản chưa được chuyển tới, đơn vị chưa phải làm gì. Người được nhắc là đơn vị đang giữ văn bản ở phía trên.',
  returned: 'Không nhắc: đơn vị đã trả lại văn bản.',
  'recall-asked': 'Không nhắc: cơ quan gửi đang yêu cầu trả lại văn bản.',
  recalled: 'Không nhắc: văn bản đã được thu hồi.',
  superseded: 'Không nhắc: văn bản đã được thay thế, hoặc đơn vị khác đã nhận việc này.',
  closed: 'Không nhắc: đã kết thúc theo dõi.',
  paused: 'Không nhắc: văn bản đang tạm dừng, không thời hạn nào chạy.',
  'waits-for-answer': 'Không nhắc: đơn vị đã hỏi và đang chờ trả lời, thời hạn của đơn vị đứng lại.',
  'nothing-owed': 'Không nhắc: đơn vị không còn nhiệm vụ phải thực hiện.',
};

interface Told {
  stage: string;
  due: string;
  last: string;
  next: string;
  reminders: number;
  limit: number;
  told: string;
  nextTo: string;
}
const stageReasons: Readonly<Record<StageReason, (t: Told) => string>> = {
  'before-term': ({ stage, due }) => `Chưa nhắc việc ${stage}: hạn là ${due}.`,
  due: ({ stage, due }) => `Việc ${stage} đã quá hạn ${due}; lượt đôn đốc kế tiếp sẽ nhắc.`,
  reminded: ({ stage, due, reminders, limit, last, next, nextTo }) =>
    `Việc ${stage} quá hạn ${due}: đã nhắc ${reminders} trên ${limit} lần, bước gần nhất lúc ${last}; bước kế tiếp là ${nextTo}, vào ${next}.`,
  'superior-told': ({ stage, due, reminders, told }) =>
    `Việc ${stage} quá hạn ${due}: đã nhắc ${reminders} lần, rồi báo cấp trên lúc ${told}. Hệ thống không tự nhắc thêm.`,
  'used-up': ({ stage, due, reminders }) =>
    `Việc ${stage} quá hạn ${due}: đã nhắc đủ ${reminders} lần. Đơn vị phối hợp hoặc nhận để biết thì không báo cấp trên.`,
  'no-steps': ({ stage }) => `Không nhắc việc ${stage}: chính sách không có bước nào cho việc này.`,
  'no-deadline': ({ stage }) => `Không nhắc việc ${stage}: văn bản không đặt hạn.`,
};

const nextSteps: Readonly<Record<ChaseStep['to'], string>> = {
  unit: 'nhắc đơn vị',
  leader: 'nhắc lãnh đạo đơn vị',
  superior: 'báo cấp trên',
  superiorLeader: 'báo lãnh đạo cấp trên',
  issuer: 'báo cơ quan ban hành',
};

interface Rule {
  policy: string;
  version: number;
  urgency: string;
  summary: string;
}

export const vi = {
  title: 'Vì sao nhắc, vì sao không',
  crumbs: 'Vị trí trang',
  link: 'Vì sao đơn vị được nhắc hoặc không được nhắc',
  asOf: (at: string) => `Tính đến ${at}`,
  asOfEnd: (on: string) => `Tính đến hết ngày ${on}`,
  ahead:
    'Thời điểm này chưa đến. Dưới đây là điều sẽ xảy ra nếu từ nay đến lúc đó không có gì thay đổi: đơn vị không làm gì thêm, lịch và văn bản giữ nguyên.',
  atLabel: 'Xem tại ngày',
  show: 'Xem',
  back: 'Trở về nhiệm vụ',
  stages,
  still,
  stageReasons,
  nextSteps,
  holder: (name: string) => `Đơn vị đang giữ: ${name}.`,
  ruleTitle: 'Theo quy tắc nào',
  rule: ({ policy, version, urgency, summary }: Rule) =>
    `Chính sách “${policy}”, bản ${version}, chốt cùng văn bản; văn bản ${urgency}. ${summary}`,
  limit: (n: number) =>
    `Mỗi ngày làm việc, các việc đến lượt nhắc của một cơ quan được tổng hợp trong một thư; riêng văn bản khẩn được nhắc ngay. Mỗi cơ quan nhận không quá ${n} thư đôn đốc một ngày.`,
  calendar: (version: number) => `Lịch làm việc bản ${version}.`,
  calendarLost: (version: number, by: number) =>
    `Lúc đó lịch làm việc bản ${version} có hiệu lực; bản ấy không xem lại được, nên các thời hạn trên tính theo bản ${by} hiện nay.`,
  provisional: 'Năm này chưa có thông báo nghỉ lễ: thời hạn trên là tạm tính.',
  noticesTitle: 'Thư đôn đốc đã lập',
  pastMails:
    'Tình trạng thư là tình trạng lúc đó, theo lịch sử. Hệ thống không lưu giờ dự kiến gửi của thư tổng hợp mà thư đã chờ, giờ thư bị dời trong ngày, và thư tổng hợp mà thư đã được rút ra.',
  noNotices: 'Chưa có thư đôn đốc nào.',
  headers: { at: 'Lúc', what: 'Thư', to: 'Gửi tới', state: 'Tình trạng' },
  templates: {
    reminder: 'Nhắc',
    escalation: 'Báo cấp trên',
    urgingLetter: 'Công văn đôn đốc',
    rerouted: 'Báo cấp trên: thư nhắc không đến được',
  },
  fates: {
    new: 'chờ thư tổng hợp',
    waiting: (at: string) => `chờ thư tổng hợp lúc ${at}`,
    putOff: (on: string) => `(dời từ ngày ${on}: hôm đó cơ quan đã nhận đủ số thư)`,
    inDigest: (on: string, state: string) => `trong thư tổng hợp ngày ${on}: ${state}`,
    held: 'đứng lại cùng văn bản',
    'left-out': 'không gửi: việc đã xong trước khi gửi',
    'no-address': 'chưa có địa chỉ thư',
  },
  states: {
    queued: 'chờ gửi',
    sent: 'đã gửi',
    failed: 'không gửi được',
    unknown: 'không rõ đã tới chưa',
    bounced: 'bị trả về',
    withdrawn: 'đã rút trước khi gửi',
  },
};
export type ExplainWords = typeof vi;
