import type { AssignmentContext, AssignmentEvent, AssignmentRegions, ChaseStep } from '../../../workflows/index.js';
import { ASSIGNMENT_CASES, firstOfTimers, timersOf, type Timers } from '../../assignments/index.js';
import { advance } from '../../durable/index.js';
import { dueStep, type DueRow, type Rules } from '../due-step.rules.js';

/** One step that the chaser would take. */
export interface VirtualStep extends Pick<ChaseStep, 'stage' | 'n' | 'to' | 'channel' | 'text'> {
  at: Date;
}

/** By what the virtual time of a duty goes. */
export interface VirtualRules extends Rules {
  /** By when what has expired is to be acknowledged again. */
  receiptDueAt: (at: Date) => Date;
}

/** What the units do: nothing; or they acknowledge and pass on at once, and do nothing more. */
export const ANSWERS = ['none', 'receipt'] as const;
export type Answers = (typeof ANSWERS)[number];

/** No paper is left open for longer. */
export const MOST_MONTHS = 24;

/** Nobody's ladder, however often it begins anew, has more. */
const MOST_STEPS = 500;
const NO_TIMERS: Timers = { remindAt: null, relayDueAt: null, followDueAt: null };

interface Following {
  event: AssignmentEvent;
  at: Date;
  rules: VirtualRules;
  next?: Date | undefined;
  due?: Date | undefined;
}

/** The row after an event, with its timers; undefined where the machine refuses. */
function moved(row: DueRow, { event, at, rules, next, due }: Following): DueRow | undefined {
  const answer = advance(ASSIGNMENT_CASES, { ...row }, event);
  if (!answer.accepted) return undefined;
  const regions = answer.states as unknown as AssignmentRegions;
  const context = answer.context as AssignmentContext;
  const after = { ...row, ...regions, ...(due ? { receiptDueAt: due } : {}) };
  const isOfRelay = event.type === 'RELAY_OVERDUE';
  const timers = timersOf(row, after, {
    context,
    now: at,
    term: (workingDays) => rules.after(at, { workingDays }),
    afterReminder: isOfRelay ? undefined : next,
    afterRelayStep: isOfRelay ? next : undefined,
  });
  return { ...after, ...timers, context };
}

/**
 * The row after what its unit does at the start; what the machine refuses, since it was done long ago, changes nothing.
 * @param isReached  a mail reaches the unit
 */
export function answered(
  row: DueRow,
  rules: VirtualRules,
  { at, isReached, answers }: { at: Date; isReached: boolean; answers: Answers },
): DueRow {
  const does = (now: DueRow, event: AssignmentEvent, due?: Date): DueRow =>
    moved(now, { event, at, rules, due }) ?? now;
  const sent = answers === 'receipt' ? does(row, { type: 'RELAY' }, rules.receiptDueAt(at)) : row;
  const delivered = isReached ? does(sent, { type: 'DELIVER' }) : sent;
  if (answers === 'none') return delivered;
  const acknowledged = does(delivered, { type: 'ACKNOWLEDGE' });
  const isAsked = acknowledged.relay === 'owed' || acknowledged.relay === 'silent' || acknowledged.relay === 'partly';
  return isAsked ? does(acknowledged, { type: 'FORWARD', all: true }) : acknowledged;
}

/** The timers that have not fallen due. */
const later = (row: DueRow, at: Date): DueRow => {
  const kept = Object.entries(NO_TIMERS).map(([name]) => {
    const instant = row[name as keyof Timers];
    return [name, instant !== null && instant > at ? instant : null];
  });
  return { ...row, ...(Object.fromEntries(kept) as unknown as Timers) };
};

/**
 * The steps that the chaser takes with a duty of which nobody does anything more, in their order: the same rules and the
 * same machine, without rows.
 * @param until  instant after which nothing is looked for
 */
export function timelineOf(row: DueRow, rules: VirtualRules, until: Date): VirtualStep[] {
  const steps: VirtualStep[] = [];
  let now = row;
  for (let left = MOST_STEPS; left > 0; left--) {
    const at = firstOfTimers(now, now.context.paused ?? false);
    if (at === null || at > until) break;
    const due = dueStep(now, rules, at);
    if (due.does === 'wait') {
      now = { ...now, remindAt: due.until };
      continue;
    }
    const after =
      due.does === 'nothing'
        ? undefined
        : moved(now, {
            event: due.event,
            at,
            rules,
            next: due.does === 'step' ? due.next : undefined,
            due: due.does === 'expire' ? rules.receiptDueAt(at) : undefined,
          });
    if (after && due.does === 'step' && due.by)
      steps.push({ at, stage: due.stage, n: stepOf(due.event).n, ...without(due.by) });
    now = after ?? later(now, at);
  }
  return steps;
}

const stepOf = (event: AssignmentEvent): ChaseStep => (event as { step: ChaseStep }).step;
const without = ({ to, channel, text }: Pick<VirtualStep, 'to' | 'channel' | 'text'>) => ({ to, channel, text });
