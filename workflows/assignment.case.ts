/** Where the work of a unit stood when it asked its question: the answer sends it back there. */
export type AskedFrom = 'notStarted' | 'assigned' | 'implementing' | 'sentBack';

/** The stages that a unit is chased in: not delivered, not acknowledged, not passed on, not begun, not reported. */
export type Stage = 'delivery' | 'receipt' | 'relay' | 'begin' | 'work';

/** One step of the ladder by which a policy chases a stage; the policy says which comes next. */
export interface ChaseStep {
  stage: Stage;
  /** Its place in the ladder, from 1. */
  n: number;
  /** Whom it writes to. */
  to: 'unit' | 'leader' | 'superior' | 'superiorLeader' | 'issuer';
  channel: 'mail' | 'letter';
  text: 'reminder' | 'firm' | 'last';
  /** Nothing comes after it in this stage. */
  isLast: boolean;
}

/** What the guards and timers of an assignment read; everything else about it lives in its row. */
export interface AssignmentContext {
  /** Action recipients owe work; coordination and information recipients owe receipt only. */
  owesWork: boolean;
  /** Reminders of each stage before the superior is told. */
  reminderLimit: number;
  receiptReminders: number;
  receiptEscalated: boolean;
  workReminders: number;
  workEscalated: boolean;
  relayEscalated: boolean;
  /** Who has passed the paper on to some was reminded of the rest. */
  relayReminded: boolean;
  /** Working days to pass the paper on, from the acknowledgement; null: no term. */
  relayDays: number | null;
  /** Working days in which something has to follow the acknowledgement; null: it does not expire. */
  followDays: number | null;
  /** The directive is paused: no clock runs, nothing is passed on. */
  paused: boolean;
  askedFrom: AskedFrom | null;
  /** Third parties that the unit sees to it that they act, and that have not yet. */
  supervisedLeft: number;
  /** The unit declined to give the paper back. */
  recallRefused: boolean;
  /** Working days to begin, from the acknowledgement; without it nobody is chased for not having begun. */
  beginDays?: number;
  /** Steps taken of each stage's ladder; without them the reminders above count. */
  steps?: Partial<Record<Stage, number>>;
  /** Stages of whose ladder every step was taken. */
  usedUp?: Stage[];
}

/** The context that a row begins in. */
export const NEW_ASSIGNMENT: AssignmentContext = {
  owesWork: true,
  reminderLimit: 3,
  receiptReminders: 0,
  receiptEscalated: false,
  workReminders: 0,
  workEscalated: false,
  relayEscalated: false,
  relayReminded: false,
  relayDays: null,
  followDays: null,
  paused: false,
  askedFrom: null,
  supervisedLeft: 0,
  recallRefused: false,
};

export type AssignmentEvent =
  | { type: 'RELAY' }
  | { type: 'DELIVER' }
  | { type: 'ACKNOWLEDGE' }
  | { type: 'ACKNOWLEDGEMENT_EXPIRED' }
  | { type: 'RETURN' }
  | { type: 'ASSIGN' }
  | { type: 'FORWARD'; all: boolean }
  | { type: 'RELAY_OVERDUE'; step?: ChaseStep }
  | { type: 'START' }
  | { type: 'COMPLETE' }
  /** `nobody`: the last third party was taken out, so that none of them can have done the work. */
  | { type: 'SUPERVISE'; left: number; nobody?: true }
  | { type: 'NOT_APPLICABLE' }
  | { type: 'ASK' }
  | { type: 'ANSWERED' }
  | { type: 'QUESTION_WITHDRAWN' }
  | { type: 'EXTEND' }
  | { type: 'REPORT' }
  | { type: 'ACCEPT' }
  | { type: 'SEND_BACK' }
  | { type: 'AMEND'; deadlineOnly?: boolean }
  | { type: 'PAUSE' }
  | { type: 'RESUME' }
  | { type: 'RECALL' }
  | { type: 'AGREE_RECALL' }
  | { type: 'REFUSE_RECALL' }
  | { type: 'CLOSE' }
  | { type: 'SUPERSEDE' }
  | { type: 'NOBODY_WAITS' }
  | { type: 'SUBORDINATES_WAIT' }
  | { type: 'URGE' }
  | { type: 'REMINDER_DUE'; step?: ChaseStep };

/** The regions of a row, one text column each. */
export interface AssignmentRegions {
  receipt: 'expected' | 'sent' | 'delivered' | 'acknowledged' | 'returned';
  relay: 'none' | 'owed' | 'silent' | 'partly' | 'relayed';
  work:
    | 'notStarted'
    | 'assigned'
    | 'implementing'
    | 'waitingOnIssuer'
    | 'implemented'
    | 'reported'
    | 'accepted'
    | 'sentBack'
    | 'notApplicable';
  standing: 'inForce' | 'recallRequested' | 'recalled' | 'superseded' | 'closed';
}

/** Where a row may begin: reached directly or through its superior, with or without subordinates to pass it on to. */
export const ASSIGNMENT_OPENINGS: readonly AssignmentRegions[] = (['sent', 'expected'] as const).flatMap((receipt) =>
  (['none', 'owed'] as const).map((relay) => ({
    receipt,
    relay,
    work: 'notStarted' as const,
    standing: 'inForce' as const,
  })),
);

/**
 * The state an act leads to. A row that is there already has had the act: doing it again is a repeat, not a refusal.
 * FORWARD and ASSIGN are absent: the same act to other units or persons is a new one.
 */
export const LEADS_TO = {
  RELAY: { receipt: 'sent' },
  DELIVER: { receipt: 'delivered' },
  ACKNOWLEDGE: { receipt: 'acknowledged' },
  RETURN: { receipt: 'returned' },
  RELAY_OVERDUE: { relay: 'silent' },
  START: { work: 'implementing' },
  COMPLETE: { work: 'implemented' },
  NOT_APPLICABLE: { work: 'notApplicable' },
  ASK: { work: 'waitingOnIssuer' },
  REPORT: { work: 'reported' },
  ACCEPT: { work: 'accepted' },
  SEND_BACK: { work: 'sentBack' },
  RECALL: { standing: 'recallRequested' },
  AGREE_RECALL: { standing: 'recalled' },
  CLOSE: { standing: 'closed' },
  SUPERSEDE: { standing: 'superseded' },
} as const satisfies Partial<Record<AssignmentEvent['type'], Partial<AssignmentRegions>>>;
