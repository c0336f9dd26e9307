import type { AssignmentRegions } from '../../../workflows/index.js';
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
