import { firstOf, rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { notFound } from '../../platform/errors.js';
import { isUuid } from '../../platform/ids.js';
import { fromCursor, pageOf, type Page } from '../../platform/paging.js';
import type { HeldAssignment } from '../assignment.queries.js';
import { ASKED, ASKED_JOINS, HAS_ENDED, sideOf, type Asked, type AskedSearch } from './asked.queries.js';
import type { ClockMark } from './stopped-clock.rules.js';

/** `lapsed`: the duty ended before anybody answered. */
export type QuestionState = 'open' | 'answered' | 'withdrawn' | 'lapsed';

export interface QuestionRow extends Asked {
  state: QuestionState;
  text: string;
  answerDueAt: Date;
  answer: string | null;
  answeredAt: Date | null;
  /** Open beyond its own deadline, which does not count while the directive is paused. */
  overdue: boolean;
}

const STATE = sql`case when q.state = 'open' and ${HAS_ENDED} then 'lapsed' else q.state end`;
const IS_OPEN = sql`q.state = 'open' and not ${HAS_ENDED}`;
const QUESTION = sql`${ASKED}, ${STATE} as state, q.text, q.answer_due_at as "answerDueAt", q.answer,
  q.answered_at as "answeredAt",
  ${IS_OPEN} and q.answer_due_at < n.now and not coalesce((a.context ->> 'paused')::boolean, false) as overdue`;

/** @throws ProductError `not-found` */
export async function questionById(db: Db, id: string): Promise<QuestionRow> {
  const row = isUuid(id)
    ? await firstOf(db, sql<QuestionRow>`select ${QUESTION} from question q ${ASKED_JOINS} where q.id = ${id}`)
    : undefined;
  if (!row) throw notFound('Không có câu hỏi này.', 'There is no such question.');
  return row;
}

export interface QuestionSearch extends AskedSearch {
  state?: QuestionState | undefined;
}

/** Questions, newest first; those that are open by their deadlines, so that overdue ones come first. */
export async function listQuestions(db: Db, search: QuestionSearch): Promise<Page<QuestionRow>> {
  const isByDeadline = search.state === 'open';
  const after = search.cursor ? fromCursor(search.cursor, ['instant', 'uuid']) : undefined;
  const order = isByDeadline ? sql`q.answer_due_at, q.id` : sql`q.asked_at desc, q.id desc`;
  const onward = isByDeadline
    ? sql`(q.answer_due_at, q.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`
    : sql`(q.asked_at, q.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`;
  const rows = await rowsOf<QuestionRow>(
    db,
    sql`select ${QUESTION} from question q ${ASKED_JOINS} where ${sideOf(search)}
      ${search.state === undefined ? sql`` : isByDeadline ? sql`and ${IS_OPEN}` : sql`and ${STATE} = ${search.state}`}
      ${after ? sql`and ${onward}` : sql``} order by ${order} limit ${search.limit + 1}`,
  );
  return pageOf(rows, search.limit, ({ askedAt, answerDueAt, id }) => [
    (isByDeadline ? answerDueAt : askedAt).toISOString(),
    id,
  ]);
}

/** How many questions wait for an answer of these units. */
export async function countOpenQuestions(db: Db, unitIds: readonly string[]): Promise<number> {
  const row = await firstOf(
    db,
    sql<{ n: number }>`select count(*)::int as n from question q
      join assignment a on a.cascade_id = q.cascade_id and a.id = q.assignment_id
      where q.to_unit_id = any(${unitIds}::uuid[]) and ${IS_OPEN}`,
  );
  return row!.n;
}

/** A question as the units of one class see it. */
export interface ClassQuestion extends QuestionRow {
  /** The assignment's own; else that of another unit, which is not named. */
  own: boolean;
}

const SHOWN = 50;

/**
 * What concerns a unit's assignment: its own questions, and those of other units of its class that are open or answered.
 * The class is the units that the same line of the addressees reached; where that is not known, those of one sender.
 */
export const questionsFor = (
  db: Db,
  { cascadeId, id, directiveId, addresseeOrd, senderId }: HeldAssignment,
): Promise<ClassQuestion[]> =>
  rowsOf<ClassQuestion>(
    db,
    sql`select ${QUESTION}, q.assignment_id = ${id} as own from question q ${ASKED_JOINS}
      where q.cascade_id = ${cascadeId} and q.directive_id = ${directiveId}
        and q.addressee_ord is not distinct from ${addresseeOrd}::smallint
        and (q.assignment_id = ${id} or ((q.state = 'answered' or ${IS_OPEN})
          and (q.addressee_ord is not null or q.to_unit_id = ${senderId})))
      order by q.assignment_id = ${id} desc, q.state = 'open' desc, q.answered_at desc, q.id limit ${SHOWN}`,
  );

/** The question of an assignment that is open; undefined where none is. */
export const openQuestionOf = (
  db: Db,
  { cascadeId, id }: HeldAssignment,
): Promise<{ id: string; text: string } | undefined> =>
  firstOf(
    db,
    sql<{ id: string; text: string }>`select id, text from question
      where cascade_id = ${cascadeId} and assignment_id = ${id} and state = 'open'`,
  );

/** Facts that stop, start or set the clock of a duty's work. */
export const clockMarksOf = (
  db: Db,
  { cascadeId, assignmentId }: Pick<QuestionRow, 'cascadeId' | 'assignmentId'>,
): Promise<ClockMark[]> =>
  rowsOf<ClockMark>(
    db,
    sql`select case kind when 'assignment.paused' then 'paused' when 'assignment.resumed' then 'resumed' else 'set' end as what, at
      from ledger_entry where cascade_id = ${cascadeId} and assignment_id = ${assignmentId}
        and (kind in ('assignment.paused', 'assignment.resumed', 'assignment.extensionGranted')
          or (kind = 'assignment.amended' and convert_from(bytes, 'UTF8')::jsonb -> 'payload' ? 'workDueAt'))`,
  );

/** Working days that the policy of an assignment's directive gives for an answer; null where it says nothing. */
export const answerTermOf = async (db: Db, { directiveId }: HeldAssignment): Promise<number | null> =>
  (await firstOf(
    db,
    sql<{
      days: number | null;
    }>`select (policy ->> 'answerWorkingDays')::int as days from directive where id = ${directiveId}`,
  ))!.days;
