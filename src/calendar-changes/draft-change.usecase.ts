import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { record } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, sql, type Db } from '../platform/database/sql.js';
import { notPossibleNow } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { uuidv7 } from '../platform/ids.js';
import { madeOnce } from '../platform/made-once.js';
import { contentOf, type ChangeAsked } from './change.rules.js';
import { changeById, scopeChange, type ChangeRow } from './change.queries.js';
import { mustBeToChange } from './may-change.js';
import { mustStayOpen } from './stays-open.js';

/** Enters a change of the calendar that is only looked at until somebody confirms it; or drops it again. */
@Injectable()
export class DraftChange {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * The same request again answers what it entered, where it came with a key.
   * @throws ProductError `not-permitted`, `not-found` (the unit), `invalid`
   */
  execute(asked: ChangeAsked, by: Caller): Promise<ChangeRow> {
    const content = contentOf(asked);
    return transactional(this.em, 'calendar.drafted', async (em) => {
      const db = dbOf(em);
      const scope = await mustBeToChange(db, asked.scope, by);
      const id = await madeOnce(db, () => this.enter(db, { ...asked, scope, content }, by));
      const row = await changeById(db, id);
      await mustStayOpen(db, await scopeChange(db, row));
      return row;
    });
  }

  private async enter(
    db: Db,
    { scope, kind, legalBasis, content }: Pick<ChangeRow, 'scope' | 'kind' | 'legalBasis' | 'content'>,
    by: Caller,
  ): Promise<string> {
    const at = await this.clock.now(db);
    const id = uuidv7(at);
    await sql`insert into calendar_change (id, scope, kind, legal_basis, content, state, drafted_at, caller)
      values (${id}, ${scope}, ${kind}, ${legalBasis}, ${JSON.stringify(content)}::jsonb, 'draft', ${at},
        ${JSON.stringify(by)}::jsonb)`.execute(db);
    const { days, hours, year } = content;
    const payload = { change: id, scope, act: kind, year, days: days.length, hours: hours.length };
    await record(db, [{ kind: 'calendar.drafted', at, by, to: 'draft', payload }]);
    return id;
  }

  /**
   * Drops a draft; one that is dropped already is a repeat.
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now` where it is in force
   */
  discard(id: string, by: Caller): Promise<{ change: ChangeRow; repeated: boolean }> {
    return transactional(this.em, 'calendar.discarded', async (em) => {
      const db = dbOf(em);
      const row = await changeById(db, id, true);
      await mustBeToChange(db, row.scope, by);
      if (row.state === 'discarded') return { change: row, repeated: true };
      if (row.state !== 'draft') throw inForce();
      await sql`update calendar_change set state = 'discarded', ended_at = ${row.now} where id = ${id}`.execute(db);
      const payload = { change: id, scope: row.scope, act: row.kind };
      await record(db, [{ kind: 'calendar.discarded', at: row.now, by, from: 'draft', to: 'discarded', payload }]);
      return { change: await changeById(db, id), repeated: false };
    });
  }
}

const inForce = () =>
  notPossibleNow(
    'Thay đổi này đã có hiệu lực; muốn sửa, hãy nhập một thay đổi mới.',
    'This change is in force; to correct it, enter another one.',
  );
