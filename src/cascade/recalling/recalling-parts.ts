import { mayDo } from '../../access/index.js';
import type { AssignmentPart } from '../../assignments/index.js';
import { recallCounts, type DirectivePart, type DirectiveRow } from '../../directives/index.js';
import { actsFor, type Caller } from '../../platform/caller.js';
import { firstOf, sql, type Db } from '../../platform/database/sql.js';
import { waitsFor } from '../approving/approval.queries.js';
import { countBelow, listBelow } from './below-recalled.queries.js';
import { RecallAnswers, RecallAsked, RecallForm, RecallRefused } from './recalling.view.js';
import { recallLines } from './recall.queries.js';

/** Units that declined, on the page of the directive; a page of their own has every answer. */
const SHOWN = 20;
/** Dispatches below that are named there. */
const SHOWN_BELOW = 10;

async function belowOf(db: Db, directive: DirectiveRow) {
  const { items } = await listBelow(db, directive, { limit: SHOWN_BELOW });
  return { counts: await countBelow(db, directive), items };
}

const mayRecall = (caller: Caller, issuerId: string): boolean =>
  actsFor(caller, issuerId) && mayDo(caller.role, 'directives.issue');

/** Recalling a directive in force, for its issuer. */
export const recallPart: DirectivePart = {
  place: 'acts',
  draw: async ({ db, directive, caller, frame, isWhole }) => {
    const isOpen = directive.state === 'issued' || directive.state === 'paused';
    if (!isWhole || !isOpen || !mayRecall(caller, directive.issuerId)) return '';
    // what waits for a second person stands above, with its decision
    if (await waitsFor(db, directive.id, 'recall')) return '';
    const { counts, items } = await belowOf(db, directive);
    const standing = items.filter(({ state }) => state === 'issued' || state === 'paused');
    return RecallForm({ directive: directive.id, below: { counts, items: standing }, locale: frame.locale });
  },
};

/** How a recall stands, for who sees all of the directive. */
export const recallAnswersPart: DirectivePart = {
  place: 'section',
  draw: async ({ db, directive, caller, frame, sight, isWhole }) => {
    if (directive.state !== 'recalled' || sight !== 'all' || !isWhole) return '';
    const { items } = await recallLines(db, directive, { answer: 'refused', limit: SHOWN });
    return RecallAnswers({
      directive: directive.id,
      reason: directive.recallReason,
      counts: await recallCounts(db, directive),
      lines: items,
      below: await belowOf(db, directive),
      mayAskAgain: mayRecall(caller, directive.issuerId),
      locale: frame.locale,
    });
  },
};

interface AskedBack {
  reason: string | null;
  refusal: string | null;
  answeredAt: Date | null;
  ownBelow: number;
}

/** That a paper is asked back, with the two answers; afterwards that the unit declined, and why. */
export const recallAskedPart: AssignmentPart = {
  place: 'state',
  draw: async ({ db, assignment, caller, frame }) => {
    const isAsked = assignment.standing === 'recallRequested';
    if (!isAsked && !assignment.context.recallRefused) return '';
    const asked = await firstOf(
      db,
      sql<AskedBack>`select d.recall_reason as reason, a.recall_refusal as refusal, a.recall_answered_at as "answeredAt",
          (select count(*)::int from directive b where b.cascade_id = a.cascade_id and b.parent_assignment_id = a.id
            and b.state in ('issued', 'paused')) as "ownBelow"
        from assignment a join directive d on d.id = a.directive_id
        where a.cascade_id = ${assignment.cascadeId} and a.id = ${assignment.id}`,
    );
    const { reason, refusal, answeredAt, ownBelow } = asked!;
    const { locale } = frame;
    if (!isAsked) return answeredAt ? RecallRefused({ at: answeredAt, reason: refusal ?? '–', locale }) : '';
    const mayAnswer = actsFor(caller, assignment.unitId) && mayDo(caller.role, 'assignments.act');
    const answerBy = assignment.recallDueAt;
    return RecallAsked({ assignment: assignment.id, reason, mayAnswer, answerBy, now: frame.now, ownBelow, locale });
  },
};
