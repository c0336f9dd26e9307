/** What the history may say of mail that came back. Payloads hold ids and codes; addresses are sealed. */
export const REPLY_FACTS = [
  'reply.taken',
  'reply.acknowledged',
  'reply.ignored',
  'mailbox.dead',
  'mailbox.revived',
  'report.drafted',
  'report.draftSubmitted',
  'report.draftDiscarded',
] as const;
