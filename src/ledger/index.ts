export { canonical, Column, leafHash, sealOf, type EntryValue } from './entry.rules.js';
export { LEDGER_ENTITIES } from './ledger.entity.js';
export { record, recordEach, recording, type Fact } from './ledger.js';
export { addLedgerCommands } from './ledger.commands.js';
export { LedgerModule } from './ledger.module.js';
export { VerifyLedger, type LedgerFault } from './verify-ledger.usecase.js';
