import { lentBy, mandatesOf, officersOf, type MandateRow, type Officer } from '../access/index.js';
import { countLedBy, dutiesLedBy, type LedDuty } from '../assignments/index.js';
import { papersOf } from '../directives/index.js';
import type { Paper } from '../platform/components/paper.js';
import type { Db } from '../platform/database/sql.js';
import { codesOf, countDraftsOf } from './people.queries.js';

/** What hangs on a person at a unit, before it is handed over. */
export interface Remaining {
  duties: (LedDuty & { paper: Paper })[];
  dutiesTotal: number;
  nextCursor: string | null;
  mandates: MandateRow[];
  /** What this person lent to others; it ends as well. */
  lent: MandateRow[];
  codes: number;
  drafts: number;
  /** Who may take over. */
  successors: Officer[];
}

/** Reads what would be handed over; changes nothing. */
export async function remainingOf(
  db: Db,
  accountId: string,
  { unitId, limit, cursor }: { unitId: string; limit: number; cursor?: string | undefined },
): Promise<Remaining> {
  const { items, nextCursor } = await dutiesLedBy(db, accountId, { unitId, limit, cursor });
  const papers = await papersOf(db, [...new Set(items.map(({ directiveId }) => directiveId))]);
  const here = (mandate: MandateRow): boolean => mandate.unitId === unitId;
  const inForce = (await mandatesOf(db, accountId)).filter((mandate) => mandate.inForce);
  return {
    duties: items.map((duty) => ({ ...duty, paper: papers.get(duty.directiveId)! })),
    dutiesTotal: (await countLedBy(db, [accountId], unitId)).get(accountId) ?? 0,
    nextCursor,
    mandates: inForce.filter(here),
    lent: (await lentBy(db, accountId)).filter(here),
    codes: (await codesOf(db, accountId, inForce.every(here) ? undefined : unitId)).length,
    drafts: await countDraftsOf(db, accountId, unitId),
    successors: (await officersOf(db, unitId)).filter(({ id }) => id !== accountId),
  };
}
