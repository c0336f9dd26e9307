/** What the ledger may say of a message: ids, the template, how often it was tried, and the code of the refusal. */
export type MailFact =
  | { kind: 'message.sent'; payload: { messageId: string; template: string; attempts: number } }
  | { kind: 'message.failed'; payload: { messageId: string; template: string; attempts: number; reason: string } }
  | { kind: 'message.unknown'; payload: { messageId: string; template: string; attempts: number; reason: string } };
