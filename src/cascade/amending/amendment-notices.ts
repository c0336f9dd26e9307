import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Notices, type Composed, type MessageRow } from '../../mail/index.js';
import { paperWords } from '../../platform/components/paper.js';
import { instantWords } from '../../platform/components/when.js';
import { dbOf } from '../../platform/database/sql.js';
import { AcknowledgeLink } from '../acknowledge-link.js';
import { AssignmentNotices } from '../assignment-notices.js';
import type { NoticeFacts } from '../notice-facts.queries.js';
import { cascadeWords } from '../words.rules.js';
import { amendmentNotice } from './amendment-notice.view.js';
import { changesSeenBy, type SeenChanges } from './seen-changes.queries.js';

const NOTHING = { changed: [], added: [], removed: [], deadline: null };

/** Writes the mails about amendments: to each unit what changed for it. */
@Injectable()
export class AmendmentNotices extends AssignmentNotices {
  readonly templates = ['amendment'];
  private readonly seen = new WeakMap<MessageRow, SeenChanges>();

  constructor(
    private readonly db: EntityManager,
    notices: Notices,
    private readonly links: AcknowledgeLink,
  ) {
    super(db, notices);
  }

  /** What changed is read for the whole batch at once. */
  override async compose(messages: readonly MessageRow[]): Promise<ReadonlyMap<string, Composed>> {
    const duties = messages.flatMap(({ cascadeId, assignmentId }) =>
      cascadeId !== null && assignmentId !== null ? [{ cascadeId, assignmentId }] : [],
    );
    const changes = await changesSeenBy(dbOf(this.db.fork()), duties);
    for (const message of messages) {
      const seen = changes.get(message.assignmentId ?? '');
      if (seen) this.seen.set(message, seen);
    }
    return super.compose(messages);
  }

  protected async one(message: MessageRow, facts: NoticeFacts): Promise<Composed> {
    const { locale } = message;
    const { paper, receiptDueAt, toUnitName, now } = facts;
    const words = cascadeWords(locale);
    const seen = this.seen.get(message);
    const { link, code, replyTo, expiresAt } = await this.links.of(facts);
    return amendmentNotice({
      locale,
      unitName: toUnitName,
      paper,
      about: words.about(paperWords(paper, locale), paper.subject),
      changes: seen?.changes ?? NOTHING,
      reason: seen?.reason ?? null,
      receiptDueAt,
      isLate: receiptDueAt !== null && receiptDueAt <= now,
      link,
      linkNote: words.linkNote(instantWords(expiresAt, locale)),
      code,
      replyTo,
    });
  }
}
