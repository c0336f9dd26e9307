import {
  AcknowledgeAssignment,
  AnswerQuestion,
  AskQuestion,
  DecideExtension,
  MarkSupervised,
  RequestExtension,
  SuperviseUnits,
} from '../../src/assignments/index.js';
import {
  AmendDirective,
  CloseDirective,
  ForwardAssignment,
  IssueDirective,
  PauseDirective,
  RecallDirective,
} from '../../src/cascade/index.js';
import { DraftDirective } from '../../src/directives/index.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { ProductError } from '../../src/platform/errors.js';
import { SubmitReport } from '../../src/reports/index.js';
import type { TestApp } from './app.js';
import { operator } from './issued.js';
import { merge } from './reorganisation-plans.js';
import { approvedPlan, carryOut, plantUnits, smallTree } from './small-tree.js';

/** A directive to an office, `own`, and through it to two centres; and what the racing acts need to know of it. */
export interface Scene {
  app: TestApp;
  root: string;
  directive: string;
  /** The duty of the office, and what came of a question, a request or a plan that the race is about. */
  duty: string;
  own: string;
  of: string;
}

type Act = (scene: Scene) => Promise<unknown>;

/** Two acts that race, and the one outcome of each order. */
export interface Race {
  name: string;
  /** What goes before, with the id that the acts need. */
  before?: (scene: Scene) => Promise<string>;
  a: [string, Act];
  b: [string, Act];
  /** Of the first and the second act, and of the duties; where a comes first, and where b does. */
  ab: string;
  ba: string;
}

let made = 0;

export async function sceneOf(app: TestApp): Promise<Scene> {
  const root = `race${++made}`;
  const units = smallTree(root, [2, 0]);
  await plantUnits(app, units);
  const own = `${root}-1`;
  const directive = await app.get(DraftDirective).execute(
    {
      issuer: root,
      subject: 'thử nghiệm',
      dueOn: '2026-06-30',
      addressees: units
        .slice(1)
        .filter(({ code }) => code.startsWith(own))
        .map(({ code }) => ({ text: code, role: 'action', ...(code === own ? {} : { through: 'superior' }) })),
    },
    operator,
  );
  await app.get(IssueDirective).execute(directive, operator);
  const { id } = (await firstOf<{ id: string }>(
    app.db,
    sql`select a.id from assignment a join unit u on u.id = a.unit_id where a.directive_id = ${directive} and u.code = ${own}`,
  ))!;
  return { app, root, directive, duty: id, own, of: '' };
}

/** What an act was told: done, a repeat, or why not. */
export function toldOf(settled: PromiseSettledResult<unknown>): string {
  if (settled.status === 'fulfilled')
    return (settled.value as { repeated?: boolean } | undefined)?.repeated ? 'repeated' : 'done';
  const reason: unknown = settled.reason;
  if (reason instanceof ProductError) return reason.code;
  throw reason;
}

/** The duties of the directive in the order of their units, the last word of each being what is peculiar to it. */
export async function stateOf({ app, directive, root }: Scene): Promise<string> {
  const rows = await rowsOf<{ line: string }>(
    app.db,
    sql`select concat_ws(' ', replace(u.code, ${root}, ''), concat_ws('.', a.receipt, a.relay, a.work, a.standing),
        case when (a.context ->> 'paused')::boolean then 'paused' end,
        case when a.sent_version > 1 then concat('sent ', a.sent_version) end,
        case when a.acknowledged_version > 1 then concat('acknowledged ', a.acknowledged_version) end,
        case when a.work_due_at > '2026-07-01' then 'extended' end,
        (select 'late attempt ×' || count(*) from ledger_entry e
          where e.assignment_id = a.id and e.kind = 'assignment.lateAttempt' having count(*) > 0)) as line
      from assignment a join unit u on u.id = a.unit_id where a.directive_id = ${directive} order by u.code, a.id`,
  );
  return rows.map(({ line }) => line).join('; ');
}

const acknowledge: [string, Act] = [
  'acknowledge',
  ({ app, duty }) => app.get(AcknowledgeAssignment).execute(duty, {}, operator),
];
const report: [string, Act] = [
  'report',
  ({ app, duty }) => app.get(SubmitReport).execute(duty, { text: 'đã xong' }, operator),
];
const recall: [string, Act] = [
  'recall',
  ({ app, directive }) => app.get(RecallDirective).execute(directive, { reason: 'sai sót' }, operator),
];
const pause: [string, Act] = [
  'pause',
  ({ app, directive }) => app.get(PauseDirective).execute(directive, { reason: 'chờ hướng dẫn' }, operator),
];
const close: [string, Act] = ['close', ({ app, directive }) => app.get(CloseDirective).execute(directive, operator)];
const forward: [string, Act] = [
  'forward',
  ({ app, duty }) => app.get(ForwardAssignment).execute(duty, { to: [] }, operator),
];
const amend: [string, Act] = [
  'amend',
  ({ app, directive }) =>
    app.get(AmendDirective).execute(directive, { reason: 'gia hạn chung', dueOn: '2026-07-31' }, operator),
];
const answer = (text: string): [string, Act] => [
  `answer "${text}"`,
  ({ app, of }) => app.get(AnswerQuestion).execute(of, text, operator),
];
const mark = (n: number): [string, Act] => [
  `centre ${n} is done`,
  ({ app, duty, own }) => app.get(MarkSupervised).execute(duty, { unit: `${own}-${n}`, status: 'done' }, operator),
];

const acknowledged = async (scene: Scene): Promise<string> => {
  await acknowledge[1](scene);
  return '';
};
const asked = async (scene: Scene): Promise<string> => {
  await acknowledge[1](scene);
  return (await scene.app.get(AskQuestion).execute(scene.duty, 'Nộp ở đâu?', operator)).question;
};
const wanting = async (scene: Scene): Promise<string> => {
  await acknowledge[1](scene);
  const wanted = { dueOn: '2026-07-15', reason: 'thiếu người' };
  return (await scene.app.get(RequestExtension).execute(scene.duty, wanted, operator)).extension;
};
const planned = async ({ app, root, own }: Scene): Promise<string> =>
  approvedPlan(app, [...merge([own], `${root}-2`).steps], { effectiveOn: '2026-06-01' });
const supervising = async (scene: Scene): Promise<string> => {
  const { app, directive, duty, own } = scene;
  // third parties have no duty of their own here
  await sql`delete from assignment where directive_id = ${directive} and id <> ${duty}`.execute(app.db);
  await acknowledge[1](scene);
  await app.get(SuperviseUnits).execute(duty, { units: [`${own}-1`, `${own}-2`] }, operator);
  return '';
};

const WAITING = '-1-1 expected.none.notStarted.inForce; -1-2 expected.none.notStarted.inForce';
const each = (line: string): string => `-1-1 ${line}; -1-2 ${line}`;

export const RACES: readonly Race[] = [
  {
    name: 'acknowledge and recall',
    a: acknowledge,
    b: recall,
    ab: `done, done: -1 acknowledged.owed.notStarted.recallRequested; ${each('expected.none.notStarted.recalled')}`,
    ba: `done, not-possible-now: -1 sent.owed.notStarted.recallRequested late attempt ×1; ${each('expected.none.notStarted.recalled')}`,
  },
  {
    name: 'acknowledge and pause',
    a: acknowledge,
    b: pause,
    ab: `done, done: -1 acknowledged.owed.notStarted.inForce paused; ${each('expected.none.notStarted.inForce paused')}`,
    ba: `done, done: -1 acknowledged.owed.notStarted.inForce paused; ${each('expected.none.notStarted.inForce paused')}`,
  },
  {
    name: 'acknowledge and amend',
    a: acknowledge,
    b: amend,
    ab: `done, done: -1 sent.owed.notStarted.inForce sent 2 extended; ${each('expected.none.notStarted.inForce extended')}`,
    ba: `done, done: -1 acknowledged.owed.notStarted.inForce sent 2 acknowledged 2 extended; ${each('expected.none.notStarted.inForce extended')}`,
  },
  {
    name: 'acknowledge and a reorganisation that merges the office into its neighbour',
    before: planned,
    a: acknowledge,
    b: ['reorganise', ({ app, of }) => carryOut(app, of)],
    ab: `done, done: -1 acknowledged.owed.notStarted.superseded; ${WAITING}; -2 sent.owed.notStarted.inForce`,
    ba: `done, not-possible-now: -1 sent.owed.notStarted.superseded late attempt ×1; ${WAITING}; -2 sent.owed.notStarted.inForce`,
  },
  {
    name: 'report and recall',
    before: acknowledged,
    a: report,
    b: recall,
    ab: `done, done: -1 acknowledged.owed.reported.recallRequested; ${each('expected.none.notStarted.recalled')}`,
    ba: `done, not-possible-now: -1 acknowledged.owed.notStarted.recallRequested late attempt ×1; ${each('expected.none.notStarted.recalled')}`,
  },
  {
    name: 'report and close',
    before: acknowledged,
    a: report,
    b: close,
    ab: `done, done: -1 acknowledged.owed.reported.closed; ${each('expected.none.notStarted.closed')}`,
    ba: `done, not-possible-now: -1 acknowledged.owed.notStarted.closed late attempt ×1; ${each('expected.none.notStarted.closed')}`,
  },
  {
    name: 'forward and pause',
    before: acknowledged,
    a: forward,
    b: pause,
    ab: `done, done: -1 acknowledged.relayed.notStarted.inForce paused; ${each('sent.none.notStarted.inForce paused')}`,
    ba: `done, not-possible-now: -1 acknowledged.owed.notStarted.inForce paused; ${each('expected.none.notStarted.inForce paused')}`,
  },
  {
    name: 'forward and close',
    before: acknowledged,
    a: forward,
    b: close,
    ab: `done, done: -1 acknowledged.relayed.notStarted.closed; ${each('sent.none.notStarted.closed')}`,
    ba: `done, not-possible-now: -1 acknowledged.owed.notStarted.closed late attempt ×1; ${each('expected.none.notStarted.closed')}`,
  },
  {
    name: 'grant more time and report',
    before: wanting,
    a: ['grant', ({ app, of }) => app.get(DecideExtension).grant(of, undefined, operator)],
    b: report,
    ab: `done, done: -1 acknowledged.owed.reported.inForce extended; ${WAITING}`,
    ba: `done, not-possible-now: -1 acknowledged.owed.reported.inForce; ${WAITING}`,
  },
  {
    name: 'two answers to one question',
    before: asked,
    a: answer('Nộp tại Sở.'),
    b: answer('Nộp tại Phòng.'),
    ab: `done, not-possible-now: -1 acknowledged.owed.notStarted.inForce; ${WAITING}`,
    ba: `done, not-possible-now: -1 acknowledged.owed.notStarted.inForce; ${WAITING}`,
  },
  {
    name: 'the two last third parties that are seen to',
    before: supervising,
    a: mark(1),
    b: mark(2),
    ab: 'done, done: -1 acknowledged.owed.implemented.inForce',
    ba: 'done, done: -1 acknowledged.owed.implemented.inForce',
  },
];
