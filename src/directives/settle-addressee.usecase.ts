import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { record } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { dbOf, firstOf, sql, type Db } from '../platform/database/sql.js';
import { notFound, notPossibleNow } from '../platform/errors.js';
import { findUnit, unitsByCodes, type UnitOn } from '../units/index.js';
import { mayDraftFor } from './draft-rights.js';
import type { Role } from './directive.entity.js';
import { directiveById } from './directives.queries.js';
import { insertRoster } from './roster.js';

/** A clerk says what an addressee means that was not understood: these units, or nobody. */
@Injectable()
export class SettleAddressee {
  constructor(private readonly em: EntityManager) {}

  /**
   * @param units  own or official codes on the day of the roster; empty drops the addressee
   * @throws ProductError `not-found`, `not-possible-now` once the directive is issued
   */
  execute(id: string, ord: number, units: readonly string[], by: Caller): Promise<void> {
    return this.em.fork().transactional(async (em) => {
      const db = dbOf(em);
      const directive = await directiveById(db, id, true);
      mayDraftFor(by, directive.issuerId);
      if (directive.issuedAt)
        throw notPossibleNow(
          'Văn bản đã ban hành; danh sách nhận đã chốt.',
          'The directive is issued; its roster is frozen.',
        );
      const addressee = await firstOf(
        db,
        sql<{ role: Role; through: 'superior' | null }>`
          update directive_addressee set status = ${units.length > 0 ? 'understood' : 'dropped'}, reason = null, candidates = null
          where directive_id = ${id} and ord = ${ord} returning role, through`,
      );
      if (!addressee) throw notFound('Không có nơi nhận này.', 'There is no such addressee.');
      const found = await unitsNamed(db, units, directive.rosterOn);
      await insertRoster(
        db,
        directive,
        found.map((unit) => ({ unitId: unit.id, ord, ...addressee })),
      );
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
