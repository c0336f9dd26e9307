/** What the history may say of an act over a selection; what it did to each row is a fact of that row. */
export const BULK_ACT_FACTS = ['bulk.asked', 'bulk.begun', 'bulk.finished', 'bulk.cancelled'] as const;
