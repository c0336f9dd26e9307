import { loadCalendar } from '../../calendar/index.js';
import { tasksOfClass } from '../../assignments/index.js';
import {
  addresseesOfDirective,
  asksOtherwise,
  changesFor,
  contentOf,
  deadlinesAt,
  highestTaskOf,
  isChange,
  mustBeNear,
  numbered,
  type Amendment,
  type Changes,
  type DirectiveContent,
  type DirectiveRow,
  type TasksOfLine,
} from '../../directives/index.js';
import type { Db } from '../../platform/database/sql.js';
import { invalid, notPossibleNow } from '../../platform/errors.js';
import { folded } from '../../platform/text.js';
import { vnDate } from '../../platform/vn-time.js';
import { addresseeKey } from '../../units/index.js';
import { isPausedAbove } from '../pausing/below.queries.js';
import { dutyClassesOf, type DutyClass, type TermInForce } from './duty-classes.queries.js';
import { amendedParts, termInForce, type AmendedPart } from './own-calendars.js';

/** What an amendment does to the duties of one class. */
export interface PlannedClass extends DutyClass {
  changes: Changes;
  /** How many acknowledge again. */
  again: number;
  /** What those who acknowledge again lose or keep by it. */
  effects: AmendmentEffects;
}

/** What an amendment does, beside its text, to those who acknowledge again. */
export interface AmendmentEffects {
  /** Have never acknowledged it, and get a fresh term for it. */
  freshTerm: number;
  /** Have let their term go by: it stays missed, and their acknowledgement will be late. */
  stillLate: number;
  /** Had finished the work, and take it up again. */
  reopened: number;
  /** Of those: had reported, and report anew. */
  reportsReopened: number;
  /** Of the reopened: are late at once, for their deadline has gone by and does not move. */
  reopenedLate: number;
  /** Are late with the work, and stay late. */
  workStillLate: number;
  /** Are late with the work, and get a new deadline, which lies ahead. */
  workForgiven: number;
  /** Are late with the work, and have no deadline any more. */
  workUnbound: number;
}

export interface AmendmentPlan {
  /** The texts of the addressees, by their line. */
  lines: ReadonlyMap<number, string>;
  before: DirectiveContent;
  after: DirectiveContent;
  /** It says what is in force already. */
  repeated: boolean;
  dueProvisional: boolean;
  /** By when who acknowledges again is to do so. */
  receiptDueAt: Date;
  /** The deadline in force, by which the classes are told apart. */
  inForce: TermInForce;
  /** The new deadlines by the calendars of the units. */
  parts: AmendedPart[];
  classes: PlannedClass[];
}

/** Totals of a plan: every duty in force is in one of them. */
export interface AmendmentCounts extends AmendmentEffects {
  /** Acknowledge again. */
  again: number;
  /** Have the paper, and nothing that they are asked has changed. */
  leftAlone: number;
  /** Wait for their superior: they get the text that is in force when it comes. */
  expected: number;
  returned: number;
  notMigrated: number;
}

/**
 * What an amendment would make of a directive and of every class of its duties. Changes nothing.
 * @throws ProductError `not-possible-now`, `invalid`
 */
export async function planAmendment(db: Db, row: DirectiveRow, amendment: Amendment): Promise<AmendmentPlan> {
  mustBeIssued(row);
  if (await isPausedAbove(db, row))
    throw notPossibleNow(
      'Văn bản cấp trên mà văn bản này thực hiện đang tạm dừng; chờ cấp trên cho tiếp tục rồi mới sửa đổi.',
      'The paper that this one carries out is paused; amend this one when that goes on.',
    );
  mustBeNear(amendment, vnDate(row.now));
  const before = await contentOf(db, row);
  const { after, dueProvisional, receiptDueAt } = await contentAfter(db, row, before, amendment);
  const lines = await addresseesOfDirective(db, row.id);
  const tasksOf: TasksOfLine = (tasks, line) => tasksOfClass(tasks, lines, line, addresseeKey);
  const inForce = await termInForce(db, row, before);
  const classes = await dutyClassesOf(db, row, inForce);
  return {
    lines: new Map(lines.map(({ ord, text }) => [ord, text])),
    before,
    after,
    repeated: saysTheSame(before, after),
    dueProvisional,
    receiptDueAt,
    inForce,
    parts: await amendedParts(db, row, { ...after, acknowledgeBy: acknowledgeByOf(amendment) }),
    classes: classes.map((duties) => planned(duties, changesFor(duties, before, after, tasksOf))),
  };
}

function planned(duties: DutyClass, changes: Changes): PlannedClass {
  const again = !isChange(changes) ? 0 : asksOtherwise(changes) ? duties.reached : duties.reached - duties.settled;
  return { ...duties, changes, again, effects: effectsOn(duties, changes) };
}

function effectsOn(
  { inTerm, receiptMissed, finished, reported, finishedPastDue, workOverdue }: DutyClass,
  changes: Changes,
): AmendmentEffects {
  const counted = (n: number, isSo: boolean): number => (isSo ? n : 0);
  const { deadline } = changes;
  const [isAny, isOtherwise, isMoved] = [isChange(changes), asksOtherwise(changes), deadline !== null];
  return {
    freshTerm: counted(inTerm, isAny),
    stillLate: counted(receiptMissed, isAny),
    reopened: counted(finished, isOtherwise),
    reportsReopened: counted(reported, isOtherwise),
    reopenedLate: counted(finishedPastDue, isOtherwise && !isMoved),
    workStillLate: counted(workOverdue, isAny && !isMoved),
    workForgiven: counted(workOverdue, deadline !== null && deadline.after !== null),
    workUnbound: counted(workOverdue, deadline?.after === null),
  };
}

/** @throws ProductError `not-possible-now` */
function mustBeIssued({ state }: DirectiveRow): void {
  if (state === 'paused')
    throw notPossibleNow(
      'Văn bản đang tạm dừng; hãy cho tiếp tục rồi mới sửa đổi.',
      'The directive is paused; resume it before it is amended.',
    );
  if (state !== 'issued')
    throw notPossibleNow(
      'Chỉ sửa đổi được văn bản đang có hiệu lực; dự thảo thì sửa thẳng, văn bản đã hết hiệu lực thì ban hành văn bản mới.',
      'Only a directive in force is amended; a draft is changed itself, and for one that has ended a new one is issued.',
      { current: { state } },
    );
}

const acknowledgeByOf = ({ acknowledgeBy }: Amendment): Date | null => (acknowledgeBy ? new Date(acknowledgeBy) : null);

async function contentAfter(db: Db, row: DirectiveRow, before: DirectiveContent, amendment: Amendment) {
  const term = termAfter(before, amendment);
  const due = deadlinesAt(
    {
      ...term,
      acknowledgeBy: acknowledgeByOf(amendment),
      policy: row.policy,
      urgency: row.urgency,
    },
    row.now,
    await loadCalendar(db),
  );
  const isTermKept =
    term.dueOn === before.dueOn && term.dueOperator === before.dueOperator && term.dueHour === before.dueHour;
  if (!isTermKept) mustLieAhead(due.work, row.now);
  const after: DirectiveContent = {
    subject: amendment.subject === undefined ? before.subject : folded(amendment.subject),
    ...term,
    workDueAt: isTermKept ? before.workDueAt : due.work,
    ...(await tasksAfter(db, row, before, amendment)),
  };
  return { after, dueProvisional: isTermKept ? row.dueProvisional : due.provisional, receiptDueAt: due.receipt };
}

/** @throws ProductError `invalid` where a new deadline is over before anybody hears of it */
function mustLieAhead(dueAt: Date | null, now: Date): void {
  if (dueAt === null || dueAt > now) return;
  throw invalid(
    'Hạn thực hiện mới đã qua; hãy chọn hạn từ nay về sau, hoặc giữ hạn đang có.',
    'The new deadline is over already; choose one that lies ahead, or keep the one in force.',
    { field: 'dueOn' },
  );
}

async function tasksAfter(
  db: Db,
  row: DirectiveRow,
  before: DirectiveContent,
  { tasks }: Amendment,
): Promise<Pick<DirectiveContent, 'tasks'>> {
  if (tasks === undefined) return { tasks: before.tasks };
  const given = tasks.map((task) => ({ ...task, text: folded(task.text), addressees: task.addressees.map(folded) }));
  return { tasks: numbered(given, before.tasks, await highestTaskOf(db, row.id)) };
}

function termAfter(before: DirectiveContent, { dueOn, dueOperator, dueHour }: Amendment) {
  const on = dueOn === undefined ? before.dueOn : dueOn;
  if (on === null) return { dueOn: null, dueOperator: null, dueHour: null };
  const isSameDay = on === before.dueOn;
  return {
    dueOn: on,
    dueOperator: dueOperator ?? (isSameDay ? before.dueOperator : null) ?? ('on' as const),
    dueHour: dueHour === undefined ? (isSameDay ? before.dueHour : null) : dueHour,
  };
}

/** Whether two versions say the same, in the same order and under the same labels. */
function saysTheSame(before: DirectiveContent, after: DirectiveContent): boolean {
  const said = ({ subject, workDueAt, dueOn, dueOperator, dueHour, tasks }: DirectiveContent) =>
    JSON.stringify([
      folded(subject),
      workDueAt,
      dueOn,
      dueOperator,
      dueHour,
      tasks.map(({ label, text, addressees }) => [folded(label), folded(text), addressees.map(folded)]),
    ]);
  return said(before) === said(after);
}

/** The totals of a plan. */
export function countsOf({ classes }: AmendmentPlan): AmendmentCounts {
  const sum = (of: (one: PlannedClass) => number): number => classes.reduce((total, one) => total + of(one), 0);
  const effect = (name: keyof AmendmentEffects): number => sum(({ effects }) => effects[name]);
  return {
    again: sum(({ again }) => again),
    leftAlone: sum(({ reached, again }) => reached - again),
    expected: sum(({ expected }) => expected),
    returned: sum(({ returned }) => returned),
    notMigrated: sum(({ notMigrated }) => notMigrated),
    freshTerm: effect('freshTerm'),
    stillLate: effect('stillLate'),
    reopened: effect('reopened'),
    reportsReopened: effect('reportsReopened'),
    reopenedLate: effect('reopenedLate'),
    workStillLate: effect('workStillLate'),
    workForgiven: effect('workForgiven'),
    workUnbound: effect('workUnbound'),
  };
}
