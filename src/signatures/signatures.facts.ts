/** What the history may say of signatures. Past tense; a kind is never renamed or reused. */
export const SIGNATURE_FACTS = ['signature.verified', 'signature.rootTrusted', 'signature.rootRemoved'] as const;
