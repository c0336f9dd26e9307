import type { AssignmentContext } from '../../workflows/index.js';
import { AcknowledgeAssignment, ReturnAssignment, WorkOnAssignment } from '../../src/assignments/index.js';
import {
  AnswerRecall,
  CloseDirective,
  ForwardAssignment,
  IssueDirective,
  RecallDirective,
} from '../../src/cascade/index.js';
import { DraftDirective } from '../../src/directives/index.js';
import { firstOf, rowsOf, sql, type Db } from '../../src/platform/database/sql.js';
import { ProductError } from '../../src/platform/errors.js';
import { ReviewReport, SubmitReport } from '../../src/reports/index.js';
import type { ActName, Answer, Service, SharedDuty, Wish } from './clients.js';
import type { Duty, Seen } from './history.js';
import { operator } from './issued.js';
import type { Client, TestServer } from './server.js';
import { plantUnits, smallTree } from './small-tree.js';

/** A directive in a small tree of its own: offices get it directly, what is below them through them. */
export interface SharedCascade {
  root: string;
  directive: string;
  duties: SharedDuty[];
}

type Row = Seen & Omit<SharedDuty, 'begins'> & { machineVersion: number; context: AssignmentContext };

const rowsUnder = (db: Db, directive: string): Promise<Row[]> =>
  rowsOf(
    db,
    sql`select a.id, u.code as unit, a.parent_id as parent, a.machine_version as "machineVersion", a.context, a.version,
        jsonb_build_object('receipt', a.receipt, 'relay', a.relay, 'work', a.work, 'standing', a.standing) as regions
      from assignment a join unit u on u.id = a.unit_id where a.directive_id = ${directive} order by u.code`,
  );

export const presentRows = async (db: Db, directive: string): Promise<Map<string, Seen>> =>
  new Map((await rowsUnder(db, directive)).map((row) => [row.id, row]));

type Parts = Pick<TestServer, 'get' | 'db'>;

/** @param below  how many units below each office */
export async function sharedCascade(app: Parts, root: string, below: readonly number[]): Promise<SharedCascade> {
  const units = smallTree(root, below);
  await plantUnits(app, units);
  const directive = await app.get(DraftDirective).execute(
    {
      issuer: root,
      subject: 'thử nghiệm',
      addressees: units.slice(1).map(({ code, parent }) => ({
        text: code,
        role: 'action',
        ...(parent === root ? {} : { through: 'superior' }),
      })),
    },
    operator,
  );
  await app.get(IssueDirective).execute(directive, operator);
  const duties = (await rowsUnder(app.db, directive)).map(
    ({ id, unit, parent, regions, version, context, machineVersion }): SharedDuty => {
      const begins: Duty = { machineVersion, regions, context, version, report: null, review: null };
      return { id, unit, parent, begins };
    },
  );
  return { root, directive, duties };
}

const reportOf = async (db: Db, { id }: SharedDuty): Promise<string | undefined> =>
  (await firstOf(db, sql<{ id: string }>`select id from report where assignment_id = ${id}`))?.id;

/** What an act answers that moves a row; a bulk act answers no row. */
type Outcome = { repeated?: boolean; row?: Seen['regions'] & { version: number } };
type Doing = (wish: Wish) => Promise<Outcome | undefined>;

/** Acts as the use cases do them, by the operator, who may act for everybody. */
export function doing({ get, db }: Parts, directive: string): Partial<Record<ActName, Doing>> {
  const work =
    (what: 'start' | 'complete'): Doing =>
    ({ duty }) =>
      get(WorkOnAssignment).execute(duty.id, what, undefined, operator);
  const review =
    (what: 'accept' | 'send-back'): Doing =>
    async ({ duty }) => {
      const report = await reportOf(db, duty);
      return report === undefined ? undefined : get(ReviewReport).execute(report, what, 'làm lại', operator);
    };
  return {
    acknowledge: ({ duty }) => get(AcknowledgeAssignment).execute(duty.id, {}, operator),
    return: ({ duty }) => get(ReturnAssignment).execute(duty.id, { reason: 'duplicate' }, operator),
    start: work('start'),
    complete: work('complete'),
    report: ({ duty, report }) => get(SubmitReport).execute(duty.id, { text: report }, operator),
    accept: review('accept'),
    'send-back': review('send-back'),
    forward: ({ duty, to }) => get(ForwardAssignment).execute(duty.id, { to: to.map(({ unit }) => unit) }, operator),
    recall: () => get(RecallDirective).execute(directive, { reason: 'sai sót' }, operator),
    'agree-recall': ({ duty }) => get(AnswerRecall).agree(duty.id, {}, operator),
    'refuse-recall': ({ duty }) => get(AnswerRecall).refuse(duty.id, { reason: 'đã thực hiện' }, operator),
    close: () => get(CloseDirective).execute(directive, operator),
  };
}

const seenOf = (row: (Seen['regions'] & { version: number }) | undefined): Seen | undefined =>
  row && { regions: row, version: row.version };

/** @throws what is no refusal of the closed family: a defect */
function refusedBy(error: unknown): Answer {
  if (!(error instanceof ProductError)) throw error;
  return { told: error.code === 'not-possible-now' ? 'refused' : 'nothing' };
}

export function throughUseCases(app: Parts, directive: string): Service {
  const acts = doing(app, directive);
  return async (wish) => {
    try {
      const done = await acts[wish.act]!(wish);
      return done && { told: done.repeated ? 'repeated' : 'done', seen: seenOf(done.row) };
    } catch (error) {
      return refusedBy(error);
    }
  };
}

/** What each act is called in the API, and its body. */
const BODIES: Partial<Record<ActName, (wish: Wish) => object>> = {
  return: () => ({ reason: 'duplicate' }),
  report: ({ report }) => ({ text: report }),
  forward: ({ to }) => ({ to: to.map(({ unit }) => unit) }),
  'send-back': () => ({ note: 'làm lại' }),
  recall: () => ({ reason: 'sai sót' }),
  'refuse-recall': () => ({ reason: 'đã thực hiện' }),
};
const ON_REPORT: readonly ActName[] = ['accept', 'send-back'];
const ON_DIRECTIVE: readonly ActName[] = ['pause', 'resume', 'recall', 'close'];

/** The same acts sent over HTTP, each by the clerk of the unit that it takes. */
export function throughHttp(
  { db }: Parts,
  { root, directive, duties }: SharedCascade,
  clerks: ReadonlyMap<string, Client>,
): Service {
  return async (wish) => {
    const { act, duty } = wish;
    const report = ON_REPORT.includes(act) ? await reportOf(db, duty) : undefined;
    if (ON_REPORT.includes(act) && report === undefined) return undefined;
    const [things, id] = report
      ? ['reports', report]
      : ON_DIRECTIVE.includes(act)
        ? ['directives', directive]
        : ['assignments', duty.id];
    const sender = duties.find((other) => other.id === duty.parent)?.unit ?? root;
    const by = report ? sender : ON_DIRECTIVE.includes(act) ? root : duty.unit;
    const { status, body } = await clerks.get(by)!.post(`/api/v1/${things}/${id}/${act}`, BODIES[act]?.(wish) ?? {});
    const row = (status === 200 ? body : body.current) as Parameters<typeof seenOf>[0] & { receipt?: string };
    const read = row?.receipt === undefined ? undefined : seenOf(row);
    if (status === 200) return { told: body.repeated === true ? 'repeated' : 'done', read };
    if (status >= 500 || status < 400) throw new Error(`${act}: ${status} ${JSON.stringify(body).slice(0, 300)}`);
    return { told: body.type === 'urn:thongsuot:not-possible-now' ? 'refused' : 'nothing', read };
  };
}
