/** The door of the slice: lists of units, officers and mailboxes that are taken over from files. */
export { IMPORT_ENTITIES } from './unit-import.entity.js';
export { ImportsModule } from './imports.module.js';
export { addImportsCommands } from './imports.commands.js';
export { ImportList, type ImportReport } from './import-list.usecase.js';
