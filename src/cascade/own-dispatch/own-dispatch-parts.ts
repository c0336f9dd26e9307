import { mayDo } from '../../access/index.js';
import {
  assignmentById,
  assignmentView,
  mustBeWithinReach,
  type AssignmentPart,
  type HeldAssignment,
} from '../../assignments/index.js';
import { papersOf, tasksOf, type DirectivePart } from '../../directives/index.js';
import { citationKey } from '../../dispatches/index.js';
import type { Locale } from '../../platform/caller.js';
import { paperWords } from '../../platform/components/paper.js';
import { firstOf, sql, type Db } from '../../platform/database/sql.js';
import { ProductError } from '../../platform/errors.js';
import { vnDate } from '../../platform/vn-time.js';
import { waitsFor } from '../approving/approval.queries.js';
import { unitsOfDraft } from '../own-dispatch.queries.js';
import { likelyTasks } from './likely-task.rules.js';
import { ownIssuer } from './may-pass-on.js';
import { mappedBefore } from './mapped-tasks.js';
import { Carrying, OwnDispatchDoor, ownDispatchWords, short, type NamedDraft } from './own-dispatch.view.js';
import { draftsFor, waitingUnits } from './waiting-units.queries.js';

/** Whether anybody stands below a unit, or waits for its relay. */
const hasBelow = async (db: Db, { cascadeId, id, unitId, now }: HeldAssignment): Promise<boolean> =>
  (await firstOf(
    db,
    sql`select 1 where exists (select 1 from assignment where cascade_id = ${cascadeId} and parent_id = ${id})
      or exists (select 1 from unit_relation where parent_id = ${unitId} and valid_from <= ${vnDate(now)}::date
        and (valid_to is null or valid_to > ${vnDate(now)}::date))`,
  )) !== undefined;

async function named(db: Db, ids: readonly string[], locale: Locale): Promise<NamedDraft[]> {
  const papers = await papersOf(db, ids);
  return ids.map((id) => {
    const paper = papers.get(id)!;
    return { id, name: `${paperWords(paper, locale)}: ${short(paper.subject)}` };
  });
}

/** Passing a paper on with a dispatch of one's own, for a unit that has units below it. */
export const ownDispatchPart: AssignmentPart = {
  place: 'relay',
  draw: async ({ db, assignment, caller, frame, allowed }) => {
    if (!allowed.includes('forward') || !mayDo(caller.role, 'directives.draft')) return '';
    if (!(await hasBelow(db, assignment))) return '';
    const issuer = await ownIssuer(db, assignment, caller);
    const key = citationKey(`${assignment.number ?? ''}/${assignment.symbol ?? ''}`);
    const { placed, free } = await draftsFor(db, { id: assignment.id, issuerId: issuer.id, key });
    return OwnDispatchDoor({
      assignment: assignment.id,
      isOwed: ['owed', 'silent', 'partly'].includes(assignment.relay),
      placed: await named(db, placed, frame.locale),
      free: await named(db, free, frame.locale),
      locale: frame.locale,
    });
  },
};

/** Why nothing is passed on under a duty as it stands; null where it may be. */
function hindranceOf({ standing, receipt, context }: HeldAssignment, locale: Locale): string | null {
  const words = ownDispatchWords(locale).hindrance;
  if (standing === 'recallRequested') return words.askedBack;
  if (standing !== 'inForce') return words.ended;
  if (context.paused) return words.paused;
  return receipt === 'acknowledged' ? null : words.unacknowledged;
}

/** Why a draft may not go to all whom it names; null where it may. */
async function outsideOf(db: Db, row: HeldAssignment, draft: string, locale: Locale): Promise<string | null> {
  try {
    await mustBeWithinReach(db, row, await unitsOfDraft(db, draft));
    return null;
  } catch (error) {
    if (error instanceof ProductError && error.code === 'invalid') return error.words[locale];
    throw error;
  }
}

/** Before a draft that carries on a paper is issued: what it does to those that wait, and which task carries out which. */
export const carryingPart: DirectivePart = {
  place: 'section',
  draw: async ({ db, directive, caller, frame, sent }) => {
    const { id, parentAssignmentId, issuerId, issuedAt } = directive;
    if (parentAssignmentId === null || issuedAt !== null) return '';
    const row = await assignmentById(db, parentAssignmentId);
    const above = (await assignmentView(db, parentAssignmentId)).tasks.map(({ n, label = '', text = '' }) => ({
      n,
      label,
      text,
    }));
    const paper = (await papersOf(db, [row.directiveId])).get(row.directiveId)!;
    const own = await tasksOf(db, id);
    // what two persons agree on is what the first one mapped, be it to no task at all
    const isAsked = await waitsFor(db, id, 'issue');
    const isMapped = isAsked || own.some(({ parentTask }) => parentTask !== null);
    const proposed = likelyTasks(own, above, paper);
    const chosen = isAsked ? new Map<number, number | null>() : mappedBefore(sent);
    const shown = ({ n, parentTask }: (typeof own)[number], i: number): number | null =>
      chosen.has(n) ? chosen.get(n)! : isMapped ? parentTask : proposed[i]!;
    return Carrying({
      draft: id,
      assignment: row.id,
      paper,
      tasks: own.map((task, i) => ({ ...task, parentTask: shown(task, i) })),
      above,
      units: await waitingUnits(db, row, id),
      hindrance: hindranceOf(row, frame.locale) ?? (await outsideOf(db, row, id, frame.locale)),
      mayIssue: !isAsked && caller.unitId === issuerId && mayDo(caller.role, 'directives.issue'),
      locale: frame.locale,
    });
  },
};
