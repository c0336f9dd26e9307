/** The door of the slice: the hierarchy of government units, and who an addressee expression means. */
export { UNIT_ENTITIES } from './unit.entity.js';
export { GROUP_ENTITIES } from './groups/group.entity.js';
export { UnitsModule } from './units.module.js';
export { SeedNationalTree } from './seed-national-tree.usecase.js';
export { SeedDemoUnits } from './seed-demo-units.usecase.js';
export { addUnitsCommands } from './units.commands.js';
export { vi as unitsVi } from './words.vi.js';
export {
  cleanName,
  insideSentence,
  isNameOfKind,
  KINDS,
  levelOf,
  LEVELS,
  LINES,
  officeName,
  areaKind,
  type Kind,
  type Level,
  type Line,
} from './vocabulary.rules.js';
export { BEFORE_RECORDS, REFORM_ON, type UnitToWrite } from './national-tree.rules.js';
export { AmendUnit } from './amending/amend-unit.usecase.js';
export { isCodeOf, type Amendment } from './amending/amendment.rules.js';
export { namedOn } from './named-on.js';
export { writeUnits } from './write-units.js';
export { endStretches, type StretchToEnd } from './end-stretches.js';
export type { SuccessionToWrite } from './succession.rules.js';
export { replaceSuccessions } from './write-successions.js';
export { lockTree } from './lock-tree.js';
export { refreshAncestry } from './ancestry.js';
export { applyUnitChanges, type UnitsChanged } from './change-units.js';
export type { ChangeOfUnits, UnitChanges, UnitToFound } from './unit-changes.js';
export { kindWords } from './kind-words.js';
export { setMailboxes, type MailboxToSet } from './mailboxes.js';
export {
  ancestorsOf,
  countByLevel,
  isWithin,
  superiorOf,
  territoryOf,
  unitByCode,
  unitDetails,
  unitsByCodes,
  unitsByIds,
  type UnitDetails,
  type UnitOn,
} from './units.queries.js';
export { businessDate, findUnit } from './find-unit.js';
export { childrenOf, sizeBelow, subtreeOf, type Below, type TreeNode } from './tree.queries.js';
export { pathsOf, searchUnits, type Step, type UnitSearch } from './search.queries.js';
export { addresseeKey } from './addressee-key.rules.js';
export { directoryOn, resolveAddressees } from './addressee.queries.js';
export { daysOfChange, successorsOf } from './changes.queries.js';
export type { DirectoryUnit, UnitDirectory } from './unit-directory.rules.js';
export {
  resolveAddressee,
  type Addressee,
  type Candidate,
  type NamedUnit,
  type NotUnderstood,
} from './addressee.rules.js';
export type { Reason } from './addressee-names.rules.js';
export { reasonSentence } from './command-words.js';
export { rosterOf, type Roster } from './roster.rules.js';
