export { AcknowledgeLink } from './acknowledge-link.js';
export { AssignmentNotices } from './assignment-notices.js';
export { type NoticeFacts } from './notice-facts.queries.js';
export { addCascadeCommands } from './cascade.commands.js';
export { addMachinesCommands } from './machines.commands.js';
export { CascadeModule } from './cascade.module.js';
export { CloseDirective } from './close-directive.usecase.js';
export { ForwardAssignment, type Forwarding } from './forward-assignment.usecase.js';
export { IssueDirective, type Issued } from './issue-directive.usecase.js';
