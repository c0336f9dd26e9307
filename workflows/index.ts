export { accepts, start, step, type Effect, type Step, type Stored } from './step.js';
export { type ApprovalEvent } from './approval.machine.js';
export {
  ASSIGNMENT_OPENINGS,
  LEADS_TO,
  type AskedFrom,
  type AssignmentContext,
  type AssignmentEvent,
  type AssignmentRegions,
  type Stage,
} from './assignment.case.js';
export { assignmentMachine } from './assignment.machine.js';
export { type BulkActEvent } from './bulk-act.machine.js';
export { deliveryMachine, type DeliveryEvent } from './delivery.machine.js';
export { directiveMachine, type DirectiveEvent } from './directive.machine.js';
export { type ExtensionEvent } from './extension.machine.js';
export { MIGRATIONS, migrationOf, type MachineMigration } from './migrations.js';
export { type QuestionEvent } from './question.machine.js';
export { reorganisationMachine, type ReorganisationEvent } from './reorganisation.machine.js';
export { reportMachine, type ReportEvent } from './report.machine.js';
export { CURRENT, machineOf, MACHINES, type MachineName, type MachineOf } from './versions.js';
