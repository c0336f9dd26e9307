import { Module } from '@nestjs/common';
import { AssignmentsModule } from '../assignments/index.js';
import { CascadeModule } from '../cascade/index.js';
import { ReportsModule } from '../reports/index.js';
import { CheckBalance } from './check-balance.usecase.js';
import { CheckBalanceJob } from './check-balance.job.js';
import { CountProgressJob } from './count-progress.job.js';
import { MakeForecastsJob } from './make-forecasts.job.js';
import { MakeForecasts } from './make-forecasts.usecase.js';
import { PaceController } from './pace.controller.js';
import { PacePages } from './pace.pages.js';
import { CountProgress } from './count-progress.usecase.js';
import { AssignmentPage } from './assignment-page.js';
import { AskingActsPages } from './asking-acts.pages.js';
import { AssignmentPages } from './assignment.pages.js';
import { DirectivePages } from './directive.pages.js';
import { DirectiveListPages } from './directives.pages.js';
import { DutyPages } from './duty.pages.js';
import { HistoryPages } from './history.pages.js';
import { TrackingController } from './tracking.controller.js';

@Module({
  imports: [AssignmentsModule, CascadeModule, ReportsModule],
  controllers: [
    PacePages,
    PaceController,
    TrackingController,
    AssignmentPages,
    AskingActsPages,
    DutyPages,
    DirectiveListPages,
    DirectivePages,
    HistoryPages,
  ],
  providers: [
    MakeForecasts,
    MakeForecastsJob,
    CheckBalance,
    CheckBalanceJob,
    CountProgress,
    CountProgressJob,
    AssignmentPage,
  ],
})
export class TrackingModule {}
