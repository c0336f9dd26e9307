import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Notices, type Composed, type MessageRow } from '../mail/index.js';
import { AcknowledgeLink } from './acknowledge-link.js';
import { AssignmentNotices } from './assignment-notices.js';
import type { NoticeFacts } from './notice-facts.queries.js';
import { issueNotice, reportNotice, returnNotice, reviewNotice } from './notices.view.js';

/** Writes the mails that acts of the cascade cause, when they are sent. */
@Injectable()
export class CascadeNotices extends AssignmentNotices {
  readonly templates = ['issue', 'returned', 'report', 'review'];

  constructor(
    em: EntityManager,
    notices: Notices,
    private readonly links: AcknowledgeLink,
  ) {
    super(em, notices);
  }

  protected async one({ template, locale }: MessageRow, facts: NoticeFacts): Promise<Composed> {
    const { paper, tasks } = facts;
    const duty = this.links.page(`/assignments/${facts.assignmentId}`);
    const about = { locale, paper, unitName: facts.toUnitName, link: duty };
    if (template === 'returned') {
      const { returnedAt, returnReason, note, unitName, now } = facts;
      return returnNotice({
        ...about,
        returnedBy: unitName,
        returnedAt: returnedAt ?? now,
        reason: returnReason ?? 'other',
        note,
      });
    }
    if (template === 'report') {
      const { reportedAt, workDueAt, now, nil, unitName } = facts;
      const at = reportedAt ?? now;
      const late = workDueAt !== null && at > workDueAt;
      return reportNotice({
        ...about,
        link: this.links.page('/reports'),
        reportedBy: unitName,
        reportedAt: at,
        late,
        nil: nil ?? false,
      });
    }
    if (template === 'review') {
      const accepted = facts.work === 'accepted';
      const { workDueAt, provisional, senderName, reviewNote } = facts;
      return reviewNotice({ ...about, reviewedBy: senderName, accepted, note: reviewNote, workDueAt, provisional });
    }
    const { link, code, replyTo, expiresAt } = await this.links.of(facts);
    return issueNotice({
      ...about,
      link,
      linkExpiresAt: expiresAt,
      code,
      replyTo,
      role: facts.role,
      relayedBy: facts.parentId === null ? null : facts.senderName,
      receiptDueAt: facts.receiptDueAt,
      workDueAt: facts.workDueAt,
      provisional: facts.provisional,
      tasks,
    });
  }
}
