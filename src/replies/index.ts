/** The door of the slice: mail that comes back. */
export { addRepliesCommands } from './replies.commands.js';
export { draftReportPart } from './draft-part.js';
export { REPLY_ENTITIES } from './reply.entity.js';
export { RepliesModule } from './replies.module.js';
