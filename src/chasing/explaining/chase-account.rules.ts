import type { AssignmentRegions, Stage } from '../../../workflows/index.js';

/** What the history says of one duty in one moment, as far as chasing goes. */
export interface ChaseFact {
  kind: string;
  at: Date;
  /** The four regions afterwards; null of a fact that does not tell them. */
  regions: AssignmentRegions | null;
  stage: Stage | null;
  ordinal: number | null;
  /** Deadlines that it tells, null for none; undefined: it tells nothing of them. */
  receiptDueAt?: Date | null;
  workDueAt?: Date | null;
}

/** What is frozen for a duty: of whom how much is asked, and how it is chased. */
export interface ChaseTerms {
  /** Action recipients owe work; the others owe receipt, and their superior is not told. */
  owesWork: boolean;
  reminderLimit: number;
  /** Working days from one reminder to the next. */
  remindEveryDays: number;
  /** Working days to pass the paper on; null: no term. */
  relayDays: number | null;
}

/**
 * Why a stage was chased or not, as of an instant:
 * `before-term` its deadline lies ahead · `due` it is over and the next round of the chaser takes it up · `reminded` the unit was
 * reminded, and there is more to come · `superior-told` the reminders are used up and the superior was told · `used-up` they
 * are, and of who only has to know nobody else is told · `no-deadline` nothing was set by which it could be late.
 */
export type StageReason = 'before-term' | 'due' | 'reminded' | 'superior-told' | 'used-up' | 'no-deadline';

/** Why nothing at all is chased. `not-there`: it was not opened yet. */
export type StillReason =
  | 'not-there'
  | 'waits-for-superior'
  | 'returned'
  | 'recall-asked'
  | 'recalled'
  | 'superseded'
  | 'closed'
  | 'paused'
  | 'waits-for-answer'
  | 'nothing-owed';

export interface StageAccount {
  stage: Stage;
  reason: StageReason;
  dueAt: Date | null;
  /** Reminders since the stage began, or began anew; those that somebody sent by hand are not among them. */
  reminders: number;
  lastAt: Date | null;
  superiorToldAt: Date | null;
  /** When something is due next by what was known then; null where nothing more comes of itself. */
  nextAt: Date | null;
}

export interface ChaseAccount {
  regions: AssignmentRegions | null;
  still: StillReason | null;
  stages: StageAccount[];
}

/** With these a stage begins anew: what was reminded before no longer counts. */
const BEGINS_ANEW: Readonly<Record<Stage, ReadonlySet<string>>> = {
  delivery: new Set(['assignment.amended', 'assignment.acknowledgementExpired']),
  receipt: new Set(['assignment.amended', 'assignment.acknowledgementExpired']),
  begin: new Set(['assignment.amended']),
  work: new Set(['assignment.amended', 'assignment.extended', 'assignment.extensionGranted']),
  relay: new Set(['assignment.subordinatesWait']),
};
const REMINDS: ReadonlySet<string> = new Set(['assignment.reminded', 'assignment.relaySilent']);

interface Chased {
  reminders: number;
  lastAt: Date | null;
  superiorToldAt: Date | null;
}
const NEVER: Chased = { reminders: 0, lastAt: null, superiorToldAt: null };

function chasedIn(stage: Stage, facts: readonly ChaseFact[]): Chased {
  let chased = NEVER;
  for (const fact of facts) {
    if (BEGINS_ANEW[stage].has(fact.kind)) chased = NEVER;
    if ((fact.stage ?? (fact.kind === 'assignment.relaySilent' ? 'relay' : null)) !== stage) continue;
    if (REMINDS.has(fact.kind)) chased = { ...chased, reminders: chased.reminders + 1, lastAt: fact.at };
    if (fact.kind === 'assignment.escalated') chased = { ...chased, lastAt: fact.at, superiorToldAt: fact.at };
  }
  return chased;
}

const lastTold = <T>(facts: readonly ChaseFact[], of: (fact: ChaseFact) => T | undefined): T | undefined =>
  facts.reduce<T | undefined>((known, fact) => of(fact) ?? known, undefined);

const lastDue = (facts: readonly ChaseFact[], name: 'receiptDueAt' | 'workDueAt'): Date | null =>
  facts.reduce<Date | null>((known, fact) => (fact[name] === undefined ? known : fact[name]), null);

/** Since when the paper is acknowledged, as it is now; null where it is not. */
const acknowledgedSince = (facts: readonly ChaseFact[]): Date | null =>
  facts.reduce<Date | null>((since, { regions, at }) => {
    if (!regions) return since;
    return regions.receipt === 'acknowledged' ? (since ?? at) : null;
  }, null);

const OPEN_WORK: readonly AssignmentRegions['work'][] = [
  'notStarted',
  'assigned',
  'implementing',
  'implemented',
  'sentBack',
];
const OPEN_RELAY: readonly AssignmentRegions['relay'][] = ['owed', 'silent', 'partly'];

function stillReason(
  regions: AssignmentRegions,
  { isPaused, isNothingOwed }: { isPaused: boolean; isNothingOwed: boolean },
): StillReason | null {
  if (regions.standing === 'recallRequested') return 'recall-asked';
  if (regions.standing !== 'inForce') return regions.standing;
  if (regions.receipt === 'expected') return 'waits-for-superior';
  if (regions.receipt === 'returned') return 'returned';
  if (isPaused) return 'paused';
  if (!isNothingOwed) return null;
  return regions.work === 'waitingOnIssuer' ? 'waits-for-answer' : 'nothing-owed';
}

function stagesOf(regions: AssignmentRegions, { owesWork, relayDays }: ChaseTerms): Stage[] {
  if (regions.receipt === 'sent' || regions.receipt === 'delivered') return ['receipt'];
  if (regions.receipt !== 'acknowledged') return [];
  return [
    ...(OPEN_RELAY.includes(regions.relay) && relayDays !== null ? (['relay'] as const) : []),
    ...(owesWork && OPEN_WORK.includes(regions.work) ? (['work'] as const) : []),
  ];
}

function reasonOf(chased: Chased, dueAt: Date | null, { at, isUsedUp }: { at: Date; isUsedUp: boolean }): StageReason {
  if (chased.superiorToldAt) return 'superior-told';
  if (isUsedUp) return 'used-up';
  if (chased.reminders > 0) return 'reminded';
  if (dueAt === null) return 'no-deadline';
  return dueAt > at ? 'before-term' : 'due';
}

/**
 * Accounts for the chase of one duty as of an instant, from its history alone: so the answer about a past day is the one
 * that could have been given on it.
 * @param facts    of the duty, up to the instant, in their order
 * @param closeAfter  the close of so many working days from an instant
 */
export function chaseAccount(
  facts: readonly ChaseFact[],
  terms: ChaseTerms,
  { at, closeAfter }: { at: Date; closeAfter: (from: Date, workingDays: number) => Date },
): ChaseAccount {
  const regions = lastTold(facts, (fact) => fact.regions ?? undefined);
  if (!regions) return { regions: null, still: 'not-there', stages: [] };
  const isPaused = lastTold(facts, ({ kind }) => PAUSES[kind]) ?? false;
  const stages = stagesOf(regions, terms);
  const still = stillReason(regions, { isPaused, isNothingOwed: stages.length === 0 });
  if (still) return { regions, still, stages: [] };
  const acknowledgedAt = acknowledgedSince(facts);
  const dueOf: Readonly<Record<Stage, () => Date | null>> = {
    delivery: () => lastDue(facts, 'receiptDueAt'),
    receipt: () => lastDue(facts, 'receiptDueAt'),
    begin: () => null,
    work: () => lastDue(facts, 'workDueAt'),
    relay: () => (acknowledgedAt && terms.relayDays !== null ? closeAfter(acknowledgedAt, terms.relayDays) : null),
  };
  const accounts = stages.map((stage): StageAccount => {
    const chased = chasedIn(stage, facts);
    const dueAt = dueOf[stage]();
    const isUsedUp = stage === 'receipt' && !terms.owesWork && chased.reminders >= terms.reminderLimit;
    const reason = reasonOf(chased, dueAt, { at, isUsedUp });
    const every = stage === 'relay' ? terms.relayDays : terms.remindEveryDays;
    const afterReminder = () => (chased.lastAt && every !== null ? closeAfter(chased.lastAt, every) : null);
    const nextAt =
      { 'before-term': () => dueAt, due: () => dueAt, reminded: afterReminder }[reason as 'due']?.() ?? null;
    return { stage, reason, dueAt, ...chased, nextAt };
  });
  return { regions, still: null, stages: accounts };
}

const PAUSES: Readonly<Record<string, boolean>> = { 'assignment.paused': true, 'assignment.resumed': false };
