export { addChasingCommands } from './chasing.commands.js';
export { ChaseDue, type Chased, type ChaseResult } from './chase-due.usecase.js';
export { ChasingModule } from './chasing.module.js';
