import type { AssignmentRegions, ChaseStep, Stage } from '../../../workflows/index.js';
import type { After, LadderStep } from '../../directives/index.js';

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
  /** Of a chase for not passing the paper on: the term that was over. */
  relayDueAt?: Date | null;
}

/** What is frozen for a duty: of whom how much is asked, and how it is chased. */
export interface ChaseTerms {
  /** Action recipients owe work; the others owe receipt, and their superior is not told. */
  owesWork: boolean;
  /** The steps of each stage that this duty is chased by. */
  ladderOf: (stage: Stage) => readonly LadderStep[];
  /** Working days to pass the paper on, from the acknowledgement; null: no term. */
  relayDays: number | null;
  /** Working days to begin; null: no term. */
  beginDays: number | null;
}

/**
 * Why a stage was chased or not, as of an instant:
 * `before-term` its deadline lies ahead · `due` it is over and the next round of the chaser takes it up · `reminded` the unit was
 * reminded, and there is more to come · `superior-told` the reminders are used up and the superior was told · `used-up` they
 * are, and of who only has to know nobody else is told · `no-deadline` nothing was set by which it could be late · `no-steps` the
 * policy chases nobody in this stage.
 */
export type StageReason = 'before-term' | 'due' | 'reminded' | 'superior-told' | 'used-up' | 'no-deadline' | 'no-steps';

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
  /** Steps of the ladder that were taken, those to somebody above among them. */
  taken: number;
  /** When something is due next by what was known then; null where nothing more comes of itself. */
  nextAt: Date | null;
  /** Whom that goes to. */
  nextTo: ChaseStep['to'] | null;
}

export interface ChaseAccount {
  regions: AssignmentRegions | null;
  still: StillReason | null;
  stages: StageAccount[];
}

/** With these a stage begins anew: what was done before no longer counts. */
const RECEIVED_ANEW: ReadonlySet<string> = new Set(['assignment.amended', 'assignment.acknowledgementExpired']);
const BEGINS_ANEW: Readonly<Record<Stage, ReadonlySet<string>>> = {
  delivery: RECEIVED_ANEW,
  receipt: RECEIVED_ANEW,
  begin: new Set(['assignment.amended', 'assignment.extended', 'assignment.extensionGranted']),
  work: new Set([
    'assignment.amended',
    'assignment.extended',
    'assignment.extensionGranted',
    'assignment.reportSentBack',
  ]),
  relay: new Set(['assignment.subordinatesWait']),
};
const REMINDS: ReadonlySet<string> = new Set(['assignment.reminded', 'assignment.relaySilent']);

interface Chased {
  reminders: number;
  taken: number;
  lastAt: Date | null;
  superiorToldAt: Date | null;
}
const NEVER: Chased = { reminders: 0, taken: 0, lastAt: null, superiorToldAt: null };

const stageOfFact = ({ stage, kind }: ChaseFact): Stage | null =>
  stage ?? (kind === 'assignment.relaySilent' ? 'relay' : null);

function chasedIn(stage: Stage, facts: readonly ChaseFact[]): Chased {
  let chased = NEVER;
  for (const fact of facts) {
    if (BEGINS_ANEW[stage].has(fact.kind)) chased = NEVER;
    if (stageOfFact(fact) !== stage) continue;
    const isReminder = REMINDS.has(fact.kind);
    if (!isReminder && fact.kind !== 'assignment.escalated') continue;
    chased = {
      reminders: chased.reminders + Number(isReminder),
      taken: chased.taken + 1,
      lastAt: fact.at,
      superiorToldAt: isReminder ? chased.superiorToldAt : fact.at,
    };
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

/** The stages that a duty stands in at an instant, and when each falls due. */
function stagesOf(regions: AssignmentRegions, facts: readonly ChaseFact[], asked: Asked): [Stage, Date | null][] {
  const { terms, at, after } = asked;
  const receiptDueAt = lastDue(facts, 'receiptDueAt');
  if (regions.receipt === 'sent' && terms.ladderOf('delivery').length > 0) return [['delivery', receiptDueAt]];
  if (regions.receipt === 'sent' || regions.receipt === 'delivered') return [['receipt', receiptDueAt]];
  if (regions.receipt !== 'acknowledged') return [];
  const since = acknowledgedSince(facts);
  const termOf = (days: number | null) => (since && days !== null ? after(since, { workingDays: days }) : null);
  const workDueAt = lastDue(facts, 'workDueAt');
  const mustBegin =
    terms.beginDays !== null &&
    (regions.work === 'notStarted' || regions.work === 'assigned') &&
    (workDueAt === null || at < workDueAt);
  const stages: [Stage, Date | null][] = [];
  if (OPEN_RELAY.includes(regions.relay) && terms.relayDays !== null)
    stages.push(['relay', lastTold(facts, ({ relayDueAt }) => relayDueAt ?? undefined) ?? termOf(terms.relayDays)]);
  if (terms.owesWork && mustBegin) stages.push(['begin', termOf(terms.beginDays)]);
  if (terms.owesWork && OPEN_WORK.includes(regions.work)) stages.push(['work', workDueAt]);
  return stages;
}

interface Asked {
  terms: ChaseTerms;
  at: Date;
  /** An instant so long after another, by the calendar of the unit. */
  after: (from: Date, term: After) => Date;
}

/** Why a stage is chased or not, and what comes next. */
function accountOf(stage: Stage, dueAt: Date | null, facts: readonly ChaseFact[], asked: Asked): StageAccount {
  const { terms, at, after } = asked;
  const ladder = terms.ladderOf(stage);
  const chased = chasedIn(stage, facts);
  const next = ladder[chased.taken];
  const from = chased.taken === 0 ? dueAt : chased.lastAt;
  const nextAt = next && from ? after(from, next.after) : null;
  const nextTo = nextAt ? next!.to : null;
  const reasonOf = (): StageReason => {
    if (chased.taken === 0 && ladder.length === 0) return 'no-steps';
    if (chased.taken === 0) return nextAt === null ? 'no-deadline' : nextAt > at ? 'before-term' : 'due';
    if (next) return 'reminded';
    return chased.superiorToldAt ? 'superior-told' : 'used-up';
  };
  return { stage, reason: reasonOf(), dueAt, ...chased, nextAt, nextTo };
}

/**
 * Accounts for the chase of one duty as of an instant, from its history alone: so the answer about a past day is the one
 * that could have been given on it.
 * @param facts  of the duty, up to the instant, in their order
 */
export function chaseAccount(facts: readonly ChaseFact[], asked: Asked): ChaseAccount {
  const regions = lastTold(facts, (fact) => fact.regions ?? undefined);
  if (!regions) return { regions: null, still: 'not-there', stages: [] };
  const isPaused = lastTold(facts, ({ kind }) => PAUSES[kind]) ?? false;
  const stages = stagesOf(regions, facts, asked);
  const still = stillReason(regions, { isPaused, isNothingOwed: stages.length === 0 });
  if (still) return { regions, still, stages: [] };
  return { regions, still: null, stages: stages.map(([stage, dueAt]) => accountOf(stage, dueAt, facts, asked)) };
}

/**
 * The account of an instant to come: what will have happened if nothing but the chase goes on. Each step is taken when it
 * falls due; what is due already, now.
 * @param facts  of the duty up to now, in their order
 */
export function foretoldAccount(facts: readonly ChaseFact[], asked: Asked & { now: Date }): ChaseAccount {
  const account = chaseAccount(facts, asked);
  const steps = account.stages.flatMap((step) => (step.nextAt && step.nextAt <= asked.at ? [step] : []));
  if (steps.length === 0) return account;
  return foretoldAccount([...facts, ...steps.map((step) => takenFact(step, asked.now))], asked);
}

const takenFact = ({ stage, nextAt, nextTo }: StageAccount, now: Date): ChaseFact => ({
  kind: nextTo === 'unit' || nextTo === 'leader' ? 'assignment.reminded' : 'assignment.escalated',
  at: nextAt! > now ? nextAt! : now,
  regions: null,
  stage,
  ordinal: null,
});

const PAUSES: Readonly<Record<string, boolean>> = { 'assignment.paused': true, 'assignment.resumed': false };
