export { accepts, start, step, type Effect, type Stored } from './step.js';
export { type ApprovalEvent } from './approval.machine.js';
export {
  ASSIGNMENT_OPENINGS,
  LEADS_TO,
  type AssignmentContext,
  type AssignmentEvent,
  type AssignmentRegions,
  type ChaseStep,
  type Stage,
} from './assignment.case.js';
export { isUsedUp, stepsTaken } from './ladder.js';
export { assignmentMachine } from './assignment.machine.js';
export { type BulkActEvent } from './bulk-act.machine.js';
export { deliveryMachine, type DeliveryEvent } from './delivery.machine.js';
export { directiveMachine, type DirectiveEvent } from './directive.machine.js';
export { MIGRATIONS, migrationOf } from './migrations.js';
export { type ReorganisationEvent } from './reorganisation.machine.js';
export { reportMachine, type ReportEvent } from './report.machine.js';
export { CURRENT, machineOf, MACHINES, type MachineName, type MachineOf } from './versions.js';
