import { searchKey } from '../platform/text.js';
import { saysReceived } from './acknowledging.rules.js';
import { headerOf, sentFiles, type ArrivedMail } from './arrived-mail.rules.js';
import { bounceOf, type Bounce } from './bounce.rules.js';

export const MAIL_KINDS = ['bounce', 'auto-reply', 'acknowledgement', 'report', 'other'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** What a mail is. A report may say at the same time that the paper was received. */
export type Sorted =
  | { kind: 'bounce'; bounce: Bounce }
  | { kind: 'auto-reply' | 'other' | 'acknowledgement' }
  | { kind: 'report'; acknowledges: boolean };

const AUTO_SUBJECT =
  /^(?:(?:re|tl|tra loi) )?(?:tra loi tu dong|tu dong tra loi|thu tra loi tu dong|tra loi tu dong|thong bao vang mat|vang mat|toi (?:dang )?(?:vang mat|nghi phep)|nghi phep|nguoi nhan vang mat|automatic reply|auto ?reply|auto(?:matic)? response|auto |out of (?:the )?office|ooo\b|away from|da doc|read |chua doc|not read|da xem|read receipt)/;
const BULK = /^(?:auto_?reply|bulk|junk|list)$/i;
const BY_ITSELF = ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-mail-autoreply', 'x-auto-response-suppress'];

/**
 * Whether a program answered, not a person: by what it says of itself (RFC 3834), by the headers that programs had before
 * that, or by its subject. A note that a mail was opened (RFC 8098) is one of these: it was shown, and nobody took it over.
 */
export function isAutomatic(mail: ArrivedMail): boolean {
  const submitted = headerOf(mail, 'auto-submitted').split(';')[0]!.trim().toLowerCase();
  if (submitted !== '' && submitted !== 'no') return true;
  if (BULK.test(headerOf(mail, 'precedence').trim())) return true;
  if (BY_ITSELF.some((name) => mail.headers.has(name))) return true;
  if (/report-type\s*=\s*"?disposition-notification/i.test(headerOf(mail, 'content-type'))) return true;
  return AUTO_SUBJECT.test(`${searchKey(mail.subject)} `);
}

/** What a mail is. What is not plain is `other`, for people to see. */
export function sortOf(mail: ArrivedMail): Sorted {
  const bounce = bounceOf(mail);
  if (bounce) return { kind: 'bounce', bounce };
  if (isAutomatic(mail)) return { kind: 'auto-reply' };
  const acknowledges = saysReceived(mail.text);
  if (sentFiles(mail).length > 0) return { kind: 'report', acknowledges };
  return { kind: acknowledges ? 'acknowledgement' : 'other' };
}
