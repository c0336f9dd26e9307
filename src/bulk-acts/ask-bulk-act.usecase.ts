import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { CURRENT, machineOf, start } from '../../workflows/index.js';
import { record } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, firstOf, sql, type Db } from '../platform/database/sql.js';
import { conflict, invalid } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { uuidv7 } from '../platform/ids.js';
import { madeOnce } from '../platform/made-once.js';
import { bulkActById, mustBeOfUnit, type BulkActRow } from './bulk-acts.queries.js';
import { mustBeAllowed } from './bulk-rights.js';
import { leadFor } from './lead.js';
import { selectedBy } from './selected.queries.js';
import { parametersOf, type BulkActAsked } from './selection.rules.js';
import { stepBulkAct } from './step-bulk-act.js';

/** More rows than any act here is meant for: a national directive has some eleven thousand. */
const MOST_ROWS = 200_000;

/** Asks for an act over a selection, which is frozen as it is now; a job carries it out. */
@Injectable()
export class AskBulkAct {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * The same request again answers what it asked for, where it came with a key or names its act.
   * @param named  the id that the act gets: a form carries it, so that pressing twice asks once
   * @throws ProductError `not-permitted`; `conflict` where that id is another act's; `invalid` where nothing or too much is selected, or the lead is no officer of the unit
   */
  execute(asked: BulkActAsked, by: Caller, named?: string): Promise<BulkActRow> {
    mustBeAllowed(asked.act, by);
    return transactional(this.em, 'bulk.asked', async (em) => {
      const db = dbOf(em);
      const row = await bulkActById(db, await madeOnce(db, () => this.ask(db, asked, by, named)));
      mustBeOfUnit(by, row);
      return row;
    });
  }

  private async ask(db: Db, asked: BulkActAsked, by: Caller, named?: string): Promise<string> {
    const lead = 'lead' in asked ? await mustBeOfficer(db, asked.lead, by) : undefined;
    const at = await this.clock.now(db);
    const id = named ?? uuidv7(at);
    const { numAffectedRows } =
      await sql`insert into bulk_act (id, unit_id, act, selection, parameters, caller, machine_version, state, asked_at)
      values (${id}, ${by.unitId}, ${asked.act}, ${JSON.stringify(asked.selection)}::jsonb,
        ${JSON.stringify(parametersOf(asked))}::jsonb, ${JSON.stringify(by)}::jsonb, ${CURRENT.bulkAct},
        ${start(machineOf('bulkAct', CURRENT.bulkAct)).value}, ${at}) on conflict (id) do nothing`.execute(db);
    if (numAffectedRows === 0n) return theSame(db, id, asked, by);
    const total = await freeze(db, id, asked, by);
    const { reason } = parametersOf(asked);
    await record(db, [
      {
        kind: 'bulk.asked',
        at,
        by,
        to: 'planned',
        payload: { bulk: id, act: asked.act, total },
        ...(reason ? { sealed: { reason } } : lead ? { sealed: { lead } } : {}),
      },
    ]);
    return id;
  }

  /**
   * Ends a bulk act: what was done stays done, the rest is left alone. Again it answers the same.
   * @throws ProductError `not-found`, `not-possible-now` where it is done
   */
  cancel(id: string, by: Caller): Promise<{ row: BulkActRow; repeated: boolean }> {
    return transactional(this.em, 'bulk.cancelled', async (em) => {
      const db = dbOf(em);
      const row = await bulkActById(db, id, true);
      mustBeOfUnit(by, row);
      mustBeAllowed(row.act, by);
      if (row.state === 'cancelled') return { row, repeated: true };
      await stepBulkAct(db, row, 'CANCEL', { by, set: sql`ended_at = ${row.now}` });
      return { row: await bulkActById(db, id), repeated: false };
    });
  }
}

/**
 * @returns the id of what was asked before
 * @throws ProductError `not-found` where another unit asked it, `conflict` where it is something else
 */
async function theSame(db: Db, id: string, asked: BulkActAsked, by: Caller): Promise<string> {
  mustBeOfUnit(by, await bulkActById(db, id));
  const same = await firstOf(
    db,
    sql<{ id: string }>`select id from bulk_act where id = ${id} and act = ${asked.act}
      and selection = ${JSON.stringify(asked.selection)}::jsonb
      and parameters = ${JSON.stringify(parametersOf(asked))}::jsonb`,
  );
  if (same) return same.id;
  throw conflict(
    'Biểu mẫu này đã được gửi đi với một thao tác khác; hãy xem trước lại rồi xác nhận.',
    'This form was sent before with another act; preview it again and confirm.',
    { bulkAct: id },
  );
}

/** @returns the name */
async function mustBeOfficer(db: Db, account: string, by: Caller): Promise<string> {
  const lead = await leadFor(db, account, by);
  if (lead) return lead.officer.name;
  throw invalid(
    'Người chủ trì phải là cán bộ đang làm việc ở chính đơn vị này.',
    'The lead must be somebody who works for this unit.',
    { field: 'lead' },
  );
}

/** @returns how many rows there are to act on */
async function freeze(db: Db, id: string, asked: BulkActAsked, by: Caller): Promise<number> {
  const selected = await selectedBy(db, asked, by);
  const { n } = (await firstOf(
    db,
    sql<{ n: number }>`with frozen as (
        insert into bulk_act_item (bulk_act_id, n, cascade_id, directive_id, assignment_id)
        select ${id}::uuid, row_number() over (order by s.sort, s.directive_id, s.assignment_id), s.cascade_id,
          s.directive_id, s.assignment_id
        from ${selected} s limit ${MOST_ROWS + 1} returning 1)
      select count(*)::int as n from frozen`,
  ))!;
  if (n === 0)
    throw invalid(
      'Không có văn bản hoặc nhiệm vụ nào khớp với lựa chọn.',
      'Nothing that you may act on fits the selection.',
      { field: 'selection' },
    );
  if (n > MOST_ROWS)
    throw invalid(
      `Lựa chọn có hơn ${MOST_ROWS} dòng; hãy thu hẹp lại.`,
      `The selection has more than ${MOST_ROWS} rows; narrow it.`,
      { field: 'selection' },
    );
  await sql`update bulk_act set total = ${n} where id = ${id}`.execute(db);
  return n;
}
