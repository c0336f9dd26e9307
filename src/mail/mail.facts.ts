/** What the history may say of a message. Past tense; a kind is never renamed or reused. */
export const MAIL_FACTS = [
  'message.sent',
  'message.failed',
  'message.unknown',
  'message.withdrawn',
  'message.bounced',
  'message.requeued',
] as const;
/** Payloads hold ids, the template, how often it was tried, and the code of the refusal. */
export type MailFactKind = (typeof MAIL_FACTS)[number];
