import type { IncomingHttpHeaders } from 'node:http';
import type { Locale } from './caller.js';

export const LANGUAGE_COOKIE = 'thongsuot_lang';

/** The value of a cookie of the request. */
export function cookieOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}

/** The language: the one chosen on a page, else the session's account's, else Accept-Language, else Vietnamese. */
export function localeOf(headers: IncomingHttpHeaders, sessionLocale?: Locale): Locale {
  const chosen = cookieOf(headers, LANGUAGE_COOKIE);
  if (chosen === 'vi' || chosen === 'en') return chosen;
  if (sessionLocale) return sessionLocale;
  return /^\s*en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'vi';
}

/**
 * Whether a browser says that another site made it send this request. A client that says nothing is no browser, and
 * has no cookie that another site could ride on.
 * @see Fetch Metadata Request Headers; RFC 6454 §7
 */
export function isFromElsewhere(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin, host } = headers;
  return origin !== undefined && origin.replace(/^https?:\/\//, '') !== host;
}

const LOOPBACK = /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/;

/** Whether a request comes from this very machine. */
export const isLoopback = (address: string | undefined): boolean => LOOPBACK.test(address ?? '');
