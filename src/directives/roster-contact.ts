import {
  countClasses,
  listContactability,
  NOT_CONTACTABLE,
  notContactable,
  type ClassCounts,
  type ContactLine,
} from '../contactability/index.js';
import { firstOf, sql, type Db } from '../platform/database/sql.js';
import type { DirectiveRow } from './directives.queries.js';

/** Units that are named before a paper is issued; the rest is a list of its own. */
const NAMED = 20;

/** What is known, before issuing, of the way to the addressees that a mail may not reach. */
export interface RosterContact {
  urgent: boolean;
  units: number;
  counts: ClassCounts;
  named: ContactLine[];
}

/** @returns null for what is issued already, and where the way to every addressee is proven */
export async function rosterContactOf(
  db: Db,
  { id, dispatchId, issuedAt, now }: Pick<DirectiveRow, 'id' | 'dispatchId' | 'issuedAt' | 'now'>,
): Promise<RosterContact | null> {
  if (issuedAt) return null;
  const among = { kind: 'roster', directiveId: id } as const;
  const counts = await countClasses(db, among, now);
  const units = notContactable(counts);
  if (units === 0) return null;
  const { items } = await listContactability(db, { among, classes: NOT_CONTACTABLE, limit: NAMED }, now);
  return { urgent: await isUrgent(db, dispatchId), units, counts, named: items };
}

/** Whether the paper bears a degree of urgency: Khẩn, Thượng khẩn, Hỏa tốc (Decree 30/2020, Appendix I). */
async function isUrgent(db: Db, dispatchId: string | null): Promise<boolean> {
  const row = await firstOf(
    db,
    sql<{
      urgency: string | null;
    }>`select reading -> 'urgency' ->> 'value' as urgency from dispatch where id = ${dispatchId}`,
  );
  return Boolean(row?.urgency);
}
