/** What the history may say of a paper that was handed in. Past tense; a kind is never renamed or reused. */
export const DISPATCH_FACTS = ['dispatch.takenIn', 'dispatch.refused', 'dispatch.kept', 'dispatch.discarded'] as const;
