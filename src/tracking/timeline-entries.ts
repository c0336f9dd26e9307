import type { TimelineEntry } from '../platform/components/timeline.js';
import type { HistoryFact } from './history.queries.js';

/**
 * Facts as a timeline shows them.
 * @param hrefOf  where a unit's own history is, by its code
 */
export const timelineOf = (facts: readonly HistoryFact[], hrefOf?: (unitCode: string) => string): TimelineEntry[] =>
  facts.map((fact) => ({
    ...fact,
    unitHref: fact.unitCode && hrefOf ? hrefOf(fact.unitCode) : null,
  }));
