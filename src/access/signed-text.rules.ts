import { createHmac, timingSafeEqual } from 'node:crypto';

const signature = (key: Uint8Array, purpose: string, body: string): string =>
  createHmac('sha256', key).update(purpose).update('\0').update(body).digest('base64url');

/**
 * A text that only this installation can have written, for one purpose: base64url(JSON) "." HMAC-SHA-256.
 * The purpose is signed with it, so that a session cannot pass for a link or the other way round.
 */
export function sign(key: Uint8Array, purpose: string, value: unknown): string {
  const body = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${body}.${signature(key, purpose, body)}`;
}

/** What {@link sign} was given, or undefined where the text is not ours for that purpose. */
export function signed(key: Uint8Array, purpose: string, text: string): unknown {
  const [body, mark, ...rest] = text.split('.');
  if (!body || !mark || rest.length > 0) return undefined;
  const expected = Buffer.from(signature(key, purpose, body));
  const given = Buffer.from(mark);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as unknown;
}
