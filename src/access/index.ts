export { ACCESS_ENTITIES } from './access.entity.js';
export { accountableOf } from './accountable.js';
export { AccessModule } from './access.module.js';
export { addAccessCommands } from './access.commands.js';
export { linkOf, linkToken, type ActionLink } from './action-link.rules.js';
export { assignmentOfToken, readReplyToken, replyToken } from './reply-token.rules.js';
export { calendarLinkOf, calendarToken, type CalendarLink } from './calendar-link.rules.js';
export { ApiTokens } from './api-tokens.js';
export { CreateAccount, type NewAccount } from './create-account.usecase.js';
export { endUnitTokens } from './end-unit-tokens.js';
export { InstallationKey } from './installation-key.js';
export { FrontPage } from './front-page.js';
export { cookieOf, isFromElsewhere, isLoopback, LANGUAGE_COOKIE } from '../platform/request.rules.js';
export { setSession } from './session-cookie.js';
export { inForce } from './in-force.js';
export { isNotAnother, isPerson, personsOf, type NotAnother } from './another-person.js';
export { leaderMailboxOf } from './leader-mailbox.js';
export { madeBy } from './made-by.js';
export { moveMandates, type UnitMove } from './move-mandates.js';
export { SESSION_COOKIE, Sessions } from './sessions.js';
export { stillActs } from './still-acts.js';
export { mayDo } from './permission.rules.js';
export { DelegateMandate } from './delegate-mandate.usecase.js';
export { GiveMandate } from './give-mandate.usecase.js';
export { endCodes, MakeSignInCode } from './make-sign-in-code.usecase.js';
export { rolesToGive, rolesToLend, rolesToManage } from './mandate.rules.js';
export {
  heldAccount,
  lentBy,
  mandateById,
  mandatesOf,
  officerOf,
  officersOf,
  type MandateRow,
  type Officer,
} from './mandates.js';
export {
  isManaged,
  managesUnit,
  mustBeGiver,
  mustManage,
  mustManageAt,
  mustManagePerson,
  mustManageSomebody,
} from './people-scope.js';
export { matchedOfficers, writeOfficers } from './import-officers.js';
export type { OfficerMatch, OfficerToWrite } from './officer-match.rules.js';
