import type { OnModuleInit } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { NoticeComposer, type Composed, type MessageRow, type Notices } from '../mail/index.js';
import { dbOf } from '../platform/database/sql.js';
import { noticeFactsOf, type NoticeFacts } from './notice-facts.queries.js';
import { forUnit } from './notices.view.js';

/** Writes mails about assignments: what they say is read for a whole batch at once, then each is written on its own. */
export abstract class AssignmentNotices extends NoticeComposer implements OnModuleInit {
  constructor(
    protected readonly em: EntityManager,
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
    const all = await noticeFactsOf(dbOf(this.em.fork()), messages);
    // all at once: their codes are then made with one statement
    const written = await Promise.all(all.map((facts) => this.one(byId.get(facts.messageId)!, facts)));
    for (const [i, facts] of all.entries()) {
      const message = byId.get(facts.messageId)!;
      const mail = written[i]!;
      // who reads a mailbox of several units sees in the list of mails whose paper it is
      const subject = facts.shared ? forUnit(mail.subject, facts.toUnitName, message.locale) : mail.subject;
      composed.set(facts.messageId, { ...mail, subject });
    }
    return composed;
  }

  protected abstract one(message: MessageRow, facts: NoticeFacts): Promise<Composed>;
}
