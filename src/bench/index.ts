/** The door of the slice: figures of the product beside plain SQL. */
export { addBenchCommands } from './bench.commands.js';
export { measure } from './measure.js';
export { observeStatements } from './routing.js';
export { openStage, type Stage } from './stage.js';
