import { z } from 'zod';
import { sign, signed } from './signed-text.rules.js';

/** What a link in a mail lets its bearer do: one act, on one assignment, for one unit, until an instant. */
export interface ActionLink {
  purpose: 'acknowledge';
  cascadeId: string;
  assignmentId: string;
  unitId: string;
  expiresAt: Date;
}

const PURPOSE = 'action-link.v1';
const content = z.tuple([z.literal('acknowledge'), z.uuid(), z.uuid(), z.uuid(), z.number().int()]);

/** The token of a link; the person who uses it stays unknown, the unit's mailbox is what it proves. */
export const linkToken = (key: Uint8Array, link: ActionLink): string =>
  sign(key, PURPOSE, [
    link.purpose,
    link.cascadeId,
    link.assignmentId,
    link.unitId,
    Math.floor(link.expiresAt.getTime() / 1000),
  ]);

/**
 * Reads a token back. Expiry is judged by the instant passed in.
 * @returns the link, or why it is refused
 */
export function linkOf(key: Uint8Array, token: string, now: Date): ActionLink | 'forged' | 'expired' {
  const parsed = content.safeParse(signed(key, PURPOSE, token));
  if (!parsed.success) return 'forged';
  const [purpose, cascadeId, assignmentId, unitId, expiry] = parsed.data;
  const expiresAt = new Date(expiry * 1000);
  return expiresAt.getTime() <= now.getTime() ? 'expired' : { purpose, cascadeId, assignmentId, unitId, expiresAt };
}
