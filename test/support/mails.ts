/** Made-up mails as they lie in a mailbox: raw, with CRLF. Nobody of them exists. */
export const REPLY_ADDRESS = 'tra-loi@dieu-hanh.invalid';

export const crlf = (text: string): Buffer => Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1');

export interface MailParts {
  from?: string;
  to?: string;
  subject?: string;
  messageId?: string;
  headers?: readonly string[];
  body?: string;
  type?: string;
  encoding?: string;
}

let n = 0;

/** A mail of one part. `body` is given in the bytes of its character set, as latin1. */
export const mail = ({
  from = 'vanthu@xa-01.invalid',
  to = REPLY_ADDRESS,
  subject = 'Re: Van ban moi',
  messageId = `<m${(n += 1)}@xa-01.invalid>`,
  headers = [],
  body = '',
  type = 'text/plain; charset=utf-8',
  encoding = '8bit',
}: MailParts = {}): Buffer =>
  crlf(
    [
      ...headers,
      `From: ${from}`,
      `To: ${to}`,
      `Subject: ${subject}`,
      `Message-ID: ${messageId}`,
      'Date: Mon, 23 Nov 2026 09:00:00 +0700',
      'MIME-Version: 1.0',
      `Content-Type: ${type}`,
      `Content-Transfer-Encoding: ${encoding}`,
      '',
      body,
      '',
    ].join('\n'),
  );

/** UTF-8 as bytes that {@link mail} takes. */
export const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
export const word = (text: string): string => `=?utf-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;

/** A mail with a text and files. */
export function mailWithFiles(
  parts: MailParts & { files: readonly { name: string; type: string; bytes: Buffer }[] },
): Buffer {
  const border = 'ranh-gioi';
  const body = [
    `--${border}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    parts.body ?? '',
    ...parts.files.flatMap(({ name, type, bytes }) => [
      `--${border}`,
      `Content-Type: ${type}; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      bytes.toString('base64').replace(/(.{76})/g, '$1\n'),
    ]),
    `--${border}--`,
  ].join('\n');
  return mail({ ...parts, body, type: `multipart/mixed; boundary="${border}"` });
}

/** A delivery status notification (RFC 3464) as Postfix writes it. */
export const dsn = ({
  to = REPLY_ADDRESS,
  address,
  action = 'failed',
  status,
  diagnostic = `smtp; 550 ${status} <${address}>: Recipient address rejected: User unknown`,
  about,
  messageId,
}: {
  to?: string;
  address: string;
  action?: string;
  status: string;
  diagnostic?: string;
  about: string;
  messageId?: string;
}): Buffer =>
  mail({
    from: 'MAILER-DAEMON@mx.xa-01.invalid (Mail Delivery System)',
    to,
    subject: 'Undelivered Mail Returned to Sender',
    ...(messageId ? { messageId } : {}),
    headers: ['Return-Path: <>', 'Auto-Submitted: auto-replied'],
    type: 'multipart/report; report-type=delivery-status; boundary="dsn"',
    body: `--dsn
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.xa-01.invalid.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

--dsn
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.xa-01.invalid
Arrival-Date: Mon, 23 Nov 2026 09:00:00 +0700 (+07)

Final-Recipient: rfc822; ${address}
Original-Recipient: rfc822;${address}
Action: ${action}
Status: ${status}
Diagnostic-Code: ${diagnostic}

--dsn
Content-Type: text/rfc822-headers

From: thongsuot@dieu-hanh.invalid
To: ${address}
Message-ID: ${about}
Subject: Van ban moi

--dsn--`,
  });
