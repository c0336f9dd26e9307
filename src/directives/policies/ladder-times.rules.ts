import { dueWithin, receiptDueAt, type Calendar } from '../../calendar/index.js';
import { vnDate } from '../../platform/vn-time.js';
import { ladderOf, type After, type ChaseStage, type LadderStep, type Urgency } from '../ladder.rules.js';
import { classOf, type PolicyRules } from '../policy.rules.js';

/** An instant so long after another: the close of the n-th working day, or minutes, which run day and night. */
export type AfterBy = (from: Date, term: After) => Date;

/** By a calendar; what was counted once is kept, since a year of papers asks for the same days again and again. */
export function afterBy(calendar: Calendar): AfterBy {
  const known = new Map<string, Date>();
  return (from, term) => {
    if ('minutes' in term) return new Date(from.getTime() + term.minutes * 60_000);
    if (term.workingDays === 0) return from;
    const key = `${vnDate(from)} ${term.workingDays}`;
    const at = known.get(key) ?? dueWithin(vnDate(from), term.workingDays, calendar).at;
    known.set(key, at);
    return at;
  };
}

/** What a stage of a duty is counted from. */
export interface Beginning {
  urgency: Urgency;
  stage: ChaseStage;
  owesWork: boolean;
  /** When the paper was sent (delivery, receipt), acknowledged (relay, begin), or its work is due (work). */
  from: Date;
  /** A deadline that the paper sets itself, in place of the policy's term. */
  fixed: Date | null;
}

/** When a stage is over under a policy; null: it has no term, and its steps never come. */
export function deadlineOf(rules: PolicyRules, of: Beginning, calendar: Calendar): Date | null {
  if (of.fixed !== null) return of.fixed;
  const cls = classOf(rules, of.urgency);
  if (of.stage === 'delivery' || of.stage === 'receipt') return receiptDueAt(of.from, cls.receipt, calendar).at;
  if (of.stage === 'work') return of.from;
  const days = of.stage === 'relay' ? (rules.relayWorkingDays ?? null) : cls.beginWorkingDays;
  return days === null ? null : dueWithin(vnDate(of.from), days, calendar).at;
}

/** The steps that somebody is chased by in a stage: who has not got the paper is chased as who has not acknowledged it, where the policy says nothing else. */
export function stepsOf(rules: PolicyRules, { urgency, stage, owesWork }: Beginning): readonly LadderStep[] {
  const cls = classOf(rules, urgency);
  const isAsReceipt = stage === 'delivery' && cls.steps.delivery.length === 0;
  return ladderOf(cls, isAsReceipt ? 'receipt' : stage, owesWork);
}

/** The instants of the steps of a stage, if nobody ever acts. */
export function stepInstants(deadline: Date, steps: readonly LadderStep[], after: AfterBy): Date[] {
  let at = deadline;
  return steps.map((step) => {
    at = after(at, step.after);
    return at;
  });
}
