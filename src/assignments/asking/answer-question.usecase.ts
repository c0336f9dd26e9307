import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { AssignmentEvent } from '../../../workflows/index.js';
import { calendarOfUnit } from '../../calendar/index.js';
import { advance, stepped, type EventOf } from '../../durable/index.js';
import { actingFor, type Caller } from '../../platform/caller.js';
import { dbOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { notPossibleNow } from '../../platform/errors.js';
import { act, refuse, type ActOptions, type NewDeadlines } from '../act.js';
import { assignmentById, type HeldAssignment } from '../assignment.queries.js';
import { QUESTION_CASES } from './asking.case.js';
import { mustBeAsked, mustHaveAsked, unlessChanged, untilUndisturbed } from './asked-rights.js';
import { clockMarksOf, questionById, type QuestionRow, type QuestionState } from './questions.queries.js';
import { daysStopped, movedBy } from './stopped-clock.rules.js';

export interface Ended {
  question: QuestionRow;
  repeated: boolean;
}

/** How a question ends: what it becomes, and what that is for its assignment. */
type Ending = Pick<ActOptions, 'by' | 'kind' | 'sealed'> & {
  event: EventOf<'question'>;
  assignmentEvent: AssignmentEvent;
  payload: Record<string, string>;
  set: (now: Date) => RawBuilder<unknown>;
};

/** Whoever sent the paper answers a question, once; or the unit that asked withdraws it. Either way the unit goes on. */
@Injectable()
export class AnswerQuestion {
  constructor(private readonly em: EntityManager) {}

  /**
   * The unit goes back to where it asked from, and its deadline moves by the working days that the question was open.
   * The same answer again is a repeat; another one is refused: units have acted on the first.
   * @param answer  free text; sealed in the history
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now`
   */
  execute(id: string, answer: string, by: Caller): Promise<Ended> {
    const db = dbOf(this.em.fork());
    return untilUndisturbed(async () => {
      const question = await questionById(db, id);
      mustBeAsked(by, question);
      if (question.state === 'answered' && question.answer === answer) return { question, repeated: true };
      return this.end(db, question, {
        event: { type: 'ANSWER' },
        assignmentEvent: { type: 'ANSWERED' },
        by: actingFor(by, question.toUnitId),
        kind: 'assignment.questionAnswered',
        payload: { answeredFor: question.toUnitId },
        sealed: { answer },
        set: (now) => sql`answer = ${answer}, answered_at = ${now}::timestamptz`,
      });
    });
  }

  /** The unit goes back to where it asked from; its deadline moves too, for the clock stood still. @throws as `execute` */
  withdraw(id: string, by: Caller): Promise<Ended> {
    const db = dbOf(this.em.fork());
    return untilUndisturbed(async () => {
      const question = await questionById(db, id);
      mustHaveAsked(by, question);
      if (question.state === 'withdrawn') return { question, repeated: true };
      return this.end(db, question, {
        event: { type: 'WITHDRAW' },
        assignmentEvent: { type: 'QUESTION_WITHDRAWN' },
        by,
        kind: 'assignment.questionWithdrawn',
        payload: {},
        set: (now) => sql`withdrawn_at = ${now}::timestamptz`,
      });
    });
  }

  private async end(db: Db, question: QuestionRow, ending: Ending): Promise<Ended | undefined> {
    const { event, assignmentEvent, set, payload, ...rest } = ending;
    if (question.state === 'lapsed')
      await refuse(db, await assignmentById(db, question.assignmentId), { event: assignmentEvent, by: ending.by });
    const moved = advance(QUESTION_CASES, question, event);
    if (!moved.accepted) throw endedBefore(question);
    const clock = await clockOf(db, question);
    const done = await unlessChanged(
      question,
      () => questionById(db, question.id),
      () =>
        act(db, question.assignmentId, {
          ...rest,
          event: assignmentEvent,
          attempts: 1,
          payload: (row) => ({ ...payload, question: question.id, ...clock(row).said }),
          said: { question: question.id },
          due: (row) => clock(row).due,
          also: ({ now }) => [
            sql`ended as (
          update question a set ${stepped(QUESTION_CASES, moved)}, ${set(now)}
          from held h where a.cascade_id = h.cascade_id and a.id = ${question.id} and a.version = ${question.version}
          returning a.id)`,
          ],
          from: sql`ended e`,
        }),
    );
    return done && { question: await questionById(db, question.id), repeated: false };
  }
}

/** How far the deadline of the work moves, for the day on which the question ends. */
async function clockOf(db: Db, { askedAt, ...question }: QuestionRow) {
  const calendar = await calendarOfUnit(db, question.unitId);
  const marks = await clockMarksOf(db, question);
  return ({ workDueAt, now }: HeldAssignment): { due: NewDeadlines; said: Record<string, string | number> } => {
    if (workDueAt === null) return { due: {}, said: {} };
    const days = daysStopped({ askedAt, endedAt: now, marks }, calendar);
    const said = { workDueWas: workDueAt.toISOString(), workingDays: days };
    return { due: { workDueAt: movedBy(workDueAt, days, calendar) }, said };
  };
}

const WORDS: Readonly<Record<QuestionState, { vi: string; en: string }>> = {
  open: { vi: 'đang chờ trả lời', en: 'open' },
  answered: { vi: 'đã được trả lời', en: 'answered' },
  withdrawn: { vi: 'đã được rút', en: 'withdrawn' },
  lapsed: { vi: 'không còn phải trả lời', en: 'lapsed' },
};

const endedBefore = ({ id, state }: QuestionRow) =>
  notPossibleNow(
    `Câu hỏi ${WORDS[state].vi}; không thay đổi được nữa.`,
    `The question is ${WORDS[state].en}; that cannot be changed.`,
    { question: id, state },
  );
