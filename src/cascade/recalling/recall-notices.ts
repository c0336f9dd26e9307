import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Notices, type Composed, type MessageRow } from '../../mail/index.js';
import { dbOf, rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { AcknowledgeLink } from '../acknowledge-link.js';
import { AssignmentNotices } from '../assignment-notices.js';
import type { NoticeFacts } from '../notice-facts.queries.js';
import { recallAnswerNotice, recallNotice } from './recall.notice.view.js';

interface RecallFacts {
  messageId: string;
  standing: string;
  askedAt: Date | null;
  answeredAt: Date | null;
  refusal: string | null;
  answerBy: Date | null;
  reason: string | null;
}

/** Writes the mails of a recall: to the units that have the paper, and of what they answer to its sender. */
@Injectable()
export class RecallNotices extends AssignmentNotices {
  readonly templates = ['recall', 'recallAnswer'];
  private readonly recalls = new WeakMap<MessageRow, RecallFacts>();

  constructor(
    private readonly entities: EntityManager,
    notices: Notices,
    private readonly links: AcknowledgeLink,
  ) {
    super(entities, notices);
  }

  /** What was asked and answered is read for the whole batch at once. */
  override async compose(messages: readonly MessageRow[]): Promise<ReadonlyMap<string, Composed>> {
    const byId = new Map(messages.map((message) => [message.id, message]));
    for (const row of await recallsOf(dbOf(this.entities.fork()), messages))
      this.recalls.set(byId.get(row.messageId)!, row);
    return super.compose(messages);
  }

  protected async one(message: MessageRow, facts: NoticeFacts): Promise<Composed> {
    const { locale, template } = message;
    const recall = this.recalls.get(message)!;
    const about = { locale, paper: facts.paper, unitName: facts.toUnitName };
    const link = this.links.page(`/assignments/${facts.assignmentId}`);
    if (template === 'recall')
      return recallNotice({
        ...about,
        link,
        recalledBy: facts.paper.issuer,
        at: recall.askedAt ?? facts.now,
        reason: recall.reason,
        answerBy: recall.answerBy,
      });
    return recallAnswerNotice({
      ...about,
      link,
      answeredBy: facts.unitName,
      at: recall.answeredAt ?? facts.now,
      agreed: recall.standing === 'recalled',
      refusal: recall.refusal,
    });
  }
}

const recallsOf = (db: Db, messages: readonly MessageRow[]): Promise<RecallFacts[]> =>
  rowsOf(
    db,
    sql<RecallFacts>`select m.id as "messageId", a.standing, a.recall_asked_at as "askedAt",
        a.recall_answered_at as "answeredAt", a.recall_refusal as refusal, a.recall_due_at as "answerBy", d.recall_reason as reason
      from unnest(${messages.map((m) => m.cascadeId)}::uuid[], ${messages.map((m) => m.id)}::uuid[],
        ${messages.map((m) => m.assignmentId)}::uuid[]) m (cascade_id, id, assignment_id)
      join assignment a on a.cascade_id = m.cascade_id and a.id = m.assignment_id
      join directive d on d.id = a.directive_id`,
  );
