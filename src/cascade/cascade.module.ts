import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { AssignmentsModule } from '../assignments/index.js';
import { DirectivesModule } from '../directives/index.js';
import { LinksModule } from '../links/index.js';
import { MailModule } from '../mail/index.js';
import { AcknowledgeLink } from './acknowledge-link.js';
import { AmendDirective } from './amending/amend-directive.usecase.js';
import { AmendingController } from './amending/amending.controller.js';
import { AmendingPages } from './amending/amending.pages.js';
import { VersionPages } from './amending/versions.pages.js';
import { SupersedingPages } from './superseding/superseding.pages.js';
import { AmendmentNotices } from './amending/amendment-notices.js';
import { AskingNotices } from './asking/asking-notices.js';
import { CascadeController } from './cascade.controller.js';
import { CascadePages } from './cascade.pages.js';
import { CascadeNotices } from './cascade-notices.js';
import { CloseDirective } from './close-directive.usecase.js';
import { ExpiryNotices } from './expiring/expiry-notices.js';
import { ForwardAssignment } from './forward-assignment.usecase.js';
import { DirectiveLetterController } from './letter-of-directive.controller.js';
import { ForwardLetterController } from './letter.controller.js';
import { MigrateMachine } from './migrate-machine.usecase.js';
import { IssueDirective } from './issue-directive.usecase.js';
import { ApprovalsController } from './approving/approvals.controller.js';
import { ApprovalsPages } from './approving/approvals.pages.js';
import { DecideApproval } from './approving/decide-approval.usecase.js';
import { OwnDispatch } from './own-dispatch/own-dispatch.js';
import { OwnDispatchPages } from './own-dispatch/own-dispatch.pages.js';
import { PlaceDraft } from './own-dispatch/place-draft.usecase.js';
import { PauseDirective, ResumeDirective } from './pausing/pause-directive.usecase.js';
import { PausingPages } from './pausing/pausing.pages.js';
import { PausingController } from './pausing/pausing.controller.js';
import { AnswerRecall } from './recalling/answer-recall.usecase.js';
import { RecallDirective } from './recalling/recall-directive.usecase.js';
import { RecallingPages } from './recalling/recalling.pages.js';
import { RecallingController } from './recalling/recalling.controller.js';
import { RecallNotices } from './recalling/recall-notices.js';
import { SupersedeDirective } from './superseding/supersede-directive.usecase.js';

const USE_CASES = [
  PlaceDraft,
  AmendDirective,
  SupersedeDirective,
  IssueDirective,
  ForwardAssignment,
  CloseDirective,
  DecideApproval,
  PauseDirective,
  ResumeDirective,
  RecallDirective,
  AnswerRecall,
  MigrateMachine,
];

@Module({
  imports: [AccessModule, AssignmentsModule, DirectivesModule, LinksModule, MailModule],
  controllers: [
    DirectiveLetterController,
    AmendingController,
    AmendingPages,
    VersionPages,
    SupersedingPages,
    CascadeController,
    CascadePages,
    OwnDispatchPages,
    ForwardLetterController,
    ApprovalsController,
    ApprovalsPages,
    PausingController,
    PausingPages,
    RecallingController,
    RecallingPages,
  ],
  providers: [
    ...USE_CASES,
    OwnDispatch,
    AcknowledgeLink,
    AmendmentNotices,
    AskingNotices,
    CascadeNotices,
    RecallNotices,
    ExpiryNotices,
  ],
  exports: [...USE_CASES, AcknowledgeLink, LinksModule],
})
export class CascadeModule {}
