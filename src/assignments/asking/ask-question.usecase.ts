import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { CURRENT } from '../../../workflows/index.js';
import { calendarOfUnit, receiptDueAt } from '../../calendar/index.js';
import type { Caller } from '../../platform/caller.js';
import { dbOf, sql, type RawBuilder } from '../../platform/database/sql.js';
import { notPossibleNow } from '../../platform/errors.js';
import { uuidv7 } from '../../platform/ids.js';
import { act, type ActResult } from '../act.js';
import { assignmentById } from '../assignment.queries.js';
import { mustActFor } from '../permitted.js';
import { answerTermOf, openQuestionOf } from './questions.queries.js';

/** Of a directive whose policy is older than questions. */
const ANSWER_WORKING_DAYS = 3;

/** A unit asks whoever sent it the paper; until the answer its own clock stands still, and the sender's runs. */
@Injectable()
export class AskQuestion {
  constructor(private readonly em: EntityManager) {}

  /**
   * The same question again while it is open is a repeat; another one is refused until that one is answered or withdrawn.
   * @param text  free text; sealed in the history
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now`
   */
  async execute(assignmentId: string, text: string, by: Caller): Promise<ActResult & { question: string }> {
    const db = dbOf(this.em.fork());
    const present = await assignmentById(db, assignmentId);
    mustActFor(by, present.unitId);
    // whoever answers works by a calendar of its own
    const calendar = await calendarOfUnit(db, present.senderId);
    const workingDays = (await answerTermOf(db, present)) ?? ANSWER_WORKING_DAYS;
    const answerDueAt = receiptDueAt(present.now, { workingDays }, calendar).at;
    const id = uuidv7(present.now);
    const done = await act(db, assignmentId, {
      event: { type: 'ASK' },
      by,
      kind: 'assignment.questionAsked',
      check: ({ unitId }) => mustActFor(by, unitId),
      payload: { question: id, answerDueAt: answerDueAt.toISOString() },
      sealed: { question: text },
      said: { question: id },
      also: ({ now }) => [asking({ id, text, answerDueAt, now })],
    });
    if (!done.repeated) return { ...done, question: id };
    const open = await openQuestionOf(db, done.row);
    if (open?.text === text) return { ...done, question: open.id };
    throw notPossibleNow(
      'Câu hỏi trước chưa được trả lời; hãy chờ hoặc rút câu hỏi đó.',
      'The earlier question waits for its answer; wait for it, or withdraw that question.',
      { assignment: assignmentId, question: open?.id },
    );
  }
}

interface NewQuestion {
  id: string;
  text: string;
  answerDueAt: Date;
  now: Date;
}

const asking = ({ id, text, answerDueAt, now }: NewQuestion): RawBuilder<unknown> => sql`asking as (
  insert into question (cascade_id, id, directive_id, assignment_id, unit_id, to_unit_id, addressee_ord, machine_version,
    state, text, asked_at, answer_due_at)
  select h.cascade_id, ${id}::uuid, h.directive_id, h.id, h.unit_id, h.sender_id, h.addressee_ord,
    ${CURRENT.question}::smallint, 'open', ${text}, ${now}::timestamptz, ${answerDueAt}::timestamptz from held h)`;
