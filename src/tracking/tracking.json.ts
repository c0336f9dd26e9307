import { vnIso } from '../platform/vn-time.js';
import type { HistoryFact } from './history.queries.js';
import type { Progress, ProgressNode } from './progress.queries.js';
import type { Counts } from './progress.rules.js';

const countsJson = ({
  total,
  superseded,
  receipt,
  relay,
  work,
  receiptOutcome,
  workOutcome,
  balance,
  waits,
}: Counts) => ({
  total,
  superseded,
  receipt,
  relay,
  work,
  receiptOutcome,
  workOutcome,
  balance,
  waits,
});

const nodeJson = (node: ProgressNode) => ({
  unit: node.unitCode,
  name: node.unitName,
  assignment: node.assignment,
  state: node.own,
  ...countsJson(node),
  waiting: node.waiting,
  blocking: node.blocking,
  silent: node.silent,
});

/** Progress as the API shows it; `lagSeconds` is 0 where it was counted at the moment it was asked. */
export const progressJson = (progress: Progress) => ({
  directive: progress.directive.id,
  unit: progress.unitCode,
  name: progress.unitName,
  assignment: progress.assignment,
  path: progress.path,
  ...countsJson(progress),
  tree: progress.tree,
  reorganised: progress.reorganised,
  children: progress.children.map(nodeJson),
  asOf: vnIso(progress.asOf),
  lagSeconds: progress.lagSeconds,
  ...(progress.levels
    ? { levels: progress.levels.map((of) => ({ depth: of.depth, level: of.level, ...countsJson(of) })) }
    : {}),
  ...(progress.tasks ? { tasks: progress.tasks } : {}),
});

/** A fact as the API shows it. */
export const factJson = (fact: HistoryFact) => ({
  id: fact.id,
  kind: fact.kind,
  at: vnIso(fact.at),
  recordedAt: vnIso(fact.recordedAt),
  actor: fact.actor,
  capacity: fact.capacity,
  unit: fact.unitCode,
  unitName: fact.unitName,
  assignment: fact.assignment,
  directive: fact.directive,
  from: fact.from,
  to: fact.to,
  payload: fact.payload,
  leafHash: fact.leafHash,
});
