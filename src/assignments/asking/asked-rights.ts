import { actsFor, unitsOf, type Caller } from '../../platform/caller.js';
import type { Db } from '../../platform/database/sql.js';
import { conflict, notFound, notPermitted, ProductError } from '../../platform/errors.js';
import { findUnit } from '../../units/index.js';
import { ATTEMPTS } from '../act.js';
import { assignmentById } from '../assignment.queries.js';
import { maySeeAssignment, maySeeUnit } from '../assignment-sight.js';
import type { Asked } from './asked.queries.js';

/** @throws ProductError `not-permitted` for all but the unit that was asked, and who stands for it */
export function mustBeAsked(by: Caller, { toUnitId }: Asked): void {
  if (actsFor(by, toUnitId)) return;
  throw notPermitted(
    'Chỉ cơ quan đã gửi văn bản mới trả lời, quyết định được.',
    'Only the unit that sent the paper answers and decides.',
  );
}

/** @throws ProductError `not-permitted` for all but the unit that asked, and who stands for it */
export function mustHaveAsked(by: Caller, { unitId }: Asked): void {
  if (actsFor(by, unitId)) return;
  throw notPermitted('Chỉ đơn vị đã hỏi mới rút được.', 'Only the unit that asked withdraws it.');
}

/** What was asked is seen by who sees the assignment. @throws ProductError `not-found` */
export async function mustSeeAsked<A extends Asked>(db: Db, caller: Caller, asked: A): Promise<A> {
  try {
    if (!actsFor(caller, asked.toUnitId))
      await maySeeAssignment(db, caller, await assignmentById(db, asked.assignmentId));
    return asked;
  } catch (error) {
    if (error instanceof ProductError && error.code === 'not-found')
      throw notFound('Không có câu hỏi hay đề nghị này.', 'There is no such question or request.');
    throw error;
  }
}

/**
 * Does again what looks at two rows, reading both anew, while others come between.
 * @param attempt  undefined, or a conflict, where they did
 * @throws ProductError `conflict` where they do every time, and whatever the attempt throws
 */
export async function untilUndisturbed<Answer>(attempt: () => Promise<Answer | undefined>): Promise<Answer> {
  for (let i = 0; i < ATTEMPTS; i++) {
    try {
      const answer = await attempt();
      if (answer !== undefined) return answer;
    } catch (error) {
      if (!(error instanceof ProductError) || error.code !== 'conflict') throw error;
    }
  }
  throw conflict(
    'Nội dung này đang được người khác xử lý; hãy tải lại.',
    'Others are dealing with this at the moment; reload.',
  );
}

/**
 * Does what was decided from a row. Where that fails because somebody else changed the row meanwhile, it is to be decided
 * anew.
 * @returns undefined where it is
 * @throws whatever `doIt` throws, where the row is as it was
 */
export async function unlessChanged<Row extends Asked, Answer>(
  row: Row,
  read: () => Promise<Row>,
  doIt: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await doIt();
  } catch (error) {
    if ((await read()).version === row.version) throw error;
    return undefined;
  }
}

/**
 * The units whose questions and requests a list shows: the caller's own with those that it stands for, or one that it names.
 * @throws ProductError `not-permitted`, `not-found`
 */
export async function unitsAsked(db: Db, caller: Caller, named: string | undefined): Promise<readonly string[]> {
  const unitId = named === undefined ? caller.unitId : (await findUnit(db, named)).id;
  if (unitId === null) throw notPermitted('Hãy nêu `unit`.', 'Give `unit`.');
  await maySeeUnit(db, caller, { unitId, directiveId: undefined });
  return unitId === caller.unitId ? unitsOf(caller) : [unitId];
}

/** What is not possible now answers what the row is now, in `current`. @throws whatever `doIt` throws */
export async function withCurrent<Answer>(
  doIt: () => Promise<Answer>,
  current: () => Promise<object>,
): Promise<Answer> {
  try {
    return await doIt();
  } catch (error) {
    if (!(error instanceof ProductError) || error.code !== 'not-possible-now') throw error;
    throw new ProductError(error.code, error.words, { ...error.details, current: await current() });
  }
}
