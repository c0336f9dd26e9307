export { addTrackingCommands } from './tracking.commands.js';
export { historyOf } from './history.queries.js';
export { blockingOf, progressOf } from './progress.queries.js';
export { TrackingModule } from './tracking.module.js';
export { outlooksOf, overviewOf } from './overview.queries.js';
