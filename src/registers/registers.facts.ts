/** What the history may say of a register. Past tense; a kind is never renamed or reused. */
export const REGISTER_FACTS = ['register.arrivalEntered'] as const;
