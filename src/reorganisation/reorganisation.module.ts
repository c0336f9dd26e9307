import { Module } from '@nestjs/common';
import { MailModule } from '../mail/index.js';
import { CarryOutJob } from './carry-out.job.js';
import { CarryOutReorganisation } from './carry-out-reorganisation.usecase.js';
import { DecideReorganisation } from './decide-reorganisation.usecase.js';
import { DraftReorganisation } from './draft-reorganisation.usecase.js';
import { PauseReorganisation } from './pause-reorganisation.usecase.js';
import { ReorganisationsController } from './reorganisations.controller.js';
import { ReviseReorganisation } from './revise-reorganisation.usecase.js';
import { ReorganisationNotices } from './reorganisation-notices.js';
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
  controllers: [ReorganisationsController],
  imports: [MailModule],
  providers: [...USE_CASES, CarryOutJob, ReorganisationNotices],
  exports: USE_CASES,
})
export class ReorganisationModule {}
