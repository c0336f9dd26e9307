import { z } from 'zod';
import { sign, signed } from './signed-text.rules.js';

/** What a link lets its bearer do: one act, on one assignment, for one unit, until an instant or until it is revoked. */
export interface ActionLink {
  /** `telephone`: not its bearer acts, but who sent the paper, signed in, for a unit that says its code on the telephone. */
  purpose: 'acknowledge' | 'telephone';
  cascadeId: string;
  assignmentId: string;
  unitId: string;
  /** That of the assignment when the link was made; revoking its links makes the next. */
  generation: number;
  expiresAt: Date;
}

const PURPOSE = 'action-link.v1';
const PURPOSES = ['acknowledge', 'telephone'] as const;
// links made before links could be revoked name no generation: they are of the first
const content = z.tuple([z.enum(PURPOSES), z.uuid(), z.uuid(), z.uuid(), z.int(), z.int().default(0)]);

/** The token of a link; the person who uses it stays unknown, the unit's mailbox is what it proves. */
export const linkToken = (key: Uint8Array, link: ActionLink): string =>
  sign(key, PURPOSE, [
    link.purpose,
    link.cascadeId,
    link.assignmentId,
    link.unitId,
    Math.floor(link.expiresAt.getTime() / 1000),
    link.generation,
  ]);

/**
 * Reads a token back. Expiry is judged by the instant passed in.
 * @returns the link, or why it is refused
 */
export function linkOf(key: Uint8Array, token: string, now: Date): ActionLink | 'forged' | 'expired' {
  const parsed = content.safeParse(signed(key, PURPOSE, token));
  if (!parsed.success) return 'forged';
  const [purpose, cascadeId, assignmentId, unitId, expiry, generation] = parsed.data;
  const expiresAt = new Date(expiry * 1000);
  if (expiresAt.getTime() <= now.getTime()) return 'expired';
  return { purpose, cascadeId, assignmentId, unitId, generation, expiresAt };
}
