import { z } from 'zod';

/** How a directive is chased. Frozen into it when it is drafted; a later change applies to later directives. */
export const policyRulesSchema = z.strictObject({
  /** Working days to acknowledge; 1 is the law's "same day, at the latest the next working day". */
  receiptWorkingDays: z.int().min(0).max(60),
  /** Working days from one reminder to the next, or to telling the superior. */
  remindEveryWorkingDays: z.int().min(1).max(60),
  /** Reminders before the superior is told. */
  reminderLimit: z.int().min(0).max(20),
  /** Whether the system mints the number of a directive that bears none. */
  systemNumbers: z.boolean(),
});
export type PolicyRules = z.infer<typeof policyRulesSchema>;

/** The policy of an installation that has set none. */
export const DEFAULT_POLICY: PolicyRules = {
  receiptWorkingDays: 1,
  remindEveryWorkingDays: 1,
  reminderLimit: 2,
  systemNumbers: true,
};
