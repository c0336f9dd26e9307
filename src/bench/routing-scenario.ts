import {
  AcknowledgeAssignment,
  AnswerQuestion,
  AskQuestion,
  DecideExtension,
  MarkTask,
  RequestExtension,
  ReturnAssignment,
  SuperviseUnits,
  WorkOnAssignment,
} from '../assignments/index.js';
import {
  AmendDirective,
  AnswerRecall,
  CloseDirective,
  ForwardAssignment,
  IssueDirective,
  PauseDirective,
  RecallDirective,
  ResumeDirective,
} from '../cascade/index.js';
import { ChaseDue } from '../chasing/index.js';
import { DraftDirective } from '../directives/index.js';
import { DeliverMessages } from '../mail/index.js';
import { commandLineCaller } from '../platform/caller.js';
import { ReviewReport, SubmitReport } from '../reports/index.js';
import { CountProgress } from '../tracking/index.js';
import type { Stage } from './stage.js';

const BY = commandLineCaller('vi');
const PROVINCES = 'UBND các tỉnh, thành phố';
const COMMUNES = 'Ủy ban nhân dân các xã, phường, đặc khu';
const DUE = '2027-05-14';

/**
 * One of each act on a cascade, through the use cases that pages, API and jobs call: what the statements of the benchmark
 * are read from.
 */
export async function everyAct(stage: Stage): Promise<void> {
  const direct = await issued(stage, [{ text: PROVINCES, role: 'action' }]);
  const [first, second, third, fourth] = await assignmentsOf(stage, direct, 4);
  await reporting(stage, first!);
  await asking(stage, second!);
  await stage.get(ReturnAssignment).execute(third!, { reason: 'wrong-addressee' }, BY);
  await forwarding(stage, fourth!);
  await throughSuperiors(stage);
  await ending(stage, direct);
  await jobs(stage);
}

type Addressee = { text: string; role: 'action'; through?: 'superior' };

async function issued({ get }: Stage, addressees: Addressee[]): Promise<string> {
  const tasks = [{ label: '1', text: 'Thực hiện và báo cáo.', addressees: [] }];
  const draft = { issuer: 'bo-noi-vu', subject: 'đo đường đi của câu lệnh', dueOn: DUE, addressees, tasks };
  const id = await get(DraftDirective).execute(draft, BY);
  await get(IssueDirective).execute(id, BY);
  return id;
}

async function assignmentsOf({ owner }: Stage, directive: string, count: number): Promise<string[]> {
  const { rows } = await owner.query(
    `select id from assignment where directive_id = $1 and receipt = 'sent' order by id limit $2`,
    [directive, count],
  );
  return rows.map(({ id }) => id);
}

async function reporting({ get, owner }: Stage, id: string): Promise<void> {
  await get(AcknowledgeAssignment).execute(id, {}, BY);
  await get(WorkOnAssignment).assign(id, { lead: 'Văn phòng', coOperating: ['Phòng Tổng hợp'] }, BY);
  await get(WorkOnAssignment).execute(id, 'start', undefined, BY);
  await get(MarkTask).execute(id, { n: 1, status: 'begun' }, BY);
  await get(SuperviseUnits)
    .execute(id, { units: ['bo-y-te'] }, BY)
    .catch(() => undefined);
  await get(SubmitReport).execute(id, { text: 'Đã thực hiện.' }, BY);
  const report = async () =>
    (await owner.query('select id from report where assignment_id = $1', [id])).rows[0].id as string;
  await get(ReviewReport).execute(await report(), 'send-back', 'Bổ sung số liệu.', BY);
  await get(SubmitReport).execute(id, { text: 'Đã bổ sung.' }, BY);
  await get(ReviewReport).execute(await report(), 'accept', undefined, BY);
}

async function asking({ get }: Stage, id: string): Promise<void> {
  await get(AcknowledgeAssignment).execute(id, {}, BY);
  const { question } = await get(AskQuestion).execute(id, 'Mẫu báo cáo nào?', BY);
  await get(AnswerQuestion).execute(question, 'Mẫu số 2.', BY);
  const { extension } = await get(RequestExtension).execute(id, { dueOn: '2027-06-15', reason: 'Bão số 9.' }, BY);
  await get(DecideExtension).grant(extension, undefined, BY);
}

async function forwarding({ get }: Stage, id: string): Promise<void> {
  await get(AcknowledgeAssignment).execute(id, {}, BY);
  await get(ForwardAssignment).execute(id, { to: [COMMUNES] }, BY);
  await get(ForwardAssignment).execute(
    id,
    { to: [COMMUNES], subject: 'văn bản riêng', text: 'Các xã thực hiện và báo cáo.' },
    BY,
  );
}

/** Communes wait until their provinces pass the paper on. */
async function throughSuperiors(stage: Stage): Promise<void> {
  const id = await issued(stage, [
    { text: PROVINCES, role: 'action' },
    { text: COMMUNES, role: 'action', through: 'superior' },
  ]);
  const [province] = await assignmentsOf(stage, id, 1);
  await stage.get(AcknowledgeAssignment).execute(province!, {}, BY);
  await stage.get(ForwardAssignment).execute(province!, { to: [] }, BY);
}

async function ending(stage: Stage, directive: string): Promise<void> {
  const { get } = stage;
  await get(PauseDirective).execute(directive, { reason: 'Chờ hướng dẫn.' }, BY);
  await get(ResumeDirective).execute(directive, BY);
  await get(AmendDirective).execute(
    directive,
    {
      reason: 'Sửa nội dung.',
      tasks: [{ n: 1, label: '1', text: 'Thực hiện và báo cáo hằng tháng.', addressees: [] }],
    },
    BY,
  );
  const recalled = await issued(stage, [{ text: PROVINCES, role: 'action' }]);
  const [first, second] = await assignmentsOf(stage, recalled, 2);
  for (const id of [first!, second!]) await get(AcknowledgeAssignment).execute(id, {}, BY);
  await get(RecallDirective).execute(recalled, { reason: 'Ban hành nhầm.' }, BY);
  await get(AnswerRecall).agree(first!, {}, BY);
  await get(AnswerRecall).refuse(second!, { reason: 'Đã thực hiện.' }, BY);
  await get(CloseDirective).execute(directive, BY);
}

/** Mail goes out, deadlines pass, whoever is late is reminded, progress is counted. */
async function jobs({ get, owner }: Stage): Promise<void> {
  await get(DeliverMessages).drain();
  await owner.query(
    `update assignment set next_chase_at = business_now() - interval '1 hour', remind_at = business_now() - interval '1 hour'
     where remind_at is not null and standing = 'inForce'`,
  );
  await get(ChaseDue).execute();
  await get(CountProgress).begin(undefined, 0);
  await get(CountProgress).execute();
  await get(DeliverMessages).drain();
}
