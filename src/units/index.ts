export { UNIT_ENTITIES } from './unit.entity.js';
export { UnitsModule } from './units.module.js';
export { SeedNationalTree } from './seed-national-tree.usecase.js';
export { KINDS, LEVELS, LINES, officeName, type Kind, type Level, type Line } from './vocabulary.rules.js';
export {
  ancestorsOf,
  countByLevel,
  isWithin,
  subtreeOf,
  superiorOf,
  territoryOf,
  unitByCode,
  unitsByCodes,
  unitsByIds,
  type UnitOn,
} from './units.queries.js';
export { businessDate, findUnit } from './find-unit.js';
export { childrenOf, searchUnits, type TreeNode, type UnitSearch } from './tree.queries.js';
