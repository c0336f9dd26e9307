/** A file that came with a mail. */
export interface ArrivedPart {
  name: string;
  /** Media type as the mail says it, in small letters. */
  type: string;
  bytes: Uint8Array;
  /** A picture that only belongs to the looks of the text. */
  isInline: boolean;
}

/** A mail as it was read from the mailbox: decoded, Unicode NFC, nothing judged yet. */
export interface ArrivedMail {
  /** With its brackets, as it stands; null where the mail has none. */
  messageId: string | null;
  /** In small letters; null where no single sender is named. */
  from: string | null;
  /** Every address that it says it is to or was delivered to, in small letters. */
  to: readonly string[];
  subject: string;
  /** What is shown of it as plain text, the quoted parts included. */
  text: string;
  /** Values by name in small letters, the top-most first. */
  headers: ReadonlyMap<string, readonly string[]>;
  /** Message-IDs that it answers: In-Reply-To, then References. */
  answers: readonly string[];
  files: readonly ArrivedPart[];
  /** The `message/delivery-status` part (RFC 3464), where there is one. */
  deliveryStatus: string | null;
  /** The mail that is given back, or its headers, where a part holds it. */
  returned: string | null;
}

/** The first value of a header; empty where there is none. */
export const headerOf = ({ headers }: ArrivedMail, name: string): string => headers.get(name)?.[0] ?? '';

/** What mail programs add by themselves: no file that somebody meant to send. */
const NOT_SENT = /^(?:winmail\.dat|smime\.p7[sm]|signature\.asc|openpgp-digital-signature\.asc)$/i;
const NOT_SENT_TYPES: ReadonlySet<string> = new Set([
  'application/ms-tnef',
  'application/vnd.ms-tnef',
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
  'application/pgp-signature',
  'application/pgp-keys',
  'message/delivery-status',
  'message/disposition-notification',
  'text/rfc822-headers',
  'text/calendar',
  'text/vcard',
  'text/x-vcard',
]);

/** The files that somebody sent. */
export const sentFiles = ({ files }: ArrivedMail): ArrivedPart[] =>
  files.filter(({ name, type, isInline }) => !isInline && !NOT_SENT.test(name) && !NOT_SENT_TYPES.has(type));
