/** The door of the slice: officers, their mandates, and what they hand over. */
export { PEOPLE_ENTITIES } from './hand-over.entity.js';
export { PeopleModule } from './people.module.js';
export { addPeopleCommands } from './people.commands.js';
export { ConfirmHandOver } from './confirm-hand-over.usecase.js';
export { EndMandate } from './end-mandate.usecase.js';
export { HandOver, THE_UNIT, type Leaving } from './hand-over.usecase.js';
export { receiptDuties, receiptFor } from './receipts.queries.js';
