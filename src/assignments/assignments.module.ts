import { Module } from '@nestjs/common';
import { MailModule } from '../mail/index.js';
import { AnswerQuestion } from './asking/answer-question.usecase.js';
import { AskQuestion } from './asking/ask-question.usecase.js';
import { AskingPages } from './asking/asking.pages.js';
import { DecideExtension } from './asking/decide-extension.usecase.js';
import { ExtensionsController } from './asking/extensions.controller.js';
import { QuestionsController } from './asking/questions.controller.js';
import { RequestExtension } from './asking/request-extension.usecase.js';
import { AcknowledgeAssignment } from './acknowledge-assignment.usecase.js';
import { AssignmentsController } from './assignments.controller.js';
import { InboxPages } from './inbox.pages.js';
import { MarkDelivered } from './mark-delivered.js';
import { ReturnAssignment } from './return-assignment.usecase.js';
import { SupervisedPages } from './supervising/supervised.pages.js';
import { SupervisingController } from './supervising/supervising.controller.js';
import { MarkSupervised } from './supervising/mark-supervised.usecase.js';
import { RemoveSupervised } from './supervising/remove-supervised.usecase.js';
import { SuperviseUnits } from './supervising/supervise-units.usecase.js';
import { MarkTask } from './tasks/mark-task.usecase.js';
import { WorkOnAssignment } from './work-on-assignment.usecase.js';

const USE_CASES = [
  AcknowledgeAssignment,
  ReturnAssignment,
  WorkOnAssignment,
  MarkTask,
  SuperviseUnits,
  MarkSupervised,
  RemoveSupervised,
];
const ASKING = [AskQuestion, AnswerQuestion, RequestExtension, DecideExtension];

@Module({
  imports: [MailModule],
  controllers: [
    AssignmentsController,
    QuestionsController,
    ExtensionsController,
    AskingPages,
    SupervisingController,
    SupervisedPages,
    InboxPages,
  ],
  providers: [...USE_CASES, ...ASKING, MarkDelivered],
  exports: [...USE_CASES, ...ASKING],
})
export class AssignmentsModule {}
