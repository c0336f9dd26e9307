import { Module } from '@nestjs/common';
import { MailModule } from '../mail/index.js';
import { AcknowledgeAssignment } from './acknowledge-assignment.usecase.js';
import { AssignmentsController } from './assignments.controller.js';
import { InboxPages } from './inbox.pages.js';
import { LinkPages } from './link.pages.js';
import { MarkDelivered } from './mark-delivered.js';
import { ReturnAssignment } from './return-assignment.usecase.js';
import { WorkOnAssignment } from './work-on-assignment.usecase.js';

const USE_CASES = [AcknowledgeAssignment, ReturnAssignment, WorkOnAssignment];

@Module({
  imports: [MailModule],
  controllers: [AssignmentsController, InboxPages, LinkPages],
  providers: [...USE_CASES, MarkDelivered],
  exports: USE_CASES,
})
export class AssignmentsModule {}
