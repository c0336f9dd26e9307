import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { AssignmentsModule } from '../assignments/index.js';
import { DirectivesModule } from '../directives/index.js';
import { MailModule } from '../mail/index.js';
import { AcknowledgeLink } from './acknowledge-link.js';
import { AskingNotices } from './asking/asking-notices.js';
import { CascadeController } from './cascade.controller.js';
import { CascadePages } from './cascade.pages.js';
import { CascadeNotices } from './cascade-notices.js';
import { CloseDirective } from './close-directive.usecase.js';
import { ForwardAssignment } from './forward-assignment.usecase.js';
import { ForwardLetterController } from './letter.controller.js';
import { MigrateMachine } from './migrate-machine.usecase.js';
import { IssueDirective } from './issue-directive.usecase.js';

const USE_CASES = [IssueDirective, ForwardAssignment, CloseDirective, MigrateMachine];

@Module({
  imports: [AccessModule, AssignmentsModule, DirectivesModule, MailModule],
  controllers: [CascadeController, CascadePages, ForwardLetterController],
  providers: [...USE_CASES, AcknowledgeLink, AskingNotices, CascadeNotices],
  exports: [...USE_CASES, AcknowledgeLink],
})
export class CascadeModule {}
