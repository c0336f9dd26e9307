/** The door of the slice: outgoing mail. */
export { MailCatcher, type CaughtMail, type CaughtSummary } from './catcher.js';
export { DeliverMessages, type Delivered } from './deliver-messages.usecase.js';
export { MailModule } from './mail.module.js';
export { Mailer, type MailerState } from './mailer.js';
export type { OutboxState } from './mail.queries.js';
export { MAIL_ENTITIES, type DeliveryState, type NoticeParameters } from './message.entity.js';
export { DeliveryListener, NoticeComposer, Notices, type Composed, type MessageRow } from './notices.js';
export { enqueue, enqueueEach, queueing, type Enqueued, type Notice, type NoticeEach } from './outbox.js';
