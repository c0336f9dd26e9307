import type { Db } from '../platform/database/sql.js';
import {
  followUpCells,
  incomingCells,
  outgoingCells,
  type IncomingLine,
  type OutgoingLine,
  type RegisterHead,
  type RegisterName,
} from './register-line.rules.js';
import { incomingLines, outgoingLines, type RegisterSearch } from './registers.queries.js';

type Locale = RegisterHead['locale'];

/** A page of a register: its lines as data, and as the cells of its columns. */
export interface RegisterPage {
  lines: (OutgoingLine | IncomingLine)[];
  cells: string[][];
  nextCursor: string | null;
}

/** Lines of one of the registers. */
export async function registerPage(
  db: Db,
  name: RegisterName,
  search: RegisterSearch & { locale: Locale },
): Promise<RegisterPage> {
  if (name === 'outgoing') {
    const { items, nextCursor } = await outgoingLines(db, search);
    return { lines: items, cells: items.map((line) => outgoingCells(line, search.locale)), nextCursor };
  }
  const { items, nextCursor } = await incomingLines(db, search);
  const cellsOf = name === 'incoming' ? incomingCells : followUpCells;
  return { lines: items, cells: items.map((line) => cellsOf(line, search.locale)), nextCursor };
}

/** Lines that are in memory at a time. */
const BATCH = 500;

/** The whole book from its first line, a batch at a time: a year of any size takes the memory of one batch. */
export async function* registerBook(
  db: Db,
  name: RegisterName,
  search: { unitId: string; year: number; locale: Locale },
): AsyncGenerator<string[][]> {
  let cursor: string | undefined;
  do {
    const page = await registerPage(db, name, { ...search, limit: BATCH, cursor });
    if (page.cells.length > 0) yield page.cells;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
