import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { mayDo } from '../access/index.js';
import { AcknowledgeAssignment } from '../assignments/index.js';
import { record } from '../ledger/index.js';
import { actingFor, actsFor, type Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, sql, type Db } from '../platform/database/sql.js';
import { notPermitted, notPossibleNow, ProductError } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { mayDecide } from './reply-rights.js';
import { replyById, type ReplyRow } from './replies.queries.js';

export const DECISIONS = ['acknowledge', 'ignore'] as const;
export type ReplyDecision = (typeof DECISIONS)[number];
const KIND = { acknowledge: 'reply.acknowledged', ignore: 'reply.ignored' } as const;
const STATE = { acknowledge: 'acknowledged', ignore: 'ignored' } as const;

/** A person decides on a mail that was not plain: it counts as an acknowledgement of that person, or as nothing. */
@Injectable()
export class DecideReply {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly acknowledging: AcknowledgeAssignment,
  ) {}

  /**
   * What was decided before answers `repeated`, whatever is asked now.
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now` where the mail is about no duty, or the duty
   *   cannot be acknowledged any more
   */
  async execute(id: string, decision: ReplyDecision, by: Caller): Promise<{ repeated: boolean }> {
    const refused: { error?: ProductError } = {};
    const answer = await transactional(this.em, 'reply.decided', async (em) => {
      const db = dbOf(em);
      const row = await replyById(db, id, by, true);
      mustDecide(row, by);
      if (row.state !== 'waiting') return { repeated: true };
      try {
        if (decision === 'acknowledge') await this.acknowledge(db, row, by);
      } catch (error) {
        // an attempt after the end is in the history, whether the mail counts or not
        if (!(error instanceof ProductError)) throw error;
        refused.error = error;
        return { repeated: false };
      }
      await note(db, row, { decision, by, at: await this.clock.now(db) });
      return { repeated: false };
    });
    if (refused.error) throw refused.error;
    return answer;
  }

  private async acknowledge(db: Db, row: ReplyRow, by: Caller): Promise<void> {
    if (row.assignmentId === null || row.unitId === null || row.kind === 'bounce')
      throw notPossibleNow(
        'Thư này không gắn với văn bản nào của đơn vị; hãy tiếp nhận trên trang của văn bản.',
        'This mail belongs to no paper of the office; acknowledge on the page of the paper.',
      );
    if (!actsFor(by, row.unitId))
      throw notPermitted(
        'Chỉ đơn vị nhận văn bản mới ghi nhận được.',
        'Only the office that received the paper can do this.',
      );
    const seen = { contentVersion: row.contentVersion ?? undefined };
    await this.acknowledging.execute(row.assignmentId, seen, by, { within: db, payload: { reply: row.id } });
  }
}

/** @throws ProductError `not-permitted` */
function mustDecide(row: ReplyRow, by: Caller): void {
  if (mayDecide(row, by, mayDo(by.role, 'assignments.act'))) return;
  throw notPermitted('Vai trò này không được xử lý thư trả lời.', 'This role may not decide on answers.');
}

async function note(
  db: Db,
  row: ReplyRow,
  { decision, by, at }: { decision: ReplyDecision; by: Caller; at: Date },
): Promise<void> {
  await sql`update inbound_mail set state = ${STATE[decision]}, decided_by = ${by.actor}, decided_at = ${at}
    where id = ${row.id}`.execute(db);
  const { cascadeId, directiveId, assignmentId, unitId } = row;
  await record(db, [
    {
      kind: KIND[decision],
      at,
      by: unitId ? actingFor(by, unitId) : by,
      unitId,
      ...(cascadeId ? { cascadeId } : {}),
      ...(directiveId ? { directiveId } : {}),
      ...(assignmentId ? { assignmentId } : {}),
      payload: { reply: row.id, was: row.outcome },
    },
  ]);
}
