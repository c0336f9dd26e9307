import { Module } from '@nestjs/common';
import { MailModule } from '../mail/index.js';
import { CarryOutJob } from './carry-out.job.js';
import { CarryOutReorganisation } from './carry-out-reorganisation.usecase.js';
import { DecideReorganisation } from './decide-reorganisation.usecase.js';
import { DecisionsPages } from './decisions.pages.js';
import { DraftReorganisation } from './draft-reorganisation.usecase.js';
import { PauseReorganisation } from './pause-reorganisation.usecase.js';
import { PlanPage } from './plan-page.js';
import { ReorganisationsController } from './reorganisations.controller.js';
import { ReorganisationsPages } from './reorganisations.pages.js';
import { ReviseReorganisation } from './revise-reorganisation.usecase.js';
import { ReorganisationNotices } from './reorganisation-notices.js';
import { StepFormPage } from './step-form-page.js';
import { StepsPages } from './steps.pages.js';
import { SubmitReorganisation } from './submit-reorganisation.usecase.js';

const USE_CASES = [
  CarryOutReorganisation,
  DraftReorganisation,
  ReviseReorganisation,
  SubmitReorganisation,
  DecideReorganisation,
  PauseReorganisation,
];

@Module({
  controllers: [ReorganisationsController, ReorganisationsPages, StepsPages, DecisionsPages],
  imports: [MailModule],
  providers: [...USE_CASES, PlanPage, StepFormPage, CarryOutJob, ReorganisationNotices],
  exports: USE_CASES,
})
export class ReorganisationModule {}
