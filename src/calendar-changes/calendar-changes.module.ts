import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { CalendarController } from './calendar.controller.js';
import { CalendarPages } from './calendar.pages.js';
import { ConfirmChange } from './confirm-change.usecase.js';
import { DraftChange } from './draft-change.usecase.js';
import { MoveDeadlinesJob } from './move-deadlines.job.js';
import { MoveDeadlines } from './move-deadlines.usecase.js';

const USE_CASES = [DraftChange, ConfirmChange, MoveDeadlines];

/** Changes of the calendar, and what they do to deadlines that were told before: to the right of the duties. */
@Module({
  imports: [AccessModule],
  controllers: [CalendarController, CalendarPages],
  providers: [...USE_CASES, MoveDeadlinesJob],
  exports: USE_CASES,
})
export class CalendarChangesModule {}
