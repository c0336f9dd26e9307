import type { EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from '../platform/caller.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { ProductError } from '../platform/errors.js';
import { assignmentJson, assignmentView, type AssignmentView } from './assignment-list.queries.js';
import { maySeeAssignment } from './assignment-sight.js';
import type { ActResult } from './act.js';

const LATE_AFTER: Readonly<Record<string, 'receiptDueAt' | 'workDueAt'>> = {
  acknowledged: 'receiptDueAt',
  implemented: 'workDueAt',
  reported: 'workDueAt',
};

/** The instant at which the present state was reached, where it has a deadline. */
function isLate(view: AssignmentView): boolean {
  if (view.receipt !== 'acknowledged') return false;
  const due = LATE_AFTER[view.work === 'notStarted' ? 'acknowledged' : view.work];
  const limit = due ? view[due] : null;
  const reached = view.work === 'notStarted' ? view.acknowledgedAt : (view.reportedAt ?? view.workDoneAt);
  return limit !== null && reached !== null && reached > limit;
}

/**
 * What an act answers: the assignment as it is afterwards, with `repeated` and `late` where they hold. An act that is not
 * possible now answers the assignment too, in `current`. To who may not see the assignment every act on it answers as if
 * it were not there.
 * @throws ProductError `not-found`, and whatever the act throws
 */
export async function answering<R extends ActResult>(
  em: EntityManager,
  id: string,
  by: Caller,
  doIt: () => Promise<R>,
): Promise<Record<string, unknown>> {
  const db = dbOf(em.fork());
  try {
    const { repeated, row: _, ...more } = await doIt();
    const view = await seenBy(db, by, id);
    return {
      ...assignmentJson(view),
      ...more,
      ...(repeated ? { repeated } : {}),
      ...(isLate(view) ? { late: true } : {}),
    };
  } catch (error) {
    if (!(error instanceof ProductError)) throw error;
    const current = await seenBy(db, by, id);
    if (error.code !== 'not-possible-now') throw error;
    throw new ProductError(error.code, error.words, { ...error.details, current: assignmentJson(current) });
  }
}

async function seenBy(db: Db, caller: Caller, id: string): Promise<AssignmentView> {
  const view = await assignmentView(db, id);
  await maySeeAssignment(db, caller, view);
  return view;
}
