import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { record, type EntryValue } from '../../ledger/index.js';
import type { Caller } from '../../platform/caller.js';
import { Clock } from '../../platform/clock.js';
import { dbOf, sql, type Db } from '../../platform/database/sql.js';
import { conflict } from '../../platform/errors.js';
import { transactional } from '../../platform/failpoints.js';
import { findUnit } from '../find-unit.js';
import { lockTree } from '../lock-tree.js';
import type { UnitAmendedFact } from '../units.facts.js';
import { cardVersion } from '../card/card.queries.js';
import { mustAdminister } from './administering.js';
import type { Amendment } from './amendment.rules.js';
import { writeAmendment } from './write-amendment.js';

/** Changes what stands on a unit's card beside its name, kind, superiors and end, which reorganisations change. */
@Injectable()
export class AmendUnit {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * @param version  of the card that the caller looked at; null where it did not look
   * @returns whether anything is different, and the version of the card now; what is so already leaves no fact
   * @throws ProductError `not-found`, `not-permitted`, `invalid`, `conflict` where the card has changed since
   */
  async execute(
    code: string,
    { amendment, version }: { amendment: Amendment; version: string | null },
    caller: Caller,
  ): Promise<{ changed: boolean; version: string }> {
    return transactional(this.em, 'unit.amended', async (em) => {
      const db = dbOf(em);
      await lockTree(db);
      const unit = await findUnit(db, code);
      await mustAdminister(db, caller, unit.id);
      await sql`select 1 from unit where id = ${unit.id} for update`.execute(db);
      await mustBeCurrent(db, unit.id, version);
      const changed = await writeAmendment(db, { unit, amendment, caller });
      if (changed) await this.recordIt(db, { unitId: unit.id, amendment, caller });
      return { changed, version: await cardVersion(db, unit.id) };
    });
  }

  private async recordIt(
    db: Db,
    { unitId, amendment, caller }: { unitId: string; amendment: Amendment; caller: Caller },
  ): Promise<void> {
    const { kind, payload, sealed } = factOf(amendment);
    const of = { ...payload, byUnit: caller.unitId } satisfies Record<string, EntryValue | undefined>;
    await record(db, [{ kind, at: await this.clock.now(db), by: caller, unitId, payload: of, sealed }]);
  }
}

async function mustBeCurrent(db: Db, unitId: string, version: string | null): Promise<void> {
  if (version === null) return;
  const current = await cardVersion(db, unitId);
  if (current === version) return;
  throw conflict(
    'Thông tin của đơn vị vừa được người khác sửa; hãy xem lại rồi làm lại.',
    'Somebody has changed this unit meanwhile; look again and repeat.',
    { current },
  );
}

type Told = UnitAmendedFact & { sealed: Record<string, string> };

/** Names, addresses and papers are sealed; codes, lines and days stand in the fact. */
function factOf(amendment: Amendment): Told {
  const basis: Record<string, string> =
    'legalBasis' in amendment && amendment.legalBasis ? { legalBasis: amendment.legalBasis } : {};
  if (amendment.what === 'legal-basis') {
    const { of, begun, key } = amendment;
    return { kind: 'unit.legalBasisSet', payload: of === 'alias' ? { of, begun } : { of, begun, key }, sealed: basis };
  }
  const { from } = amendment;
  if (amendment.what === 'official-code') {
    const { scheme, value = null } = amendment;
    return { kind: 'unit.officialCodeSet', payload: { scheme, value, from }, sealed: basis };
  }
  if (amendment.what === 'standing-body') {
    const { standingBody = null } = amendment;
    return { kind: 'unit.standingBodySet', payload: { standingBody, from }, sealed: basis };
  }
  if (amendment.what === 'mailbox') {
    const { address = null } = amendment;
    if (address === null) return { kind: 'unit.mailboxTaken', payload: { from }, sealed: basis };
    return { kind: 'unit.mailboxSet', payload: { from }, sealed: { address, ...basis } };
  }
  const sealed = { alias: amendment.alias, ...basis };
  return amendment.what === 'alias'
    ? { kind: 'unit.aliasAdded', payload: { from }, sealed }
    : { kind: 'unit.aliasEnded', payload: { from }, sealed };
}
