/** The door of the slice: what becomes of units on a day, and of the duties that are under way. */
export { REORGANISATION_ENTITIES } from './reorganisation.entity.js';
export { ReorganisationModule } from './reorganisation.module.js';
export { beginReorganisation } from './begin-reorganisation.js';
export { CarryOutReorganisation, progressOfMoving, type CarriedOut } from './carry-out-reorganisation.usecase.js';
export { DecideReorganisation } from './decide-reorganisation.usecase.js';
export { DraftReorganisation } from './draft-reorganisation.usecase.js';
export { PauseReorganisation } from './pause-reorganisation.usecase.js';
export { ReviseReorganisation } from './revise-reorganisation.usecase.js';
export { SubmitReorganisation } from './submit-reorganisation.usecase.js';
export { planSchema, type DraftPlan, type Plan, type Step } from './plan-schema.rules.js';
export { addReorganisationCommands } from './reorganisations.commands.js';
export { dueReorganisations } from './reorganisation.queries.js';
