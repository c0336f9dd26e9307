export { ACCESS_ENTITIES } from './access.entity.js';
export { AccessModule } from './access.module.js';
export { addAccessCommands } from './access.commands.js';
export { linkOf, linkToken, type ActionLink } from './action-link.rules.js';
export { ApiTokens } from './api-tokens.js';
export { CreateAccount, type NewAccount } from './create-account.usecase.js';
export { InstallationKey } from './installation-key.js';
export { cookieOf, LANGUAGE_COOKIE } from './request.rules.js';
export { SESSION_COOKIE, Sessions } from './sessions.js';
