import { Module } from '@nestjs/common';
import { CarryJob } from './carry-job.usecase.js';
import { MailCatcher } from './catcher.js';
import { DeliverJob } from './deliver.job.js';
import { DeliverMessages } from './deliver-messages.usecase.js';
import { GiveToJobs } from './give-to-jobs.usecase.js';
import { MailJobs } from './mail-jobs.js';
import { MailController } from './mail.controller.js';
import { MailPages } from './mail.pages.js';
import { MailStandings } from './mail-standing.js';
import { MailTransport, SmtpTransport } from './mail-transport.js';
import { MailboxPages } from './mailbox.pages.js';
import { Mailer } from './mailer.js';
import { Notices } from './notices.js';
import { ResendMessage } from './resend-message.usecase.js';
import { RecordAttempts } from './record-attempts.usecase.js';

/** Outbox and sending. Slices to the right import it and register with {@link Notices}. */
@Module({
  controllers: [MailboxPages, MailController, MailPages],
  providers: [
    MailCatcher,
    Notices,
    RecordAttempts,
    ResendMessage,
    MailStandings,
    MailJobs,
    GiveToJobs,
    CarryJob,
    DeliverMessages,
    DeliverJob,
    Mailer,
    { provide: MailTransport, useClass: SmtpTransport },
  ],
  exports: [MailCatcher, Notices, DeliverMessages, Mailer],
})
export class MailModule {}
