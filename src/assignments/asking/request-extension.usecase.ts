import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { CURRENT } from '../../../workflows/index.js';
import { calendarOfUnit, workDueAt, type Calendar } from '../../calendar/index.js';
import { advance } from '../../durable/index.js';
import type { Caller } from '../../platform/caller.js';
import { dbOf, sql, type RawBuilder } from '../../platform/database/sql.js';
import { invalid, notPossibleNow } from '../../platform/errors.js';
import { uuidv7 } from '../../platform/ids.js';
import type { IsoDate } from '../../platform/vn-time.js';
import { note, refuse, type ActResult } from '../act.js';
import { assignmentById, type HeldAssignment } from '../assignment.queries.js';
import { ASSIGNMENT_CASES } from '../case.js';
import { mustActFor } from '../permitted.js';
import { untilUndisturbed } from './asked-rights.js';
import { extensionsOf } from './extensions.queries.js';

export interface ExtensionAsked {
  /** The day until which it asks, or is granted. */
  dueOn: IsoDate;
  reason: string;
}

/** Nobody puts work off for longer; a slip of the pen does. */
const FARTHEST = 2 * 366 * 86_400_000;

/**
 * The instant at which work extended to a day falls due: the close of that day, or of the last working day before it.
 * @throws ProductError `invalid` where that is no later than the present deadline, has passed, or is years away
 */
export function extendedTo(dueOn: IsoDate, row: HeldAssignment, calendar: Calendar): Date {
  if (Date.parse(dueOn) - row.now.getTime() > FARTHEST)
    throw invalid(
      'Ngày gia hạn xa hơn hai năm; hãy ghi lại.',
      'The new day is more than two years away; enter it again.',
      {
        field: 'dueOn',
      },
    );
  const { at } = workDueAt({ on: dueOn, operator: 'at-latest' }, calendar);
  if (row.workDueAt !== null && at > row.workDueAt && at > row.now) return at;
  throw invalid(
    'Ngày gia hạn phải sau hạn thực hiện hiện nay và chưa qua.',
    'The new day has to be later than the present deadline, and not past.',
    { field: 'dueOn' },
  );
}

/** A unit asks whoever sent it the paper for more time. Nothing stops meanwhile: the old deadline holds until it is granted. */
@Injectable()
export class RequestExtension {
  constructor(private readonly em: EntityManager) {}

  /**
   * The same request again while it waits is a repeat; another one is refused until that one is decided or withdrawn.
   * Also after the deadline.
   * @param reason  free text; sealed in the history
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now`, `invalid` (no later day)
   */
  async execute(
    assignmentId: string,
    { dueOn, reason }: ExtensionAsked,
    by: Caller,
  ): Promise<ActResult & { extension: string }> {
    const db = dbOf(this.em.fork());
    return untilUndisturbed(async () => {
      const row = await assignmentById(db, assignmentId);
      mustActFor(by, row.unitId);
      const waiting = (await extensionsOf(db, row)).find(({ state }) => state === 'asked');
      if (waiting?.dueOn === dueOn && waiting.reason === reason) return { row, repeated: true, extension: waiting.id };
      if (!advance(ASSIGNMENT_CASES, row, { type: 'EXTEND' }).accepted)
        await refuse(db, row, { event: { type: 'EXTEND' }, by });
      if (waiting) throw waits(row, waiting.id);
      if (row.workDueAt === null) throw withoutDeadline(row);
      extendedTo(dueOn, row, await calendarOfUnit(db, row.unitId));
      const id = uuidv7(row.now);
      const after = await note(db, row, [{ type: 'tellSenderOfRequest', params: undefined }], {
        by,
        kind: 'assignment.extensionAsked',
        payload: { extension: id, dueOn, workDueWas: row.workDueAt.toISOString(), late: row.now > row.workDueAt },
        sealed: { reason },
        said: { extension: id },
        also: ({ now }) => [asking({ id, dueOn, reason, now })],
      });
      return after && { row: after, repeated: false, extension: id };
    });
  }
}

const waits = ({ id }: HeldAssignment, extension: string) =>
  notPossibleNow(
    'Đề nghị gia hạn trước đang chờ quyết định; hãy chờ hoặc rút đề nghị đó.',
    'The earlier request waits for its decision; wait for it, or withdraw it.',
    { assignment: id, extension },
  );

const withoutDeadline = ({ id }: HeldAssignment) =>
  notPossibleNow('Nhiệm vụ này không có hạn thực hiện.', 'The work has no deadline to extend.', { assignment: id });

const asking = ({ id, dueOn, reason, now }: ExtensionAsked & { id: string; now: Date }): RawBuilder<unknown> => sql`
  asking as (
    insert into extension (cascade_id, id, directive_id, assignment_id, unit_id, to_unit_id, machine_version, state,
      due_on, reason, asked_at, was_due_at)
    select h.cascade_id, ${id}::uuid, h.directive_id, h.id, h.unit_id, h.sender_id, ${CURRENT.extension}::smallint,
      'asked', ${dueOn}::date, ${reason}, ${now}::timestamptz, h.work_due_at from held h)`;
