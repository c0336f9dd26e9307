export { addChasingCommands } from './chasing.commands.js';
export { ChaseDue, type Chased, type ChaseResult } from './chase-due.usecase.js';
export { addExplainCommand } from './explaining/explain.commands.js';
export { rehearsalDoor } from './rehearsing/rehearsal-door.js';
export { explainPart } from './explaining/explain-part.js';
export { GatherNotices, type Gathered } from './digests/gather-notices.usecase.js';
export { FATES, whatBecameOf, type Fate, type NoticeFate } from './digests/what-became.queries.js';
export { DIGEST_ENTITIES } from './digests/digest.entity.js';
export { ChasingModule } from './chasing.module.js';
