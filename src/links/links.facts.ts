/** What the history may say of links beside `link.revoked`, which moves the version of its assignment. */
export const LINK_FACTS = ['link.codeGiven', 'link.calendarRevoked'] as const;
