import type { ChaseStage } from '../directives/index.js';
import { sql, type RawBuilder } from '../platform/database/sql.js';

/**
 * What a duty, alias `a`, looks like while it still owes what a stage chases for. One rule for all that is said of a step
 * after it was taken: its notice, the digest, and the page and the letter of a round.
 * @param late  whether the deadline in a column of the duty is over: it may have been moved since
 */
export const owedIn = (late: (column: 'receipt_due_at' | 'work_due_at') => RawBuilder<boolean>) =>
  ({
    delivery: sql<boolean>`a.receipt = 'sent'`,
    receipt: sql<boolean>`a.receipt in ('sent', 'delivered') and ${late('receipt_due_at')}`,
    relay: sql<boolean>`a.receipt = 'acknowledged' and a.relay in ('owed', 'silent', 'partly')`,
    begin: sql<boolean>`a.receipt = 'acknowledged' and a.work in ('notStarted', 'assigned')`,
    work: sql<boolean>`a.receipt = 'acknowledged'
      and a.work in ('notStarted', 'assigned', 'implementing', 'implemented', 'sentBack') and ${late('work_due_at')}`,
  }) as const satisfies Readonly<Record<ChaseStage, RawBuilder<boolean>>>;
