import type { DirectiveRow } from '../../directives/index.js';
import type { Caller } from '../../platform/caller.js';
import type { Db } from '../../platform/database/sql.js';
import { isPausedAbove, withBelow } from './below.queries.js';
import { startClocks } from './standstill.js';

/**
 * What ends while it is paused does not leave the dispatches below it, or the units that decline to give it back,
 * standing still for ever: their clocks go on before it ends.
 */
export async function endStandstill(db: Db, row: DirectiveRow, by: Caller): Promise<void> {
  if (row.state !== 'paused' || (await isPausedAbove(db, row))) return;
  await startClocks(db, row, await withBelow(db, row), by);
}
