import type { Locale } from '../platform/caller.js';
import type { Db } from '../platform/database/sql.js';
import { refusalsOf } from './imports.queries.js';
import { importWords } from './words.js';

const LINES_AT_ONCE = 500;

/** A cell that no spreadsheet takes for a formula. */
const cell = (value: string | number): string => {
  const text = String(value);
  return `"${(/^[=+\-@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

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
