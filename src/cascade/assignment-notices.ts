import type { OnModuleInit } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { NoticeComposer, type Composed, type MessageRow, type Notices } from '../mail/index.js';
import { dbOf } from '../platform/database/sql.js';
import { noticeFactsOf, type NoticeFacts } from './notice-facts.queries.js';

/** Writes mails about assignments: what they say is read for a whole batch at once, then each is written on its own. */
export abstract class AssignmentNotices extends NoticeComposer implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly notices: Notices,
  ) {
    super();
  }

  onModuleInit(): void {
    this.notices.composedBy(this);
  }

  async compose(messages: readonly MessageRow[]): Promise<ReadonlyMap<string, Composed>> {
    const byId = new Map(messages.map((message) => [message.id, message]));
    const composed = new Map<string, Composed>();
    for (const facts of await noticeFactsOf(dbOf(this.em.fork()), messages))
      composed.set(facts.messageId, await this.one(byId.get(facts.messageId)!, facts));
    return composed;
  }

  protected abstract one(message: MessageRow, facts: NoticeFacts): Promise<Composed>;
}
