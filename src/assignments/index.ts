export { AcknowledgeAssignment } from './acknowledge-assignment.usecase.js';
export { ASSIGNMENT_ENTITIES } from './assignment.entity.js';
export { assignmentById, HELD, type HeldAssignment } from './assignment.queries.js';
export { exchangeStatus, RETURN_REASONS, stateOf } from './assignment.rules.js';
export { ASSIGNMENT_FACTS } from './assignments.facts.js';
export { AssignmentsModule } from './assignments.module.js';
export { act, note, refuse, type ActResult } from './act.js';
export { actOnMany, type AssignmentGroup, type BulkOptions as BulkActing } from './act-on-many.js';
export { ASSIGNMENT_EFFECTS, recipientOf } from './effects.js';
export { OPEN_DUTY, type DutyMove, type MovedDuties } from './duty-move.js';
export { lineageOf, type Lineage, type Relative } from './lineage.queries.js';
export { moveDuties } from './move-duties.js';
export { type DutyClock } from './successor-clock.js';
export { contextOf, ofRoster, ofUnits, openAssignments, type OwnTerms } from './open-assignments.js';
export { mustActFor } from './permitted.js';
export { mustBeWithinReach } from './within-reach.queries.js';
export { RELAY_TERM } from './relay-term.js';
export { reachOf, type Reach, type ReachAsked } from './reach.queries.js';
export { ReturnAssignment } from './return-assignment.usecase.js';
export { WorkOnAssignment } from './work-on-assignment.usecase.js';
export { MarkTask } from './tasks/mark-task.usecase.js';
export { shownTasks } from './tasks/shown-tasks.js';
export { supervisingWords } from './tasks/tasks.view.js';
export { MarkSupervised } from './supervising/mark-supervised.usecase.js';
export { supervisedDirectivePart, supervisedPart } from './supervising/supervised-parts.js';
export { addSupervisingCommands } from './supervising/supervising.commands.js';
export { RemoveSupervised } from './supervising/remove-supervised.usecase.js';
export { SuperviseUnits } from './supervising/supervise-units.usecase.js';
export { TASK_STATUSES } from './assignment.entity.js';
export { answering } from './answering.js';
export {
  allowedActs,
  assignmentJson,
  assignmentView,
  listAssignments,
  type AssignmentSearch,
  type AssignmentView,
  WORK_TO_DO,
} from './assignment-list.queries.js';
export { maySeeAssignment, maySeeUnit } from './assignment-sight.js';
export { addAssignmentsCommands, answerOf, assignmentNoun } from './assignments.commands.js';
export { drawParts as drawAssignmentParts, type AssignmentPart, type ShownAssignment } from './assignment-part.js';
export { AnswerQuestion } from './asking/answer-question.usecase.js';
export { AskQuestion } from './asking/ask-question.usecase.js';
export { addAskingCommands } from './asking/asking.commands.js';
export { askingPart } from './asking/asking-part.js';
export { DecideExtension } from './asking/decide-extension.usecase.js';
export { extensionsOf, grantedSince } from './asking/extensions.queries.js';
export { askingWords } from './asking/question.view.js';
export { RequestExtension } from './asking/request-extension.usecase.js';
export { standingPart } from './standing.view.js';
export {
  assignmentPage,
  assignmentWords,
  isAgain,
  stopped,
  type Act,
  type AssignmentProps,
} from './assignments.view.js';
export { type ArrivedPaper } from './assignment.entity.js';
export { numberArrival, type Arrived } from './number-arrival.js';
export { countLedBy, dutiesLedBy, handOverDuties, unitsLedAt, type LedDuty } from './hand-over-duties.js';
export { ASSIGNMENT_CASES } from './case.js';
export { dueEventOf, firstOfTimers, reminderStageOf, timersOf, type TimedRow, type Timers } from './timer.rules.js';
export { stateWords } from './state-words.js';
export { DEADLINES, moveDeadlines, standingDeadlines, type DeadlineName } from './standing-deadlines.js';
export { tasksOfClass } from './tasks/task-class.rules.js';
