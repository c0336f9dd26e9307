import { Inject, Injectable } from '@nestjs/common';
import { InstallationKey, linkToken, replyToken } from '../access/index.js';
import { CONFIG, type Config } from '../platform/config.js';
import type { NoticeFacts } from './notice-facts.queries.js';

/** How long a link, or an answer to the mail that it is in, acknowledges. */
export const LINK_DAYS = 14;
const DAY = 86_400_000;

/** What a mail offers to acknowledge by. */
export interface ToAcknowledge {
  link: string;
  /** The address at which an answer acknowledges; null where no mailbox is read. */
  replyTo: string | null;
  /** Until when both act, in business time. */
  expiresAt: Date;
}

/** Makes the link of a mail: it shows the paper, and its button acknowledges for the one unit it was sent to. */
@Injectable()
export class AcknowledgeLink {
  constructor(
    private readonly key: InstallationKey,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The link, and the address of answers: both act for the same unit on the same duty, for as long. */
  async of({ cascadeId, assignmentId, unitId, linkGeneration, sentVersion, now }: NoticeFacts): Promise<ToAcknowledge> {
    const expiresAt = new Date(now.getTime() + LINK_DAYS * DAY);
    const key = await this.key.get();
    const token = linkToken(key, {
      purpose: 'acknowledge',
      cascadeId,
      assignmentId,
      unitId,
      generation: linkGeneration,
      expiresAt,
    });
    const reply = { assignmentId, unitId, contentVersion: sentVersion, generation: linkGeneration };
    const replyTo = this.config.replyAddress?.replace('@', `+${replyToken(key, reply, expiresAt)}@`) ?? null;
    return { link: `${this.config.publicUrl}/a/${token}`, replyTo, expiresAt };
  }

  /** A page of the product, for those who sign in. */
  page(path: string): string {
    return `${this.config.publicUrl}${path}`;
  }
}
