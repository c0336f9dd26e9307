/** What the history may say of digests. Past tense; a kind is never renamed or reused. */
export const DIGEST_FACTS = ['digest.hourSet', 'digest.summaryRefused', 'digest.summaryWanted'] as const;
