export { canonical, Column, leafHash, sealOf, type EntryValue } from './entry.rules.js';
export { LEDGER_ENTITIES } from './ledger.entity.js';
export { record, recordEach, recording, type Fact } from './ledger.js';
