import type { QueryCode } from '../reading/dispatch.rules.js';
import type { Query } from '../reading/reading.rules.js';

/** A place in the stored text, or a value that has none. */
interface Place {
  start: number | null;
  end: number | null;
}

export interface Doubt {
  values?: Query['values'];
  /** where to look */
  at?: readonly Place[];
  suggestion?: Query['suggestion'] | undefined;
}

/** A query of one value; the code says why, the values fill its words. */
export const queryOf = (code: QueryCode, field: string, { values = {}, at = [], suggestion }: Doubt = {}): Query => ({
  code,
  field,
  values,
  spans: at.flatMap(({ start, end }) => (start === null || end === null ? [] : [{ start, end }])),
  suggestion: suggestion ?? null,
});
