export { accepts, start, step, type Effect, type Stored } from './step.js';
export {
  ASSIGNMENT_OPENINGS,
  assignmentMachine,
  LEADS_TO,
  type AssignmentContext,
  type AssignmentEvent,
  type AssignmentRegions,
} from './assignment.machine.js';
export { deliveryMachine, type DeliveryEvent } from './delivery.machine.js';
export { directiveMachine, type DirectiveEvent } from './directive.machine.js';
export { reorganisationMachine, type ReorganisationEvent } from './reorganisation.machine.js';
export { reportMachine, type ReportEvent } from './report.machine.js';
export { CURRENT, machineOf } from './versions.js';
