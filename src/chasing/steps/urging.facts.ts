/** What the history may say of urging by letter. Past tense; a kind is never renamed or reused. */
export const URGING_FACTS = ['directive.urgingLetterMade'] as const;
