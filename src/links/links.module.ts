import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { AssignmentsModule } from '../assignments/index.js';
import { CalendarAddress } from './calendar/calendar-address.js';
import { CalendarPages } from './calendar/calendar.pages.js';
import { CodeAttempts } from './codes/code-attempts.js';
import { CodePages } from './codes/code.pages.js';
import { CodesController } from './codes/codes.controller.js';
import { EnterCode } from './codes/enter-code.usecase.js';
import { EnterCodeController } from './codes/enter-code.controller.js';
import { ForgetCodesJob } from './codes/forget-codes.job.js';
import { GiveCode } from './codes/give-code.usecase.js';
import { LetterSlips } from './codes/letter-slips.js';
import { ShortCodes } from './codes/short-codes.js';
import { LinkPages } from './link.pages.js';
import { RevokeLinks } from './revoke-links.usecase.js';
import { RevokingController } from './revoking.controller.js';
import { RevokingPages } from './revoking.pages.js';

@Module({
  imports: [AccessModule, AssignmentsModule],
  controllers: [
    LinkPages,
    CodePages,
    CalendarPages,
    CodesController,
    EnterCodeController,
    RevokingController,
    RevokingPages,
  ],
  providers: [RevokeLinks, GiveCode, EnterCode, ShortCodes, LetterSlips, CodeAttempts, CalendarAddress, ForgetCodesJob],
  exports: [RevokeLinks, GiveCode, ShortCodes, LetterSlips, CalendarAddress],
})
export class LinksModule {}
