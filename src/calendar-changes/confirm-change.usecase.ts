import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { addCalendarVersion, changeDays, holdCalendar, loadCalendar, NATIONAL } from '../calendar/index.js';
import { moveTerms } from '../directives/index.js';
import { record } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { dbOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { conflict, notPossibleNow } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { changeById, scopeChange, type ChangeRow } from './change.queries.js';
import { mustBeToChange } from './may-change.js';
import { countMoves, itemsOf, movesOf, type MoveCounts } from './moved-deadlines.js';
import { mustStayOpen } from './stays-open.js';

/** What a change does, or did. */
export interface ChangePreview {
  change: ChangeRow;
  counts: MoveCounts;
  /** Of the calendar that the counts were made by. */
  calendarVersion: number;
  /** The deadlines, as a relation in brackets. */
  each: RawBuilder<unknown>;
}

export interface Confirmed extends Pick<ChangePreview, 'change' | 'counts'> {
  repeated: boolean;
}

/** Puts a change of the calendar in force: a new version, and the deadlines that it moves put down to be moved. */
@Injectable()
export class ConfirmChange {
  constructor(private readonly em: EntityManager) {}

  /**
   * Whose deadlines move; of one that is in force, whose did. Writes nothing.
   * @throws ProductError `not-found`, `not-permitted`
   */
  async preview(id: string, by: Caller): Promise<ChangePreview> {
    const db = dbOf(this.em.fork());
    const change = await changeById(db, id);
    await mustBeToChange(db, change.scope, by);
    const { version } = await loadCalendar(db);
    const each = change.version === null ? (await movesOf(db, await scopeChange(db, change))).each : itemsOf(id);
    return { change, counts: await countMoves(db, each), calendarVersion: change.version ?? version, each };
  }

  /**
   * One that is in force already is a repeat. A job moves the deadlines, see {@link MoveDeadlines}.
   * @param seen  the version of the calendar that the list of deadlines was made by
   * @throws ProductError `not-found`, `not-permitted`; `conflict` where the calendar has changed since `seen`;
   *   `invalid` where a unit would have no working day for more than a year;
   *   `not-possible-now` where it was dropped, or changes nothing
   */
  execute(id: string, seen: number | undefined, by: Caller): Promise<Confirmed> {
    return transactional(this.em, 'calendar.changed', async (em) => {
      const db = dbOf(em);
      // the calendar before the change: two changes wait for one another here, and see what came before
      const version = await holdCalendar(db);
      const row = await changeById(db, id, true);
      await mustBeToChange(db, row.scope, by);
      if (row.version !== null) return { change: row, counts: await countMoves(db, itemsOf(id)), repeated: true };
      if (row.state === 'discarded') throw dropped();
      if (seen !== undefined && seen !== version - 1) throw changedMeanwhile(version - 1);
      const counts = await putInForce(db, row, version, by);
      return { change: await changeById(db, id), counts, repeated: false };
    });
  }
}

async function putInForce(db: Db, row: ChangeRow, version: number, by: Caller): Promise<MoveCounts> {
  const change = await scopeChange(db, row);
  await mustStayOpen(db, change);
  const { each } = await movesOf(db, change);
  await sql`insert into calendar_change_item
      (change_id, cascade_id, assignment_id, deadline, directive_id, unit_id, was_at, is_at)
    select ${row.id}::uuid, m.cascade_id, m.id, m.deadline, m.directive_id, m.unit_id, m.was_at, m.is_at
    from ${each} m`.execute(db);
  if ((await changeDays(db, version, change)) === 0) throw changesNothing();
  const { fingerprint } = await addCalendarVersion(db, row.kind, row.now, row.id);
  const items = itemsOf(row.id);
  if (row.scope === NATIONAL) await moveTerms(db, items);
  const counts = await countMoves(db, items);
  const state = counts.deadlines === 0 ? 'done' : 'moving';
  await sql`update calendar_change set state = ${state}, confirmed_at = ${row.now}, version = ${version},
      confirmer = ${JSON.stringify(by)}::jsonb, ended_at = ${state === 'done' ? row.now : null}::timestamptz
    where id = ${row.id}`.execute(db);
  const payload = { change: row.id, scope: row.scope, act: row.kind, version, fingerprint, ...counts };
  await record(db, [
    {
      kind: 'calendar.changed',
      at: row.now,
      by,
      from: 'draft',
      to: state,
      payload,
      sealed: { legalBasis: row.legalBasis },
    },
  ]);
  return counts;
}

const dropped = () =>
  notPossibleNow(
    'Thay đổi này đã bị bỏ; hãy nhập lại nếu vẫn cần.',
    'This change was dropped; enter it again if it is still wanted.',
  );

const changesNothing = () =>
  notPossibleNow(
    'Lịch đã đúng như vậy rồi; không có gì thay đổi.',
    'The calendar says this already; nothing would change.',
  );

const changedMeanwhile = (version: number) =>
  conflict(
    `Lịch làm việc đã thay đổi trong lúc này (nay là phiên bản ${version}); hãy xem lại những thời hạn sẽ được lùi rồi xác nhận.`,
    `The calendar changed meanwhile (it is version ${version} now); look at the deadlines that move again, and confirm then.`,
    { calendarVersion: version },
  );
