/** The door of the slice: links in mails, what ends them, and what else leads to a duty without signing in. */
export { LinksModule } from './links.module.js';
export { addLinksCommands } from './links.commands.js';
export { LINK_ENTITIES } from './links.entity.js';
export { linksPart } from './links-part.js';
export { RevokeLinks } from './revoke-links.usecase.js';
