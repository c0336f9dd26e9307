import { Module } from '@nestjs/common';
import { MailCatcher } from './catcher.js';
import { DeliverJob } from './deliver.job.js';
import { DeliverMessages } from './deliver-messages.usecase.js';
import { MailTransport, SmtpTransport } from './mail-transport.js';
import { MailboxPages } from './mailbox.pages.js';
import { Mailer } from './mailer.js';
import { Notices } from './notices.js';

/** Outbox and sending. Slices to the right import it and register with {@link Notices}. */
@Module({
  controllers: [MailboxPages],
  providers: [
    MailCatcher,
    Notices,
    DeliverMessages,
    DeliverJob,
    Mailer,
    { provide: MailTransport, useClass: SmtpTransport },
  ],
  exports: [MailCatcher, Notices, DeliverMessages, Mailer],
})
export class MailModule {}
