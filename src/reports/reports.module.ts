import { Module } from '@nestjs/common';
import { AssignmentsModule } from '../assignments/index.js';
import { ReportLetterController } from './letter.controller.js';
import { ReportsController } from './reports.controller.js';
import { ReportsPages } from './reports.pages.js';
import { ReviewReport } from './review-report.usecase.js';
import { SubmitReport } from './submit-report.usecase.js';

const USE_CASES = [SubmitReport, ReviewReport];

@Module({
  imports: [AssignmentsModule],
  controllers: [ReportsController, ReportsPages, ReportLetterController],
  providers: USE_CASES,
  exports: USE_CASES,
})
export class ReportsModule {}
