import { Module } from '@nestjs/common';
import { MailCatcher } from './catcher.js';
import { DeliverJob } from './deliver.job.js';
import { DeliverMessages } from './deliver-messages.usecase.js';
import { MailTransport, SmtpTransport } from './mail-transport.js';
import { Mailer } from './mailer.js';
import { Notices } from './notices.js';

/** Sends on demand. Slices to the right import it and register with {@link Notices}. */
@Module({
  providers: [MailCatcher, Notices, DeliverMessages, Mailer, { provide: MailTransport, useClass: SmtpTransport }],
  exports: [MailCatcher, Notices, DeliverMessages, Mailer],
})
export class MailModule {}

/** Sends every second. Only processes that work in the background import it: a command line is gone before a batch ends. */
@Module({ imports: [MailModule], providers: [DeliverJob] })
export class MailJobModule {}
