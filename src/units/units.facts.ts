/** What the ledger may say of the hierarchy: how many units came in, and the digest of the file they came from. */
export interface UnitFact {
  kind: 'units.imported';
  payload: { units: number; fileSha256: string };
}
