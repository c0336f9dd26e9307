/**
 * What the history may say of lists that were taken over. Past tense; a kind is never renamed or reused. `units.imported`
 * and `units.addressesSet` are of units and mailboxes.
 */
export const IMPORT_FACTS = [
  'units.imported',
  'units.addressesSet',
  'units.conversionImported',
  'units.areasImported',
  'units.officersImported',
] as const;

/** How many there were that changed, and the digest of the file that they came from. */
export interface ImportFact {
  kind: (typeof IMPORT_FACTS)[number];
  payload: { units: number; fileSha256: string };
}
