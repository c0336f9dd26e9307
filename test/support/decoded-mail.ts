import PostalMime from 'postal-mime';
import type { ReceivedMail } from './smtp-server.js';

/** A mail as its reader sees it. */
export interface DecodedMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  replyTo: string | null;
}

/** Reads a mail that the test's server took. */
export async function decodedMail({ to, raw }: ReceivedMail): Promise<DecodedMail> {
  const { subject, text, html, replyTo } = await PostalMime.parse(raw);
  return { to, subject: subject ?? '', text: text ?? '', html: html ?? '', replyTo: replyTo?.[0]?.address ?? null };
}
