import type { Locale } from '../platform/caller.js';
import type { Db } from '../platform/database/sql.js';
import { noFormula } from '../platform/text.js';
import { refusalsOf } from './imports.queries.js';
import { importWords } from './words.js';

const LINES_AT_ONCE = 500;

const cell = (value: string | number): string => `"${noFormula(String(value)).replaceAll('"', '""')}"`;

/** The lines that keep a list out, with reasons in words, piece by piece. */
export async function* refusedCsv(db: Db, id: string, locale: Locale): AsyncGenerator<string> {
  const words = importWords(locale);
  const { sheet, line, value, reason } = words.columns;
  yield `\uFEFF${[sheet, line, value, reason].map(cell).join(',')}\r\n`;
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await refusalsOf(db, id, { limit: LINES_AT_ONCE, cursor });
    yield items.map((r) => `${[r.sheet, r.line, r.value, words.reasons[r.reason]].map(cell).join(',')}\r\n`).join('');
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
}
