import { Module } from '@nestjs/common';
import { DispatchesController } from './dispatches.controller.js';
import { IntakeController } from './intake.controller.js';
import { IntakePages } from './intake.pages.js';
import { KeepPaper } from './keep-paper.usecase.js';
import { ReadAgain } from './read-again.usecase.js';
import { TakeInFiles } from './take-in-files.usecase.js';
import { UploadBudget } from './upload-budget.js';
import { VerifyAgain } from './verify-again.usecase.js';

const USE_CASES = [TakeInFiles, KeepPaper, ReadAgain, VerifyAgain];

@Module({
  controllers: [DispatchesController, IntakePages, IntakeController],
  providers: [...USE_CASES, UploadBudget],
  exports: USE_CASES,
})
export class DispatchesModule {}
