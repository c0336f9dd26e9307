/** What the history may say of a paper that others cite. Past tense; a kind is never renamed or reused. */
export const CITED_PAPER_FACTS = ['paper.joined'] as const;
