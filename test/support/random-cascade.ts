import { AcknowledgeAssignment, ReturnAssignment, WorkOnAssignment } from '../../src/assignments/index.js';
import {
  AmendDirective,
  AnswerRecall,
  CloseDirective,
  ForwardAssignment,
  PauseDirective,
  RecallDirective,
  ResumeDirective,
} from '../../src/cascade/index.js';
import { directiveById } from '../../src/directives/index.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { ProductError } from '../../src/platform/errors.js';
import { ReviewReport, SubmitReport } from '../../src/reports/index.js';
import { progressOf, type ProgressAsked } from '../../src/tracking/index.js';
import type { TestApp } from './app.js';
import { operator } from './issued.js';
import { smallTree, plantUnits } from './small-tree.js';
import { issued } from './story.js';

/** A number from 0 to 1 from a seed; the same seed tells the same story. */
export function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** A directive to the offices below a root, and through them to their centres; one centre is reached twice. */
export async function plantCascade(app: TestApp, root: string): Promise<string> {
  const units = smallTree(root, [3, 2, 2]);
  await plantUnits(app, units);
  return issued(app, {
    issuer: root,
    dueOn: '2026-11-25',
    addressees: units.slice(1).map(({ code, kind }, i) => ({
      text: code,
      role: i % 4 === 3 ? ('information' as const) : ('action' as const),
      ...(kind === 'public-service-unit' && i % 5 !== 4 ? { through: 'superior' as const } : {}),
    })),
  });
}

const DUTY_ACTS = ['acknowledge', 'acknowledge', 'acknowledge', 'return', 'start', 'complete', 'not-applicable', 'report', 'report', 'accept', 'send-back', 'forward', 'forward', 'own'] as const; // prettier-ignore
/** Acts of the issuer, now and then among the others. */
const ISSUER_ACTS = ['amend', 'amend', 'pause', 'resume', 'resume', 'recall', 'answer', 'answer'] as const;
const ISSUER_ACTS_IN = 0.2;

/** One random act on a random duty of a cascade; what the product refuses changes nothing. @returns what was tried */
export async function actAtRandom(app: TestApp, cascade: string, draw: () => number): Promise<string> {
  const duties = await rowsOf<{ id: string; unit: string; parent: string | null; report: string | null }>(
    app.db,
    sql`select a.id, u.code as unit, a.parent_id as parent, r.id as report from assignment a join unit u on u.id = a.unit_id
      left join report r on r.cascade_id = a.cascade_id and r.assignment_id = a.id
      where a.cascade_id = ${cascade} order by u.code, a.id`,
  );
  const duty = duties[Math.floor(draw() * duties.length)]!;
  if (draw() < ISSUER_ACTS_IN) return issuerActs(app, cascade, duty, draw);
  const act = DUTY_ACTS[Math.floor(draw() * DUTY_ACTS.length)]!;
  const other = duties[Math.floor(draw() * duties.length)]!;
  try {
    if (act === 'acknowledge') await app.get(AcknowledgeAssignment).execute(duty.id, {}, operator);
    else if (act === 'return') await app.get(ReturnAssignment).execute(duty.id, { reason: 'duplicate' }, operator);
    else if (act === 'report') await app.get(SubmitReport).execute(duty.id, { nil: true }, operator);
    else if (act === 'forward') await app.get(ForwardAssignment).execute(duty.id, { to: [] }, operator);
    else if (act === 'own')
      await app.get(ForwardAssignment).execute(duty.id, { to: [other.unit], text: 'Đề nghị thực hiện.', subject: 'triển khai' }, operator); // prettier-ignore
    else if (act === 'accept' || act === 'send-back') {
      if (duty.report) await app.get(ReviewReport).execute(duty.report, act, 'làm lại', operator);
    } else await app.get(WorkOnAssignment).execute(duty.id, act, undefined, operator);
  } catch (error) {
    if (!(error instanceof ProductError)) throw error;
    return `${act} ${duty.unit}: ${error.code}`;
  }
  return `${act} ${duty.unit}`;
}

async function issuerActs(
  app: TestApp,
  cascade: string,
  duty: { id: string; unit: string },
  draw: () => number,
): Promise<string> {
  const act = ISSUER_ACTS[Math.floor(draw() * ISSUER_ACTS.length)]!;
  const day = 10 + Math.floor(draw() * 18);
  try {
    if (act === 'amend')
      await app.get(AmendDirective).execute(cascade, { reason: 'đổi hạn', dueOn: `2026-12-${day}` }, operator);
    else if (act === 'pause') await app.get(PauseDirective).execute(cascade, { reason: 'bão' }, operator);
    else if (act === 'resume') await app.get(ResumeDirective).execute(cascade, operator);
    else if (act === 'recall') {
      if (draw() < 0.5) await app.get(RecallDirective).execute(cascade, { reason: 'nhầm' }, operator);
    } else if (draw() < 0.5) await app.get(AnswerRecall).agree(duty.id, {}, operator);
    else await app.get(AnswerRecall).refuse(duty.id, { reason: 'đã làm' }, operator);
  } catch (error) {
    if (!(error instanceof ProductError)) throw error;
    return `${act} ${duty.unit}: ${error.code}`;
  }
  return `${act} ${duty.unit}`;
}

export async function closeCascade(app: TestApp, cascade: string): Promise<void> {
  const { state } = await directiveById(app.db, cascade);
  if (state === 'issued') await app.get(CloseDirective).execute(cascade, operator);
}

/** What progress says of a node and its children, without names and instants. */
export async function picture(app: TestApp, directive: string, asked: ProgressAsked = {}): Promise<unknown> {
  const answer = await progressOf(app.db, directive, asked);
  const { total, superseded, opened, receipt, relay, work, receiptOutcome, workOutcome, balance, levels, path } =
    answer;
  return {
    total, superseded, opened, receipt, relay, work, receiptOutcome, workOutcome, balance, levels, path,
    children: answer.children.map(({ unitName: _, ...child }) => child).toSorted((a, b) => (a.assignment < b.assignment ? -1 : 1)),
  }; // prettier-ignore
}
