import { firstOf, sql, type Db } from '../platform/database/sql.js';
import type { Addressee } from './addressee.rules.js';
import { rosterOf, type Roster } from './roster.rules.js';

/**
 * The oldest day that the register of areas has a change on: before it, it answers with the oldest list that it has.
 * @returns null where it knows of no change
 */
export async function recordsBeginOn(db: Db): Promise<string | null> {
  const row = await firstOf(
    db,
    sql<{ day: string | null }>`select least(
        (select min(valid_from) from unit_period where level <> 'body' and valid_from > date '0001-01-01'),
        (select min(valid_to) from unit_period where level <> 'body'))::text as day`,
  );
  return row?.day ?? null;
}

/** The roster with from which day the lists are known, where the day that was asked for is before it. */
export async function notedRoster(db: Db, addressee: Addressee, at: string): Promise<Roster> {
  const knownFrom = await recordsBeginOn(db);
  return { ...rosterOf(addressee), ...(knownFrom !== null && at < knownFrom ? { knownFrom } : {}) };
}
