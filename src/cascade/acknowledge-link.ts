import { Inject, Injectable } from '@nestjs/common';
import { InstallationKey, linkToken } from '../access/index.js';
import { CONFIG, type Config } from '../platform/config.js';
import type { NoticeFacts } from './notice-facts.queries.js';

const LINK_DAYS = 14;
const DAY = 86_400_000;

/** Makes the link of a mail: it shows the paper, and its button acknowledges for the one unit it was sent to. */
@Injectable()
export class AcknowledgeLink {
  constructor(
    private readonly key: InstallationKey,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The link's address and until when it acts (business time). */
  async of({ cascadeId, assignmentId, unitId, linkGeneration, now }: NoticeFacts): Promise<{ link: string; expiresAt: Date }> {
    const expiresAt = new Date(now.getTime() + LINK_DAYS * DAY);
    const token = linkToken(await this.key.get(), {
      purpose: 'acknowledge',
      cascadeId,
      assignmentId,
      unitId,
      generation: linkGeneration,
      expiresAt,
    });
    return { link: `${this.config.publicUrl}/a/${token}`, expiresAt };
  }

  /** A page of the product, for those who sign in. */
  page(path: string): string {
    return `${this.config.publicUrl}${path}`;
  }
}
