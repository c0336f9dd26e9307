import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { record } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { notFound, notPossibleNow } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { findUnit, unitsByCodes, type UnitOn } from '../units/index.js';
import { mayDraftFor } from './draft-rights.js';
import { directiveById } from './directives.queries.js';
import { settleRoster } from './roster.js';

/** A clerk says what an addressee means besides what was understood of it: these units, or nobody more. */
@Injectable()
export class SettleAddressee {
  constructor(private readonly em: EntityManager) {}

  /**
   * @param units  own or official codes on the day of the roster; empty drops the addressee
   * @throws ProductError `not-found`, `not-possible-now` once the directive is signed
   */
  execute(id: string, ord: number, units: readonly string[], by: Caller): Promise<void> {
    return transactional(this.em, 'directive.addresseeSettled', async (em) => {
      const db = dbOf(em);
      const directive = await directiveById(db, id, true);
      mayDraftFor(by, directive.issuerId);
      if (directive.state !== 'drafted')
        throw notPossibleNow(
          'Văn bản đã ký; danh sách nhận đã chốt.',
          'The directive is signed; its roster is frozen.',
        );
      const found = await unitsNamed(db, units, directive.rosterOn);
      const settled = await settleRoster(
        db,
        directive,
        ord,
        found.map((unit) => unit.id),
      );
      if (!settled) throw notFound('Không có nơi nhận này.', 'There is no such addressee.');
      await record(db, [
        {
          kind: 'directive.addresseeSettled',
          at: directive.now,
          by,
          unitId: directive.issuerId,
          cascadeId: directive.cascadeId,
          directiveId: id,
          payload: { ord, units: found.map(({ code }) => code) },
        },
      ]);
    });
  }
}

/** Own codes of that day at once; what is none of these is looked up on its own, and named where it is unknown. */
async function unitsNamed(db: Db, codes: readonly string[], at: string): Promise<UnitOn[]> {
  const own = await unitsByCodes(db, codes, at);
  const known = new Set(own.map(({ code }) => code));
  const found = [...own];
  for (const code of codes.filter((wanted) => !known.has(wanted))) found.push(await findUnit(db, code, at));
  return found;
}
