/** What the history may say of the hierarchy. Past tense; a kind is never renamed or reused. */
export const UNIT_FACTS = ['units.imported', 'units.addressesSet'] as const;
/** How many units came in, and the digest of the file they came from. */
export interface UnitFact {
  kind: (typeof UNIT_FACTS)[number];
  payload: { units: number; fileSha256: string };
}
