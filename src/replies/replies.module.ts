import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { AssignmentsModule } from '../assignments/index.js';
import { MailModule } from '../mail/index.js';
import { ReportsModule } from '../reports/index.js';
import { DeadMailboxNotices } from './dead-mailbox-notices.js';
import { DecideDraft } from './decide-draft.usecase.js';
import { DecideReply } from './decide-reply.usecase.js';
import { ImapMailbox } from './imap-mailbox.js';
import { ReadMailboxJob } from './read-mailbox.job.js';
import { ReadMailbox } from './read-mailbox.usecase.js';
import { RepliesController } from './replies.controller.js';
import { RepliesNotices } from './replies-notices.js';
import { RepliesPages } from './replies.pages.js';
import { ReplyMailbox } from './reply-mailbox.js';
import { ReviveMailbox } from './revive-mailbox.usecase.js';
import { TakeMail } from './take-mail.usecase.js';

@Module({
  imports: [AccessModule, AssignmentsModule, MailModule, ReportsModule],
  controllers: [RepliesPages, RepliesController],
  providers: [
    { provide: ReplyMailbox, useClass: ImapMailbox },
    TakeMail,
    ReadMailbox,
    ReadMailboxJob,
    DecideReply,
    DecideDraft,
    ReviveMailbox,
    RepliesNotices,
    DeadMailboxNotices,
  ],
})
export class RepliesModule {}
