import type { Caller } from '../../platform/caller.js';
import type { Db } from '../../platform/database/sql.js';
import { maySeeAddress } from '../amending/administering.js';
import { unitDetails, type UnitDetails, type UnitOn } from '../units.queries.js';
import { officeName } from '../vocabulary.rules.js';
import { cardVersion, unitCard, type UnitCard } from './card.queries.js';

/**
 * A unit as the API and the command line give it: what it is on the day, and everything that it was. `overTime` has each
 * parent, code and other name with its period; addresses are there only for who may see them.
 */
export type UnitAnswer = Omit<UnitDetails, 'id'> &
  Pick<UnitCard, 'periods' | 'predecessors' | 'successors' | 'standsFor'> &
  Pick<UnitCard, 'mailboxServes'> &
  Partial<Pick<UnitCard, 'mailboxes'>> & {
    office: string;
    at: string;
    overTime: Pick<UnitCard, 'parents' | 'officialCodes' | 'aliases'>;
    /** Of the card: who changes it sends it along. */
    version: string;
  };

export async function unitAnswer(
  db: Db,
  unit: UnitOn,
  { at, caller }: { at: string; caller: Caller },
): Promise<UnitAnswer> {
  const { id, ...details } = await unitDetails(db, unit, at);
  const { periods, predecessors, successors, standsFor, mailboxes, mailboxServes, ...overTime } = await unitCard(
    db,
    id,
    at,
  );
  return {
    ...details,
    office: officeName(unit),
    at,
    periods,
    predecessors,
    successors,
    standsFor,
    overTime,
    mailboxServes,
    ...((await maySeeAddress(db, caller, id)) ? { mailboxes } : {}),
    version: await cardVersion(db, id),
  };
}
