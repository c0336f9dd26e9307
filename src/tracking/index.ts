export { addTrackingCommands } from './tracking.commands.js';
export { historyOf } from './history.queries.js';
export { CountProgress } from './count-progress.usecase.js';
export { blockingOf, frontierOf } from './frontier.queries.js';
export { progressOf, type ProgressAsked } from './progress.queries.js';
export { TRACKING_ENTITIES } from './tracking.entity.js';
export { TrackingModule } from './tracking.module.js';
export { outlooksOf, overviewOf } from './overview.queries.js';
