import type { Locale } from '../platform/caller.js';
import { formatVnDate, isIsoDate } from '../platform/vn-time.js';
import type { Query, Reading } from './reading/reading.rules.js';
import { en } from './queries/words.en.js';
import { vi } from './queries/words.vi.js';

const WORDS = { vi, en };

/** A query as people read it: why, and what accepting its suggestion would do. */
export interface QueryInWords extends Query {
  reason: string;
  suggestionWords: string | null;
}

/** A reading with its queries in words: `read --detail`, `GET /dispatches/{id}/reading` and the pages. */
export type ReadingJson = Omit<Reading, 'queries'> & { queries: QueryInWords[] };

/** Everything read out of a dispatch, each query with its reason and suggestion in the language of the reader. */
export const readingJson = (reading: Reading, locale: Locale): ReadingJson => ({
  ...reading,
  tasks: reading.tasks.map((task) => ({ ...task, term: task.term ?? null })),
  reports: reading.reports.map((report) => ({ ...report, term: report.term ?? null })),
  queries: reading.queries.map((query) => ({
    ...query,
    reason: queryReason(query, locale),
    suggestionWords: suggestionWords(query, locale),
  })),
});

/** Why a value is queried, in a sentence or two. */
export function queryReason({ code, values }: Pick<Query, 'code' | 'values'>, locale: Locale): string {
  const { reasons, days, notUnderstood } = WORDS[locale];
  const named: Readonly<Record<string, Record<string, string>>> = { day: days, reason: notUnderstood };
  return filled(reasons[code], (name) => {
    const value = values?.[name];
    return value === undefined ? '…' : (named[name]?.[value] ?? said(value, locale));
  });
}

/** What accepting the suggestion would do; null where there is none. */
export /** What accepting the suggestion of a query does; null where it offers none. */
function suggestionWords({ code, suggestion }: Pick<Query, 'code' | 'suggestion'>, locale: Locale): string | null {
  if (suggestion === null) return null;
  const { accept, acceptVia } = WORDS[locale];
  return filled(code === 'report-to-no-unit' ? acceptVia : accept, () => said(suggestion, locale));
}

const said = (value: string | number, locale: Locale): string =>
  typeof value === 'string' && isIsoDate(value) ? formatVnDate(value, locale) : String(value);

const filled = (words: string, valueOf: (name: string) => string): string =>
  words.replace(/\{(\w+)\}/g, (_, name: string) => valueOf(name)).trim();
