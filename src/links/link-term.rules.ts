/** How long a link, a code, or an answer to the mail that they are in, acknowledges. */
export const LINK_DAYS = 14;
const DAY = 86_400_000;

/** Until when a link or code made at an instant works, in business time. */
export const linkExpiresAt = (now: Date): Date => new Date(now.getTime() + LINK_DAYS * DAY);
