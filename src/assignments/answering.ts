import type { EntityManager } from '@mikro-orm/postgresql';
import { dbOf } from '../platform/database/sql.js';
import { ProductError } from '../platform/errors.js';
import { assignmentJson, assignmentView } from './assignment-list.queries.js';
import type { ActResult } from './durable-step.js';

const LATE_AFTER: Readonly<Record<string, 'receiptDueAt' | 'workDueAt'>> = {
  acknowledged: 'receiptDueAt',
  implemented: 'workDueAt',
  reported: 'workDueAt',
};

/** The instant at which the present state was reached, where it has a deadline. */
function isLate(view: Awaited<ReturnType<typeof assignmentView>>): boolean {
  if (view.receipt !== 'acknowledged') return false;
  const due = LATE_AFTER[view.work === 'notStarted' ? 'acknowledged' : view.work];
  const limit = due ? view[due] : null;
  const reached = view.work === 'notStarted' ? view.acknowledgedAt : (view.reportedAt ?? view.workDoneAt);
  return limit !== null && reached !== null && reached > limit;
}

/**
 * What an act answers: the assignment as it is afterwards, with `repeated` and `late` where they hold. An act that is not
 * possible now answers the assignment too, in `current`.
 */
export async function answering<R extends ActResult>(
  em: EntityManager,
  id: string,
  doIt: () => Promise<R>,
): Promise<Record<string, unknown>> {
  const db = dbOf(em.fork());
  try {
    const { repeated, row: _, ...more } = await doIt();
    const view = await assignmentView(db, id);
    return {
      ...assignmentJson(view),
      ...more,
      ...(repeated ? { repeated } : {}),
      ...(isLate(view) ? { late: true } : {}),
    };
  } catch (error) {
    if (!(error instanceof ProductError) || error.code !== 'not-possible-now') throw error;
    const current = assignmentJson(await assignmentView(db, id));
    throw new ProductError(error.code, error.words, { ...error.details, current });
  }
}
