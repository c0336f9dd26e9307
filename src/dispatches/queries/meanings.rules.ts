import { resolveAddressee, type Addressee, type DirectoryUnit, type UnitDirectory } from '../../units/index.js';

/** The hierarchy of one day, as the issuer of a paper speaks in it. */
export interface Hierarchy {
  directory: UnitDirectory;
  /** the issuer; where it was no unit on that day, whoever speaks for the state */
  speakerId: string;
}

/** Who an expression means on that day; none where nobody can speak in it. */
export const meaningOf = ({ directory, speakerId }: Hierarchy, text: string): Addressee =>
  resolveAddressee(text, speakerId, directory);

/** The units that an expression means where every word of it was understood; else none. */
export function unitsOf(hierarchy: Hierarchy, text: string): DirectoryUnit[] {
  const { units, notUnderstood } = meaningOf(hierarchy, text);
  if (notUnderstood) return [];
  return units.flatMap(({ id }) => hierarchy.directory.byId.get(id) ?? []);
}
