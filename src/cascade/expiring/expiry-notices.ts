import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Notices, type Composed, type MessageRow } from '../../mail/index.js';
import { AcknowledgeLink } from '../acknowledge-link.js';
import { AssignmentNotices } from '../assignment-notices.js';
import type { NoticeFacts } from '../notice-facts.queries.js';
import { expiryNotice } from './expiry-notice.view.js';

/** Writes the mail that asks for an acknowledgement again, when it is sent. */
@Injectable()
export class ExpiryNotices extends AssignmentNotices {
  readonly templates = ['reacknowledge'];

  constructor(
    em: EntityManager,
    notices: Notices,
    private readonly links: AcknowledgeLink,
  ) {
    super(em, notices);
  }

  protected async one({ locale }: MessageRow, facts: NoticeFacts): Promise<Composed> {
    const { link, code, replyTo, expiresAt } = await this.links.of(facts);
    return expiryNotice({
      locale,
      unitName: facts.toUnitName,
      paper: facts.paper,
      acknowledgedAt: facts.acknowledgedAt,
      arrivalNumber: facts.arrivalNumber,
      workingDays: facts.followDays,
      receiptDueAt: facts.receiptDueAt,
      workDueAt: facts.workDueAt,
      link,
      linkExpiresAt: expiresAt,
      code,
      replyTo,
    });
  }
}
