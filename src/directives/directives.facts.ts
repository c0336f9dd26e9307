/** What the history may say of a directive. Past tense; a kind is never renamed or reused. */
export const DIRECTIVE_FACTS = [
  'directive.drafted',
  'directive.addresseeSettled',
  'directive.signed',
  'directive.numbered',
  'directive.issued',
  'directive.closed',
  'directive.amended',
  'directive.paused',
  'directive.resumed',
  'directive.recalled',
  'directive.superseded',
  'directive.migrated',
  'directive.reconciled',
  'register.seriesSet',
] as const;
