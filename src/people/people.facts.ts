/** What the history may say of people. Past tense; a kind is never renamed or reused. Names are never in it. */
export const PEOPLE_FACTS = ['people.handedOver', 'people.handOverConfirmed'] as const;
