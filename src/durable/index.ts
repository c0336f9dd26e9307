/** The door of the slice: one durable step, for any machine in workflows/. */
export { advance, type Advanced, type CaseTable, type EventOf } from './case-table.js';
export { countOnVersions, migrateCases, type Migrated } from './migrate-cases.js';
export { moveMany, type CaseGroup, type GroupMove } from './move-many.js';
export { movingAlike } from './move-alike.js';
export { movingOne, stepped } from './move-one.js';
