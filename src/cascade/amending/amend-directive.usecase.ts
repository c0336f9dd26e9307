import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { actOnMany, type BulkActing } from '../../assignments/index.js';
import {
  amend,
  asksOtherwise,
  directiveById,
  mayFinishFor,
  outdatedTasks,
  type Amendment,
  type Changes,
  type DirectiveRow,
} from '../../directives/index.js';
import {
  emptyReading,
  keepDispatch,
  readOpenText,
  secretRefusal,
  storePaper,
  toDispatch,
} from '../../dispatches/index.js';
import { actingFor, type Caller } from '../../platform/caller.js';
import { dbOf, sql, type Db } from '../../platform/database/sql.js';
import { conflict, invalid, notPossibleNow } from '../../platform/errors.js';
import { transactional } from '../../platform/failpoints.js';
import { needsSecondPerson } from '../approving/second-person.js';
import { FIRST_THAT_AMENDS, holdDuties, isOfClass, REACHED, SETTLED } from './duty-classes.queries.js';
import type { AmendedPart } from './own-calendars.js';
import {
  countsOf,
  planAmendment,
  type AmendmentCounts,
  type AmendmentPlan,
  type PlannedClass,
} from './plan-amendment.js';

export interface Amended {
  directive: DirectiveRow;
  counts: AmendmentCounts;
  repeated: boolean;
}

/**
 * Puts a new version of what a directive asks in force. Only units whose own obligations it changes acknowledge again;
 * the others are left alone.
 */
@Injectable()
export class AmendDirective {
  constructor(private readonly em: EntityManager) {}

  /**
   * What it would do; changes nothing. What two persons issued is not amended by one: it is replaced.
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now`, `invalid`
   */
  async preview(id: string, amendment: Amendment, by: Caller): Promise<AmendmentPlan & { directive: DirectiveRow }> {
    const db = dbOf(this.em.fork());
    const directive = await directiveById(db, id);
    mayFinishFor(by, directive.issuerId);
    mustNotBypass(directive);
    return { ...(await planAmendment(db, directive, amendment)), directive };
  }

  /**
   * The content that is in force already is a repeat. What a unit acknowledges in between: whichever is first; an
   * acknowledgement of the earlier version is followed by the amendment, and stays its arrival number.
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now` (not in force, duties to be migrated first),
   *   `conflict` where another version than `from` is in force, `invalid`, `secret-document`
   */
  execute(id: string, amendment: Amendment, by: Caller): Promise<Amended> {
    return transactional(this.em, 'directive.amended', async (em) => {
      const db = dbOf(em);
      const row = await directiveById(db, id, true);
      mayFinishFor(by, row.issuerId);
      mustNotBypass(row);
      await holdDuties(row).execute(db);
      const plan = await planAmendment(db, row, amendment);
      const counts = countsOf(plan);
      if (plan.repeated) return { directive: row, counts: NOTHING(counts), repeated: true };
      mustBeSeen(row, amendment);
      mustAllBeAmendable(row, counts);
      const capacity = actingFor(by, row.issuerId);
      const directive = await amend(db, row, await ready(db, row, amendment, plan), capacity);
      for (const one of ownTermsFirst(plan.classes)) await amendClass(db, row, plan, one, capacity);
      return { directive, counts, repeated: false };
    });
  }
}

const NOTHING = ({ again, leftAlone, ...rest }: AmendmentCounts): AmendmentCounts => ({
  ...rest,
  again: 0,
  leftAlone: leftAlone + again,
});

/** An amendment is one act and cannot wait for anybody. @throws ProductError `not-possible-now` */
function mustNotBypass(row: DirectiveRow): void {
  if (!needsSecondPerson(row, 'issue')) return;
  throw notPossibleNow(
    'Văn bản này do hai người ban hành nên một người không sửa đổi được; hãy ban hành văn bản mới cũng theo chính sách hai người, rồi cho thay thế văn bản này.',
    'Two persons issued this directive, and one alone does not amend it; issue a new one under a policy of two persons as well, and have it replace this one.',
  );
}

/** @throws ProductError `conflict` */
function mustBeSeen({ contentVersion }: DirectiveRow, { from }: Amendment): void {
  if (from === undefined || from === contentVersion) return;
  throw conflict(
    `Văn bản đã được sửa đổi trong lúc này (nay là bản ${contentVersion}); hãy tải lại và xem lại.`,
    `The directive was amended meanwhile (it is version ${contentVersion} now); reload and look again.`,
    { version: contentVersion },
  );
}

/** @throws ProductError `not-possible-now` */
function mustAllBeAmendable({ machineVersion }: DirectiveRow, { notMigrated }: AmendmentCounts): void {
  if (notMigrated === 0 && machineVersion >= FIRST_THAT_AMENDS) return;
  throw notPossibleNow(
    `Còn ${notMigrated} nhiệm vụ chạy theo quy trình phiên bản cũ, chưa sửa đổi được; hãy nhờ người vận hành chạy "thongsuot machines migrate" trước.`,
    `${notMigrated} assignments run on an earlier version of the machine and cannot be amended; have the operator run "thongsuot machines migrate" first.`,
    { notMigrated },
  );
}

async function ready(db: Db, row: DirectiveRow, amendment: Amendment, plan: AmendmentPlan) {
  const { again, leftAlone, expected } = countsOf(plan);
  const { before, after, dueProvisional, receiptDueAt } = plan;
  const isDue = before.workDueAt?.getTime() !== after.workDueAt?.getTime();
  if (amendment.reason === undefined) throw invalid('Hãy nêu lý do sửa đổi.', 'Give the reason.', { field: 'reason' });
  return {
    before,
    after,
    dueProvisional,
    receiptDueAt: again === 0 ? null : receiptDueAt,
    reason: amendment.reason,
    dispatchId: await paperFor(db, row, amendment),
    payload: {
      again,
      leftAlone,
      expected,
      ...(isDue ? { workDueAt: after.workDueAt?.toISOString() ?? null } : {}),
    },
  };
}

/** The paper that amends, stored. @throws ProductError `secret-document` */
async function paperFor(db: Db, row: DirectiveRow, { text, fileName, dispatch }: Amendment): Promise<string | null> {
  if (dispatch?.secrecy) throw secretRefusal();
  if (text === undefined && dispatch === undefined) return null;
  const reading = text === undefined ? emptyReading() : readOpenText(text);
  const id = await storePaper(db, { unitId: row.issuerId, text: text ?? '', fileName, reading, at: row.now });
  await keepDispatch(db, { id, text: text ?? '', reading }, dispatch ?? toDispatch(reading));
  return id;
}

/** Their deadlines stay: were the others given the new one before, they would seem to have one of their own. */
const ownTermsFirst = (classes: readonly PlannedClass[]): PlannedClass[] =>
  classes.toSorted((a, b) => Number(b.ownTerm) - Number(a.ownTerm));

/** Who let the term of its receipt go by is late, and another text does not change that; it is reminded anew all the same. */
const isMissed = (receipt: string, due: Date | null, now: Date): boolean =>
  (receipt === 'sent' || receipt === 'delivered') && due !== null && due <= now;

/** The duties of one class: who has the paper acknowledges again, who waits for it has the new deadline. */
async function amendClass(
  db: Db,
  row: DirectiveRow,
  { inForce, parts }: AmendmentPlan,
  one: PlannedClass,
  by: Caller,
): Promise<void> {
  const { changes } = one;
  const waiting = changes.deadline === null ? 0 : one.expected;
  if (one.again + waiting === 0) return;
  for (const part of parts) {
    const source = sql`(
      select a.cascade_id, a.id from assignment a where ${isOfClass(one, row, inForce)} and ${part.has(sql`a.unit_id`)}
        and (${REACHED} and not (${!asksOtherwise(changes)} and ${SETTLED}) or ${waiting > 0} and a.receipt = 'expected'))`;
    await actOnMany(db, source, amendingTo(row, changes, part, by));
  }
}

/** What an amendment is to duties of one class whose units work by one calendar. */
function amendingTo(row: DirectiveRow, changes: Changes, part: AmendedPart, by: Caller): BulkActing {
  const { receiptDueAt, workDueAt } = part;
  const deadlineOnly = !asksOtherwise(changes);
  const version = row.contentVersion + 1;
  return {
    event: { type: 'AMEND', deadlineOnly },
    by,
    at: row.now,
    cascadeId: row.cascadeId,
    kind: () => 'assignment.amended',
    payload: () => ({
      contentVersion: version,
      changed: changes.changed.map(({ n }) => n),
      added: changes.added.map(({ n }) => n),
      removed: changes.removed.map(({ n }) => n),
    }),
    due: ({ receipt, receiptDueAt: was }) => ({
      ...(receipt === 'expected' || isMissed(receipt, was, row.now) ? {} : { receiptDueAt }),
      ...(changes.deadline === null ? {} : { workDueAt }),
    }),
    afterReminder: ({ receipt }) => (receipt === 'expected' ? undefined : receiptDueAt),
    set: sql`sent_version = case when a.receipt = 'expected' then a.sent_version else ${version}::smallint end,
      delivered_at = null, task_status = a.task_status - ${outdatedTasks(changes).map(String)}::text[]${
        deadlineOnly ? sql`` : sql`, work_done_at = null, reported_at = null`
      }`,
  };
}
