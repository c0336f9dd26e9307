import { Inject, Injectable } from '@nestjs/common';
import { InstallationKey, linkToken, replyToken } from '../access/index.js';
import { linkExpiresAt, ShortCodes, type PrintedCode } from '../links/index.js';
import { CONFIG, type Config } from '../platform/config.js';
import type { NoticeFacts } from './notice-facts.queries.js';

/** What a mail offers to acknowledge by. */
export interface ToAcknowledge {
  link: string;
  /** The address at which an answer acknowledges; null where no mailbox is read. */
  replyTo: string | null;
  /** What stands for the link on the telephone; null where the links were revoked just now. */
  code: PrintedCode | null;
  /** Until when all of them act, in business time. */
  expiresAt: Date;
}

/** Makes the link of a mail: it shows the paper, and its button acknowledges for the one unit it was sent to. */
@Injectable()
export class AcknowledgeLink {
  constructor(
    private readonly key: InstallationKey,
    private readonly codes: ShortCodes,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The link, and the address of answers: both act for the same unit on the same duty, for as long. */
  async of({ cascadeId, assignmentId, unitId, linkGeneration, sentVersion, now }: NoticeFacts): Promise<ToAcknowledge> {
    const expiresAt = linkExpiresAt(now);
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
    const code = (await this.codes.forMail({ cascadeId, assignmentId, generation: linkGeneration, expiresAt })) ?? null;
    return { link: `${this.config.publicUrl}/a/${token}`, code, replyTo, expiresAt };
  }

  /** A page of the product, for those who sign in. */
  page(path: string): string {
    return `${this.config.publicUrl}${path}`;
  }
}
