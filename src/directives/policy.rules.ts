import { z } from 'zod';
import {
  ladderSchema,
  ladderOfFigures,
  URGENT_CLASSES,
  URGENCIES,
  type ClassRules,
  type Urgency,
} from './ladder.rules.js';

/** How a directive is chased. Frozen into it when it is drafted; a later change applies to later directives. */
export const policyRulesSchema = z.strictObject({
  /** Working days to acknowledge; 1 is the law's "same day, at the latest the next working day". */
  receiptWorkingDays: z.int().min(0).max(60),
  /** Working days from one reminder to the next, or to telling the superior. */
  remindEveryWorkingDays: z.int().min(1).max(60),
  /** Reminders before the superior is told. */
  reminderLimit: z.int().min(0).max(20),
  /** Working days to pass the paper on, after which a unit that did not is a silent relay; null: no term. */
  relayWorkingDays: z.int().min(1).max(60).nullable().optional(),
  /** Working days in which something has to follow an acknowledgement, else it expires; null: it does not. */
  followUpWorkingDays: z.int().min(1).max(250).nullable().optional(),
  /** Working days in which the sender answers a question. */
  answerWorkingDays: z.int().min(1).max(60).optional(),
  /** Acts that take a second person to confirm them. */
  secondPerson: z.array(z.enum(['issue', 'recall'])).optional(),
  /** Whether the system mints the number of a directive that bears none. */
  systemNumbers: z.boolean(),
  /** How each class of urgency is chased, where it differs from what follows from the figures above. */
  classes: z.partialRecord(z.enum(URGENCIES), ladderSchema).optional(),
  /** Mails of chasing to one office in one day, those of urgent papers among them; what is over it waits for the next digest. */
  mailsPerDay: z.int().min(1).max(100).optional(),
});
export type PolicyRules = z.infer<typeof policyRulesSchema>;

/** What an installation whose policy does not say it sends to one office on a day. */
export const MAILS_PER_DAY = 5;

/** The policy of an installation that has set none. */
export const DEFAULT_POLICY: PolicyRules = {
  receiptWorkingDays: 1,
  remindEveryWorkingDays: 1,
  reminderLimit: 2,
  relayWorkingDays: 2,
  followUpWorkingDays: null,
  answerWorkingDays: 3,
  secondPerson: [],
  systemNumbers: true,
  classes: URGENT_CLASSES,
  mailsPerDay: MAILS_PER_DAY,
};

/** The policies that ship with the product, each in its first version. */
export const SHIPPED_POLICIES: Readonly<Record<string, PolicyRules>> = {
  default: DEFAULT_POLICY,
  'two-person': { ...DEFAULT_POLICY, secondPerson: ['issue', 'recall'] },
  strict: { ...DEFAULT_POLICY, relayWorkingDays: 1, followUpWorkingDays: 3 },
};

/** How papers of one class are chased: what the policy says of the class, else what follows from its figures. */
export const classOf = (rules: PolicyRules, urgency: Urgency): ClassRules =>
  rules.classes?.[urgency] ?? ladderOfFigures(rules);

/** How many mails of chasing an office gets in one day. */
export const mailsPerDay = (rules: PolicyRules): number => rules.mailsPerDay ?? MAILS_PER_DAY;

/** What each assignment carries of its policy. */
export interface DutyTerms {
  reminderLimit: number;
  relayWorkingDays: number | null;
  followUpWorkingDays: number | null;
  /** Working days to begin, from the acknowledgement; null: no term. */
  beginWorkingDays: number | null;
}

/** The terms of the duties under a directive of a class. */
export function dutyTermsOf(rules: PolicyRules, urgency: Urgency): DutyTerms {
  const { beginWorkingDays, steps } = classOf(rules, urgency);
  const reminders = steps.receipt.filter(({ to }) => to === 'unit' || to === 'leader').length;
  return {
    reminderLimit: reminders,
    relayWorkingDays: steps.relay.length === 0 ? null : (rules.relayWorkingDays ?? null),
    followUpWorkingDays: rules.followUpWorkingDays ?? null,
    beginWorkingDays: steps.begin.length === 0 ? null : beginWorkingDays,
  };
}
