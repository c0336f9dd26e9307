import type { Caller } from '../../platform/caller.js';
import { firstOf, sql, type Db } from '../../platform/database/sql.js';
import { resolveAddressees } from '../addressee.queries.js';
import { businessDate } from '../find-unit.js';
import { rosterOf, type Roster } from '../roster.rules.js';
import { groupOf, versionsOf, type GroupLine, type GroupVersion } from './groups.queries.js';

/** One group with its versions and what it means today to whoever looks; null to one that is no unit of today. */
export interface GroupDetails {
  group: GroupLine;
  versions: GroupVersion[];
  roster: Roster | null;
  at: string;
}

/** @throws ProductError `not-found` where there is no such group that the caller sees */
export async function groupDetails(db: Db, id: string, caller: Caller): Promise<GroupDetails> {
  const at = await businessDate(db);
  const group = await groupOf(db, id, { unitId: caller.unitId, at });
  return { group, versions: await versionsOf(db, id), roster: await meaningOf(db, group.expression, caller.unitId ?? group.ownerId), at }; // prettier-ignore
}

/** What an expression means today to a unit; null where that is no unit of today. */
export async function meaningOf(db: Db, expression: string, unitId: string): Promise<Roster | null> {
  const at = await businessDate(db);
  const isThere = await firstOf(db, sql`select 1 from unit_on(${at}::date) where unit_id = ${unitId}::uuid`);
  if (!isThere) return null;
  const [found] = await resolveAddressees(db, [expression], { issuerId: unitId, at });
  return rosterOf(found!);
}
