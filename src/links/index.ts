/** The door of the slice: links in mails, what ends them, and what else leads to a duty without signing in. */
export { LinksModule } from './links.module.js';
export { addLinksCommands } from './links.commands.js';
export { LINK_ENTITIES } from './links.entity.js';
export { calendarPart, linksPart } from './links-part.js';
export { LINK_DAYS, linkExpiresAt } from './link-term.rules.js';
export { LINK_FACTS } from './links.facts.js';
export { addDeadlinesCommands } from './calendar/deadlines.commands.js';
export { CalendarAddress } from './calendar/calendar-address.js';
export { GiveCode } from './codes/give-code.usecase.js';
export { LetterSlips } from './codes/letter-slips.js';
export { ShortCodes, type PrintedCode } from './codes/short-codes.js';
export { RevokeLinks } from './revoke-links.usecase.js';
