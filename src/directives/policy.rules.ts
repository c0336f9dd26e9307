import { z } from 'zod';

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
});
export type PolicyRules = z.infer<typeof policyRulesSchema>;

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
};

/** The policies that ship with the product, each in its first version. */
export const SHIPPED_POLICIES: Readonly<Record<string, PolicyRules>> = {
  default: DEFAULT_POLICY,
  'two-person': { ...DEFAULT_POLICY, secondPerson: ['issue', 'recall'] },
  strict: { ...DEFAULT_POLICY, relayWorkingDays: 1, followUpWorkingDays: 3 },
};
