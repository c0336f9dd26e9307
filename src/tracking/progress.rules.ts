import type { AssignmentRegions } from '../../workflows/index.js';

export type Receipt = AssignmentRegions['receipt'];
export type Work = AssignmentRegions['work'];

/** The four outcomes of a duty with a deadline (Decision 42/2014/QĐ-TTg): two lates, never one column. */
export interface Outcomes {
  doneOnTime: number;
  doneLate: number;
  openInTerm: number;
  openOverdue: number;
}

export interface Counts {
  /** Duties that count: what a reorganisation moved is counted where it went. */
  total: number;
  /** Duties that a reorganisation closed: `total` with these is everything that was ever owed. */
  superseded: number;
  /** Duties that a reorganisation opened: everything that was ever owed less these is what was issued. */
  opened: number;
  receipt: Record<Receipt, number>;
  work: Record<Work, number>;
  receiptOutcome: Outcomes;
  workOutcome: Outcomes;
  balance: Record<Bucket, number>;
}

/** Where every duty stands, once: owed is their sum. */
export const BUCKETS = [
  'done',
  'open',
  'returned',
  'notApplicable',
  'waiting',
  'waitingForRelay',
  'recalled',
  'closedOpen',
  'superseded',
] as const;
export type Bucket = (typeof BUCKETS)[number];

const WORK_BUCKET: Readonly<Record<Work, Bucket>> = {
  notStarted: 'open',
  assigned: 'open',
  implementing: 'open',
  waitingOnIssuer: 'waiting',
  sentBack: 'open',
  implemented: 'done',
  reported: 'done',
  accepted: 'done',
  notApplicable: 'notApplicable',
};

/** The one bucket of the balance that a row falls into. Receipt is all that co-ordinating and informed units owe. */
export function bucketOf(row: AssignmentRegions, owesWork: boolean): Bucket {
  if (row.receipt === 'returned') return 'returned';
  const pending = row.receipt !== 'acknowledged';
  const bucket = pending
    ? row.receipt === 'expected'
      ? 'waitingForRelay'
      : 'open'
    : owesWork
      ? WORK_BUCKET[row.work]
      : 'done';
  const unfinished = bucket === 'open' || bucket === 'waiting' || bucket === 'waitingForRelay';
  if (row.standing === 'recalled') return 'recalled';
  if (!unfinished || row.standing === 'inForce' || row.standing === 'recallRequested') return bucket;
  return row.standing === 'superseded' ? 'superseded' : 'closedOpen';
}

/** One combination of columns and how many assignments have it, as the query groups them. */
export interface StateCount extends AssignmentRegions {
  owesWork: boolean;
  /** Opened by a reorganisation. */
  takenOver?: boolean;
  receiptOutcome: keyof Outcomes | null;
  workOutcome: keyof Outcomes | null;
  n: number;
}

const noOutcomes = (): Outcomes => ({ doneOnTime: 0, doneLate: 0, openInTerm: 0, openOverdue: 0 });

export const noCounts = (): Counts => ({
  total: 0,
  superseded: 0,
  opened: 0,
  receipt: { expected: 0, sent: 0, delivered: 0, acknowledged: 0, returned: 0 },
  work: {
    notStarted: 0,
    assigned: 0,
    implementing: 0,
    waitingOnIssuer: 0,
    implemented: 0,
    reported: 0,
    accepted: 0,
    sentBack: 0,
    notApplicable: 0,
  },
  receiptOutcome: noOutcomes(),
  workOutcome: noOutcomes(),
  balance: {
    done: 0,
    open: 0,
    returned: 0,
    notApplicable: 0,
    waiting: 0,
    waitingForRelay: 0,
    recalled: 0,
    closedOpen: 0,
    superseded: 0,
  },
});

/** Adds grouped states up. Work is counted of those who owe it. */
export function countsOf(states: readonly StateCount[]): Counts {
  const counts = noCounts();
  for (const state of states) {
    counts.balance[bucketOf(state, state.owesWork)] += state.n;
    if (state.takenOver) counts.opened += state.n;
    if (state.standing === 'superseded') {
      counts.superseded += state.n;
      continue;
    }
    counts.total += state.n;
    counts.receipt[state.receipt] += state.n;
    if (state.owesWork) counts.work[state.work] += state.n;
    if (state.receiptOutcome) counts.receiptOutcome[state.receiptOutcome] += state.n;
    if (state.workOutcome) counts.workOutcome[state.workOutcome] += state.n;
  }
  return counts;
}
