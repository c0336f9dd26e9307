/** The door of the slice: outgoing mail. */
export { bounceMessage, messageById, type SentMessage } from './bounced.js';
export { MESSAGE_CASES } from './case.js';
export { MailCatcher } from './catcher.js';
export { DeliverMessages } from './deliver-messages.usecase.js';
export {
  DIGEST,
  failWithoutAddress,
  gatherAnew,
  gatherAt,
  gatherInto,
  letGo,
  readdress,
  waitAgain,
  WAITS,
  type GatheringMail,
} from './gathering.js';
export { addMailCommands } from './mail.commands.js';
export { MailModule } from './mail.module.js';
export { Mailer } from './mailer.js';
export { MAIL_ENTITIES } from './message.entity.js';
export {
  DeliveryListener,
  NoticeComposer,
  Notices,
  type Composed,
  type MessageRow,
  type Outdated,
  type Ready,
} from './notices.js';
export { enqueue, enqueueEach, queueing, type Notice, type NoticeEach } from './outbox.js';
export {
  holdMessages,
  releaseHeld,
  sendingAfterStop,
  stillSending,
  STOPPED_BY,
  untilSent,
  withdrawClaimed as withdrawNotices,
  withdrawMessages,
} from './stop-messages.js';
