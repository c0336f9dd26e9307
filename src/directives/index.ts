export { addDirectivesCommands, directiveNoun } from './directives.commands.js';
export { DIRECTIVE_ENTITIES, type DirectiveState, type Role } from './directive.entity.js';
export { DIRECTIVE_FACTS } from './directives.facts.js';
export { DirectivesModule } from './directives.module.js';
export {
  addresseesOfDirective,
  DIRECTIVE,
  directiveById,
  ISSUER,
  listDirectives,
  tasksOf,
  type DirectiveRow,
} from './directives.queries.js';
export { drawParts, type DirectivePart, type DrawnParts, type ShownDirective } from './directive-part.js';
export { clearParentTasks, setParentTasks } from './parent-tasks.js';
export { draftSchema } from './directive.schemas.js';
export { DraftDirective, type DirectiveDraft, type InCascade } from './draft-directive.usecase.js';
export { mayDraftFor, mayFinishFor } from './draft-rights.js';
export {
  classOf,
  dutyTermsOf,
  MAILS_PER_DAY,
  mailsPerDay,
  policyRulesSchema,
  type DutyTerms,
  type PolicyRules,
} from './policy.rules.js';
export {
  CHASE_STAGES,
  CHASED,
  ladderOf,
  STEP_TEXTS,
  type After,
  type ChaseStage,
  type ClassRules,
  type LadderStep,
  type Urgency,
} from './ladder.rules.js';
export { policyName, policyWords } from './policies/words.rules.js';
export { classSummary, stepDoes, stepWords, timeWords } from './policies/policy-words.rules.js';
export { policyPart } from './policies/policy-part.view.js';
export { addPoliciesCommands } from './policies/policies.commands.js';
export { deadlinesAt, PreviewDirective, type Preview } from './preview-directive.usecase.js';
export { SettleAddressee } from './settle-addressee.usecase.js';
export { mustSee, sightIn, sightOf, type Sight } from './visibility.js';
export { letterOfDirective } from './letter-of-directive.js';
export { SignAndNumber } from './sign-and-number.usecase.js';
export { datedTermOf, type DatedTerm } from './dated-term.rules.js';
export { recallAgain } from './recall-again.js';
export { RECALL_ANSWER, RECALL_ANSWERS, recallCounts, type RecallAnswer } from './recall-counts.queries.js';
export { directiveJson, previewJson } from './directive.json.js';
export { close, DIRECTIVE_CASES, issue, moveDirective, number, sign } from './step-directive.js';
export { isIssuer, paperTextOf, papersOf } from './papers.queries.js';
export { PreviewPage, type BeforeIssue } from './preview-page.js';
export { PapersAbove, type PaperAbove } from './papers-above.js';
export { directivesPage, ISSUE_FORM, type DirectiveLine } from './directives.view.js';
export { farthestAfter, placeOf, type SplitBy } from './number-series.rules.js';
export { giveProvisional } from './provisional-identity.js';
export { SetNumberSeries } from './set-number-series.usecase.js';
export {
  duplicateQueries,
  duplicatesOf,
  duplicatesOfPaper,
  recognised,
  type Duplicate,
  type DuplicateReason,
  type Recognised,
} from './duplicates.queries.js';
export { matchesOf, matchesOfPaper, type Match } from './reconcile/matches.queries.js';
export { addReconcileCommand } from './reconcile/reconcile.commands.js';
export { ReconcileDirective } from './reconcile/reconcile-directive.usecase.js';
export { amend } from './amending/amend.js';
export { amendPreviewSchema, amendSchema, type Amendment } from './amending/amendment.schemas.js';
export {
  asksOtherwise,
  changesFor,
  isChange,
  numbered,
  outdatedTasks,
  type AskedClass,
  type AskedTask,
  type Changes,
  type TasksOfLine,
} from './amending/asked.rules.js';
export {
  contentOf,
  highestTaskOf,
  keptVersionsOf,
  versionsOf,
  type DirectiveContent,
  type DirectiveVersionRow,
} from './amending/versions.queries.js';
export { mustBeNear } from './directive.schemas.js';
export { runsOf, wordsIn } from './reconcile/text-difference.rules.js';
export { moveTerms } from './move-terms.js';
