export { AskBulkAct } from './ask-bulk-act.usecase.js';
export { BULK_ACT_ENTITIES } from './bulk-act.entity.js';
export { BULK_ACT_FACTS } from './bulk-acts.facts.js';
export { addBulkActsCommands } from './bulk-acts.commands.js';
export { BulkActsModule } from './bulk-acts.module.js';
export { CarryOutBulkAct } from './carry-out-bulk-act.usecase.js';
export { urgePart } from './urge-part.js';
export { PreviewBulkAct } from './preview-bulk-act.usecase.js';
