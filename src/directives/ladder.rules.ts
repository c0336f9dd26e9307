import { z } from 'zod';

/**
 * The classes of urgency: thường, khẩn, thượng khẩn, hỏa tốc, hỏa tốc hẹn giờ (Decree 30/2020, Appendix I, II.6; the priorities
 * 0 to 4 of the national exchange).
 */
export const URGENCIES = ['ordinary', 'urgent', 'veryUrgent', 'flash', 'timedFlash'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** What a unit is chased for: not delivered, not acknowledged, not passed on, not begun, not reported. */
export const CHASE_STAGES = ['delivery', 'receipt', 'relay', 'begin', 'work'] as const;
export type ChaseStage = (typeof CHASE_STAGES)[number];

/** Whom a step writes to: the unit, its leader, the superior on the same line, that one's leader, who issued the paper. */
export const CHASED = ['unit', 'leader', 'superior', 'superiorLeader', 'issuer'] as const;
export type ChasedParty = (typeof CHASED)[number];

/** Working days end with office hours; minutes also run at night and on days off. */
const afterSchema = z.union([
  z.strictObject({ workingDays: z.int().min(0).max(250) }),
  z.strictObject({ minutes: z.int().min(1).max(43_200) }),
]);
export type After = z.infer<typeof afterSchema>;

/** In which tone a step writes. */
export const STEP_TEXTS = ['reminder', 'firm', 'last'] as const;
export const STEP_CHANNELS = ['mail', 'letter'] as const;

const stepSchema = z.strictObject({
  to: z.enum(CHASED),
  /** After the deadline for the first step of a stage, after the step before for the others. */
  after: afterSchema,
  /** `letter`: an official letter is made ready for the sender to sign, instead of a mail. */
  channel: z.enum(STEP_CHANNELS).default('mail'),
  text: z.enum(STEP_TEXTS).default('reminder'),
});
export type LadderStep = z.infer<typeof stepSchema>;

export const STEPS_AT_MOST = 12;
const atItsTerm = z.array(stepSchema).max(STEPS_AT_MOST);
/** The term of these two is the delay: their first step comes when it is over. */
const fromItsTerm = atItsTerm.refine(([first]) => first === undefined || isAtOnce(first.after), {
  error: 'the first step comes when the term of this stage is over: its `after` must be {"workingDays": 0}',
});
const isAtOnce = (after: After): boolean => 'workingDays' in after && after.workingDays === 0;

export const ladderSchema = z.strictObject({
  /** Time to acknowledge. */
  receipt: z.union([
    z.strictObject({ workingDays: z.int().min(0).max(60) }),
    z.strictObject({ minutes: z.int().min(1).max(43_200) }),
  ]),
  /** Working days to begin, from the acknowledgement; null: nobody is chased for not having begun. */
  beginWorkingDays: z.int().min(1).max(250).nullable(),
  /** Whether its mails go out at once, and not in the day's digest. */
  atOnce: z.boolean(),
  steps: z.strictObject({
    /** Left empty, who has not got the paper is chased as who has not acknowledged it. */
    delivery: atItsTerm,
    receipt: atItsTerm,
    relay: fromItsTerm,
    begin: fromItsTerm,
    work: atItsTerm,
  }),
});
export type ClassRules = z.infer<typeof ladderSchema>;

const step = (to: ChasedParty, after: After, text: LadderStep['text'] = 'reminder'): LadderStep => ({
  to,
  after,
  channel: 'mail',
  text,
});
const days = (workingDays: number): After => ({ workingDays });
const minutes = (n: number): After => ({ minutes: n });

/**
 * The ladder that follows from a policy's figures, for classes that it gives none: so many reminders to the unit, then its
 * superior once.
 */
export function ladderOfFigures(rules: {
  receiptWorkingDays: number;
  remindEveryWorkingDays: number;
  reminderLimit: number;
  relayWorkingDays?: number | null | undefined;
}): ClassRules {
  const every = days(rules.remindEveryWorkingDays);
  const reminders = Array.from({ length: rules.reminderLimit }, (_, i) => step('unit', i === 0 ? days(0) : every));
  const steps = [...reminders, step('superior', reminders.length === 0 ? days(0) : every)];
  const relayDays = rules.relayWorkingDays ?? null;
  return {
    receipt: { workingDays: rules.receiptWorkingDays },
    beginWorkingDays: null,
    atOnce: false,
    steps: {
      delivery: [],
      receipt: steps,
      relay: relayDays === null ? [] : [step('unit', days(0)), step('superior', days(relayDays))],
      begin: [],
      work: steps,
    },
  };
}

/**
 * "Khẩn" and above are registered and passed on at once (Decree 30/2020, art. 4.2.c, 23.1): how many minutes that is, the decree
 * leaves open. Each class is told half the time of the one below it.
 */
function urgentClass(receiptMinutes: number): ClassRules {
  const again = minutes(receiptMinutes);
  const receipt = [
    step('unit', days(0)),
    step('unit', again, 'firm'),
    step('leader', again, 'last'),
    step('superior', again),
    step('issuer', again),
  ];
  return {
    receipt: { minutes: receiptMinutes },
    beginWorkingDays: null,
    atOnce: true,
    steps: {
      delivery: [step('unit', days(0)), step('superior', again), step('issuer', again)],
      receipt,
      relay: [step('unit', days(0)), step('leader', days(1), 'last'), step('superior', days(1))],
      begin: [],
      work: [
        step('unit', days(0)),
        step('leader', days(1), 'last'),
        step('superior', days(1)),
        step('superiorLeader', days(1)),
        step('issuer', days(1)),
      ],
    },
  };
}

export const URGENT_CLASSES = {
  urgent: urgentClass(120),
  veryUrgent: urgentClass(60),
  flash: urgentClass(30),
  timedFlash: urgentClass(15),
} as const;

/** The class of a paper by its stamp; with an hour set, HỎA TỐC is HỎA TỐC HẸN GIỜ. */
export function urgencyOf(stamp: string | null, hour: string | null | undefined): Urgency {
  if (stamp === 'HỎA TỐC') return hour ? 'timedFlash' : 'flash';
  if (stamp === 'THƯỢNG KHẨN') return 'veryUrgent';
  return stamp === 'KHẨN' ? 'urgent' : 'ordinary';
}

/** The steps of a stage that a duty is chased by: who owes receipt only is reminded, and nobody above is told. */
export const ladderOf = (rules: ClassRules, stage: ChaseStage, owesWork: boolean): readonly LadderStep[] =>
  owesWork ? rules.steps[stage] : rules.steps[stage].filter(({ to }) => to === 'unit' || to === 'leader');
