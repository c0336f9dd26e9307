/** What the history may say of the hierarchy. Past tense; a kind is never renamed or reused. */
export const UNIT_FACTS = [
  'unit.established',
  'unit.ended',
  'unit.renamed',
  'unit.raised',
  'unit.moved',
  'unit.succeeded',
  'unit.aliasAdded',
  'unit.aliasEnded',
  'unit.mailboxSet',
  'unit.mailboxTaken',
  'unit.officialCodeSet',
  'unit.standingBodySet',
  'unit.legalBasisSet',
  'unit.groupSaved',
  'unit.groupRetired',
] as const;

/** What an administrator changed on a unit's card; the unit is that of the fact. Names, addresses and papers are sealed. */
export type UnitAmendedFact =
  | { kind: 'unit.aliasAdded' | 'unit.aliasEnded' | 'unit.mailboxSet' | 'unit.mailboxTaken'; payload: { from: string } }
  | { kind: 'unit.officialCodeSet'; payload: { scheme: string; value: string | null; from: string } }
  | { kind: 'unit.standingBodySet'; payload: { standingBody: string | null; from: string } }
  | { kind: 'unit.legalBasisSet'; payload: { of: string; begun: string; key?: string } };
