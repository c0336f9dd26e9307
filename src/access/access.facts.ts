/** What the history may say of access. Past tense; a kind is never renamed or reused. */
export const ACCESS_FACTS = [
  'access.tokenCreated',
  'access.tokenRevoked',
  'access.accountCreated',
  'access.accountClosed',
  'access.mandateGiven',
  'access.mandateEnded',
  'access.mandateMoved',
  'access.accountMoved',
  'access.tokenMoved',
  'access.emailSet',
] as const;
