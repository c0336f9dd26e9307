import type { Response } from 'express';
import type { Config } from '../platform/config.js';
import { SESSION_COOKIE, SESSION_HOURS } from './sessions.js';

/** Attributes that keep the cookie from scripts, from other sites and, where the installation has it, to HTTPS. */
const attributesOf = ({ publicUrl }: Config) =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: publicUrl.startsWith('https:') }) as const;

export function setSession(response: Response, session: string, config: Config): void {
  response.cookie(SESSION_COOKIE, session, { ...attributesOf(config), maxAge: SESSION_HOURS * 3_600_000 });
}

export function clearSession(response: Response, config: Config): void {
  response.clearCookie(SESSION_COOKIE, attributesOf(config));
}
