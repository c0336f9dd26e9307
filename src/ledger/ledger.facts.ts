/** What the history may say of itself. Past tense; a kind is never renamed or reused. */
export const LEDGER_FACTS = ['ledger.yearDetached', 'ledger.yearAttached'] as const;
