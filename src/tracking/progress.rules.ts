import type { AssignmentRegions } from '../../workflows/index.js';
import { bucketOf, type Bucket, type Receipt, type Relay, type Work } from './balance.rules.js';

/** The four outcomes of a duty with a deadline (Decision 42/2014/QĐ-TTg): two lates, never one column. */
export type Outcomes = Record<'doneOnTime' | 'doneLate' | 'openInTerm' | 'openOverdue', number>;

export interface Counts {
  /** Duties that count: what a reorganisation moved is counted where it went. */
  total: number;
  /** Duties that a reorganisation closed: `total` with these is everything that was ever owed. */
  superseded: number;
  /** Duties that a reorganisation opened: everything that was ever owed less these is what was issued. */
  opened: number;
  receipt: Record<Receipt, number>;
  /** Of duties in force: who has to pass the paper on, and has. */
  relay: Record<Relay, number>;
  work: Record<Work, number>;
  receiptOutcome: Outcomes;
  workOutcome: Outcomes;
  balance: Record<Bucket, number>;
  /** Units that wait for a superior to pass the paper on: that owe receipt once they have it, and that owe work. */
  waits: { receipt: number; work: number };
}

/** One combination of columns and how many assignments have it, as the query groups them. */
export interface StateCount extends AssignmentRegions {
  owesWork: boolean;
  /** Opened by a reorganisation. */
  takenOver?: boolean;
  /** Ended because another directive took the place of its own: it counts, where what a reorganisation moved does not. */
  replaced?: boolean;
  receiptOutcome: keyof Outcomes | null;
  workOutcome: keyof Outcomes | null;
  /** Levels below the node looked at, and the level of the units: where that was asked. */
  depth?: number | null;
  level?: string | null;
  n: number;
}

/** Counts of the units of one level that stand so far below the node looked at. */
export interface LevelCounts extends Counts {
  /** 0 is the node itself. */
  depth: number;
  level: string;
}

const noOutcomes = (): Outcomes => ({ doneOnTime: 0, doneLate: 0, openInTerm: 0, openOverdue: 0 });

export const noCounts = (): Counts => ({
  total: 0,
  superseded: 0,
  opened: 0,
  receipt: { expected: 0, sent: 0, delivered: 0, acknowledged: 0, returned: 0 },
  relay: { none: 0, owed: 0, silent: 0, partly: 0, relayed: 0 },
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
    askedBack: 0,
    recalled: 0,
    closedOpen: 0,
    superseded: 0,
  },
  waits: { receipt: 0, work: 0 },
});

/** Adds grouped states up. Work is counted of those who owe it. */
export function countsOf(states: readonly StateCount[]): Counts {
  const counts = noCounts();
  for (const state of states) {
    counts.balance[bucketOf(state, state.owesWork)] += state.n;
    if (state.takenOver) counts.opened += state.n;
    if (state.standing === 'superseded' && !state.replaced) {
      counts.superseded += state.n;
      continue;
    }
    counts.total += state.n;
    counts.receipt[state.receipt] += state.n;
    if (state.standing === 'inForce' && state.receipt === 'expected') {
      counts.waits.receipt += state.n;
      if (state.owesWork) counts.waits.work += state.n;
    }
    if (state.standing === 'inForce') counts.relay[state.relay] += state.n;
    if (state.owesWork) counts.work[state.work] += state.n;
    if (state.receiptOutcome) counts.receiptOutcome[state.receiptOutcome] += state.n;
    if (state.workOutcome) counts.workOutcome[state.workOutcome] += state.n;
  }
  return counts;
}

const LEVELS = ['central', 'province', 'district', 'commune', 'body'];

/** Grouped states by level: from the top of the tree down, and at each step from the centre to the communes. */
export function levelsOf(states: readonly StateCount[]): LevelCounts[] {
  const groups = new Map<string, StateCount[]>();
  for (const state of states) {
    const key = `${state.depth ?? 0} ${state.level ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), state]);
  }
  return [...groups.values()]
    .map((of) => ({ depth: of[0]!.depth ?? 0, level: of[0]!.level ?? '', ...countsOf(of) }))
    .toSorted((a, b) => a.depth - b.depth || LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
}
