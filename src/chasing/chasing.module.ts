import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { AssignmentsModule } from '../assignments/index.js';
import { CascadeModule } from '../cascade/index.js';
import { MailModule } from '../mail/index.js';
import { ChaseDue } from './chase-due.usecase.js';
import { ExplainController } from './explaining/explain.controller.js';
import { ChasingNotices } from './chasing-notices.js';
import { ChaseJob } from './chase.job.js';
import { DigestNotices } from './digests/digest-notices.js';
import { GatherJob } from './digests/gather.job.js';
import { GatherNotices } from './digests/gather-notices.usecase.js';
import { DigestController } from './digests/digest.controller.js';
import { DigestPages } from './digests/digest.pages.js';
import { SetDigestHour } from './digests/set-digest-hour.usecase.js';
import { MakeSummaries } from './digests/summary/make-summaries.usecase.js';
import { SummaryJob } from './digests/summary/summary.job.js';
import { SummaryNotices } from './digests/summary/summary-notices.js';
import { WantSummary } from './digests/summary/want-summary.usecase.js';
import { ReminderLetterController } from './letter.controller.js';
import { RehearsalController } from './rehearsing/rehearsal.controller.js';
import { MakeUrgingLetter } from './steps/make-urging-letter.usecase.js';
import { UrgingController } from './steps/urging.controller.js';
import { UrgingPages } from './steps/urging.pages.js';
import { UrgingNotices } from './steps/urging-notices.js';

@Module({
  imports: [AccessModule, AssignmentsModule, CascadeModule, MailModule],
  controllers: [
    DigestController,
    DigestPages,
    ReminderLetterController,
    ExplainController,
    RehearsalController,
    UrgingController,
    UrgingPages,
  ],
  providers: [
    ChaseDue,
    ChaseJob,
    ChasingNotices,
    DigestNotices,
    GatherJob,
    GatherNotices,
    MakeSummaries,
    SetDigestHour,
    SummaryJob,
    SummaryNotices,
    WantSummary,
    UrgingNotices,
    MakeUrgingLetter,
  ],
  exports: [ChaseDue, GatherNotices, MakeSummaries],
})
export class ChasingModule {}
