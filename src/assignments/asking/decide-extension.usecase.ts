import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { calendarOfUnit } from '../../calendar/index.js';
import { advance, stepped, type Advanced, type EventOf } from '../../durable/index.js';
import { actingFor, type Caller } from '../../platform/caller.js';
import { dbOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { notPossibleNow } from '../../platform/errors.js';
import type { IsoDate } from '../../platform/vn-time.js';
import { act, note, refuse, type ActOptions } from '../act.js';
import { assignmentById } from '../assignment.queries.js';
import { EXTENSION_CASES } from './asking.case.js';
import { mustBeAsked, mustHaveAsked, unlessChanged, untilUndisturbed } from './asked-rights.js';
import { extensionById, type ExtensionRow, type ExtensionState } from './extensions.queries.js';
import { extendedTo } from './request-extension.usecase.js';

export interface Decided {
  extension: ExtensionRow;
  repeated: boolean;
}

/** Whoever sent the paper grants or refuses more time; or the unit that asked withdraws its request. One of them, once. */
@Injectable()
export class DecideExtension {
  constructor(private readonly em: EntityManager) {}

  /**
   * The deadline of the work moves to the close of the day, and is chased anew from there.
   * @param dueOn  another day than the one asked for
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now`, `invalid` (no later day)
   */
  async grant(id: string, dueOn: IsoDate | undefined, by: Caller): Promise<Decided> {
    const db = dbOf(this.em.fork());
    return untilUndisturbed(async () => {
      const extension = await extensionById(db, id);
      mustBeAsked(by, extension);
      const on = dueOn ?? extension.dueOn;
      if (extension.state === 'granted' && (dueOn === undefined || extension.grantedOn === on))
        return { extension, repeated: true };
      const moved = await decided(db, extension, { event: { type: 'GRANT' }, by });
      const calendar = await calendarOfUnit(db, extension.unitId);
      const done = await unlessChanged(
        extension,
        () => extensionById(db, id),
        () =>
          act(db, extension.assignmentId, {
            event: { type: 'EXTEND' },
            by: actingFor(by, extension.toUnitId),
            kind: 'assignment.extensionGranted',
            attempts: 1,
            payload: ({ workDueAt }) => ({
              ...saidOf(extension),
              dueOn: on,
              workDueWas: workDueAt?.toISOString() ?? null,
              decidedFor: extension.toUnitId,
            }),
            said: saidOf(extension),
            due: (row) => ({ workDueAt: extendedTo(on, row, calendar) }),
            ...deciding(extension, moved, sql`granted_on = ${on}::date`),
          }),
      );
      return done && { extension: await extensionById(db, id), repeated: false };
    });
  }

  /**
   * The old deadline holds; the unit is told, with the reason.
   * @param reason  free text; sealed in the history
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now`
   */
  refuse(id: string, reason: string, by: Caller): Promise<Decided> {
    const db = dbOf(this.em.fork());
    return untilUndisturbed(async () => {
      const extension = await extensionById(db, id);
      mustBeAsked(by, extension);
      if (extension.state === 'refused' && extension.refusal === reason) return { extension, repeated: true };
      const moved = await decided(db, extension, { event: { type: 'REFUSE' }, by });
      return noted(db, extension, ['tellUnitOfExtension'], {
        by: actingFor(by, extension.toUnitId),
        kind: 'assignment.extensionRefused',
        payload: { ...saidOf(extension), decidedFor: extension.toUnitId },
        sealed: { reason },
        ...deciding(extension, moved, sql`refusal = ${reason}`),
      });
    });
  }

  /** @throws ProductError `not-found`, `not-permitted`, `not-possible-now` */
  withdraw(id: string, by: Caller): Promise<Decided> {
    const db = dbOf(this.em.fork());
    return untilUndisturbed(async () => {
      const extension = await extensionById(db, id);
      mustHaveAsked(by, extension);
      if (extension.state === 'withdrawn') return { extension, repeated: true };
      const moved = await decided(db, extension, { event: { type: 'WITHDRAW' }, by });
      return noted(db, extension, [], {
        by,
        kind: 'assignment.extensionWithdrawn',
        payload: saidOf(extension),
        ...deciding(extension, moved),
      });
    });
  }
}

const ENDED: ReadonlySet<string> = new Set(['recalled', 'superseded', 'closed']);

const saidOf = ({ id }: ExtensionRow): { extension: string } => ({ extension: id });

/** Records a decision that moves nothing of the assignment; undefined where somebody came between. */
async function noted(
  db: Db,
  extension: ExtensionRow,
  effects: readonly string[],
  options: Omit<ActOptions, 'event'>,
): Promise<Decided | undefined> {
  const row = await assignmentById(db, extension.assignmentId);
  // it ended since the request was read, which is then lapsed
  if (ENDED.has(row.standing)) return undefined;
  const told = effects.map((type) => ({ type, params: undefined }));
  const after = await note(db, row, told, { ...options, said: saidOf(extension) });
  return after && { extension: await extensionById(db, extension.id), repeated: false };
}

/** @throws ProductError `not-possible-now` where the request waits for no decision */
async function decided(
  db: Db,
  extension: ExtensionRow,
  { event, by }: { event: EventOf<'extension'>; by: Caller },
): Promise<Advanced> {
  if (extension.state === 'lapsed')
    await refuse(db, await assignmentById(db, extension.assignmentId), { event: { type: 'EXTEND' }, by });
  const moved = advance(EXTENSION_CASES, extension, event);
  if (moved.accepted) return moved;
  const words = WORDS[extension.state];
  throw notPossibleNow(
    `Đề nghị gia hạn ${words.vi}; không thay đổi được nữa.`,
    `The request is ${words.en}; that cannot be changed.`,
    { extension: extension.id, state: extension.state },
  );
}

/** The row of the request moves with its assignment, or neither does. */
const deciding = (
  { id, version }: ExtensionRow,
  moved: Advanced,
  set?: RawBuilder<unknown>,
): Pick<ActOptions, 'also' | 'from'> & { from: RawBuilder<unknown> } => ({
  also: ({ now }) => [
    sql`decided as (
      update extension a set ${sql.join([stepped(EXTENSION_CASES, moved), sql`decided_at = ${now}::timestamptz`, ...(set ? [set] : [])])}
      from held h where a.cascade_id = h.cascade_id and a.id = ${id} and a.version = ${version} returning a.id)`,
  ],
  from: sql`decided e`,
});

const WORDS: Readonly<Record<ExtensionState, { vi: string; en: string }>> = {
  asked: { vi: 'đang chờ quyết định', en: 'waiting' },
  granted: { vi: 'đã được chấp nhận', en: 'granted' },
  refused: { vi: 'đã bị từ chối', en: 'refused' },
  withdrawn: { vi: 'đã được rút', en: 'withdrawn' },
  lapsed: { vi: 'không còn cần quyết định', en: 'lapsed' },
};
