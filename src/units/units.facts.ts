/** What the history may say of the hierarchy. Past tense; a kind is never renamed or reused. */
export const UNIT_FACTS = [
  'units.imported',
  'units.addressesSet',
  'unit.established',
  'unit.ended',
  'unit.renamed',
  'unit.raised',
  'unit.moved',
  'unit.succeeded',
] as const;
/** How many units came in, and the digest of the file they came from. */
export interface UnitFact {
  kind: 'units.imported' | 'units.addressesSet';
  payload: { units: number; fileSha256: string };
}
