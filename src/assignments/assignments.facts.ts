/**
 * What the history may say of an assignment. Past tense; a kind is never renamed or reused.
 * Payloads hold ids, codes, dates and numbers; notes and texts are sealed.
 */
export const ASSIGNMENT_FACTS = [
  'assignment.opened',
  'assignment.relayed',
  'assignment.delivered',
  'assignment.acknowledged',
  'assignment.returned',
  'assignment.assigned',
  'assignment.forwarded',
  'assignment.started',
  'assignment.completed',
  'assignment.notApplicable',
  'assignment.taskMarked',
  'assignment.reported',
  'assignment.reportAccepted',
  'assignment.reportSentBack',
  'assignment.closed',
  'assignment.superseded',
  'assignment.takenOver',
  'assignment.extended',
  'assignment.nobodyWaits',
  'assignment.subordinatesWait',
  'assignment.superiorChanged',
  'assignment.reminded',
  'assignment.escalated',
  'assignment.handedOver',
  'assignment.lateAttempt',
] as const;
export type AssignmentFactKind = (typeof ASSIGNMENT_FACTS)[number];
