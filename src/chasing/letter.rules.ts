import { formatVnDate, vnDate, vnTime, type IsoDate } from '../platform/vn-time.js';
import type { Paper } from '../platform/components/paper.js';
import {
  aboutWords,
  ownLetter,
  areListed,
  paperCited,
  paragraph,
  termWords,
  type Letter,
  type LetterBlock,
} from '../letters/index.js';

export type Delay = 'receipt' | 'relay' | 'begin' | 'work';

/** A unit that holds a directive up, and at what. */
export interface LateUnit {
  name: string;
  delays: readonly Delay[];
  dueAt: Date | null;
  /** Units that have not got the paper because of it. */
  waiting: number;
}

export interface Reminder {
  head: Parameters<typeof ownLetter>[0]['head'];
  paper: Paper;
  workDueAt: Date | null;
  late: readonly LateUnit[];
  /** Whether the office that signs issued the paper; else it passed it on. */
  isIssuer?: boolean;
  /** By when what is late is to be done. */
  by: IsoDate;
  now: Date;
}

const AT_FAULT: Readonly<Record<Delay, string>> = {
  receipt: 'chưa xác nhận tiếp nhận văn bản',
  relay: 'chưa chuyển tiếp văn bản đến đơn vị trực thuộc',
  begin: 'chưa bắt đầu thực hiện văn bản',
  work: 'chưa báo cáo kết quả thực hiện',
};
const MANY = 'Các cơ quan, đơn vị';

const instantWords = (at: Date): string => `${vnTime(at).replace(':', ' giờ ')} ngày ${formatVnDate(vnDate(at), 'vi')}`;
const delaysOf = ({ delays, waiting }: LateUnit): string =>
  delays
    .map((delay) => (delay === 'relay' ? `${AT_FAULT.relay} (còn ${waiting} đơn vị chờ)` : AT_FAULT[delay]))
    .join('; ');

/** The official letter that urges: the directive, its deadline, who is late at what, and what is asked by when. */
export function reminderLetter({ head, paper, workDueAt, late, by, now, isIssuer = true }: Reminder): Letter {
  const cited = paperCited(paper, false);
  const sent = isIssuer ? `đã ban hành ${cited}` : `đã chuyển tiếp ${cited} của ${paper.issuer}`;
  const due = workDueAt === null ? '' : `; thời hạn thực hiện: ${instantWords(workDueAt)}`;
  return ownLetter({
    head,
    kind: 'CV',
    subject: `đôn đốc thực hiện ${cited}`,
    addressees: late.map(({ name }) => name),
    together: MANY,
    list: tableOf(late),
    today: vnDate(now),
    body: [
      paragraph(`${head.said} ${sent} ${aboutWords(paper.subject)}${due}.`),
      ...standing(late, now),
      paragraph(`Để bảo đảm tiến độ, ${head.said} đề nghị ${late.length === 1 ? late[0]!.name : 'các cơ quan, đơn vị nêu trên'}:`),
      ...asked(late, { by, cited, to: head.said }),
      paragraph(`${head.said} đề nghị ${late.length === 1 ? late[0]!.name : 'các cơ quan, đơn vị'} nghiêm túc triển khai thực hiện.`),
    ],
  });
} // prettier-ignore

function standing(late: readonly LateUnit[], now: Date): LetterBlock[] {
  const [only, ...others] = late;
  const asOf = `Tính đến ${instantWords(now)}`;
  if (only && others.length === 0) {
    const due = only.dueAt === null ? '' : ` (thời hạn: ${instantWords(only.dueAt)})`;
    return [paragraph(`${asOf}, ${only.name} ${delaysOf(only)}${due}.`)];
  }
  const many = `${asOf}, còn ${String(late.length).padStart(2, '0')} cơ quan, đơn vị chậm so với thời hạn`;
  return areListed(late)
    ? [paragraph(`${many} (danh sách kèm theo).`)]
    : [paragraph(`${many}, cụ thể:`), tableOf(late)];
}

function tableOf(late: readonly LateUnit[]): LetterBlock {
  const rows = late.map((unit, i) => [
    String(i + 1),
    unit.name,
    sentence(delaysOf(unit)),
    unit.dueAt === null ? '' : formatVnDate(vnDate(unit.dueAt), 'vi'),
  ]);
  return { kind: 'table', head: ['TT', 'Cơ quan, đơn vị', 'Nội dung còn chậm', 'Thời hạn'], rows };
}

const sentence = (text: string): string => text.slice(0, 1).toLocaleUpperCase('vi') + text.slice(1);

/** One numbered point for each kind of delay, and one for the reason. */
function asked(
  late: readonly LateUnit[],
  { by, cited, to }: { by: IsoDate; cited: string; to: string },
): LetterBlock[] {
  const held = (delay: Delay): boolean => late.some(({ delays }) => delays.includes(delay));
  const term = termWords({ on: by, operator: 'at-latest', hour: null });
  const points = [
    ...(held('receipt') ? [`Xác nhận tiếp nhận ${cited} ngay trong ngày nhận được văn bản này.`] : []),
    ...(held('relay') ? [`Chuyển tiếp ${cited} đến các đơn vị trực thuộc, hoàn thành ${term}.`] : []),
    ...(held('begin') ? [`Phân công, bắt đầu thực hiện ngay khi nhận được văn bản này.`] : []),
    ...(held('work') ? [`Hoàn thành nhiệm vụ được giao, báo cáo kết quả về ${to} ${term}.`] : []),
    `Nêu rõ nguyên nhân chậm, biện pháp khắc phục, gửi về ${to} ${term}.`,
  ];
  return points.map((point, i) => paragraph(`${i + 1}. ${point}`));
}
