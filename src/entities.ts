import { ACCESS_ENTITIES } from './access/index.js';
import { CALENDAR_ENTITIES } from './calendar/index.js';
import { LEDGER_ENTITIES } from './ledger/index.js';
import type { Entities } from './platform/database/orm-config.js';
import { UNIT_ENTITIES } from './units/index.js';

/** Every table of the product, as entities. */
export const ENTITIES: Entities = [...LEDGER_ENTITIES, ...CALENDAR_ENTITIES, ...UNIT_ENTITIES, ...ACCESS_ENTITIES];
