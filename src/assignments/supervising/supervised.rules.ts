import type { AssignmentContext, AssignmentRegions } from '../../../workflows/index.js';
import type { TaskStatus } from '../assignment.entity.js';

/** What the work of a third party with an assignment of its own counts as. */
export const STATUS_OF_WORK: Readonly<Record<AssignmentRegions['work'], TaskStatus>> = {
  notStarted: 'open',
  assigned: 'open',
  implementing: 'begun',
  waitingOnIssuer: 'begun',
  sentBack: 'begun',
  implemented: 'done',
  reported: 'done',
  accepted: 'done',
  notApplicable: 'notApplicable',
};

/** Whether a step changes what the work counts as for whoever sees to the unit. */
export const countsAnew = (before: AssignmentRegions, after: AssignmentRegions): boolean =>
  STATUS_OF_WORK[before.work] !== STATUS_OF_WORK[after.work];

/**
 * Whether a step ends a stretch in which third parties may have finished without ending the unit's own work: an answer
 * that it waited for, or an acknowledgement that was due again. A first acknowledgement has seen to nobody.
 */
export const mayGoOn = (
  before: AssignmentRegions & { context: AssignmentContext },
  { regions: after }: { regions: AssignmentRegions },
): boolean =>
  (before.work === 'waitingOnIssuer' && after.work !== 'waitingOnIssuer') ||
  (before.receipt !== 'acknowledged' &&
    after.receipt === 'acknowledged' &&
    (before.context.supervisedLeft > 0 || before.work !== 'notStarted'));
