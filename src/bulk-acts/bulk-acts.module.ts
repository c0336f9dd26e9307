import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { CascadeModule } from '../cascade/index.js';
import { AskBulkAct } from './ask-bulk-act.usecase.js';
import { BulkActsController } from './bulk-acts.controller.js';
import { BulkActsPages } from './bulk-acts.pages.js';
import { CarryOutBulkAct } from './carry-out-bulk-act.usecase.js';
import { BulkActsJob } from './carry-out.job.js';
import { DirectiveActs } from './directive-acts.js';
import { PreviewBulkAct } from './preview-bulk-act.usecase.js';

const USE_CASES = [AskBulkAct, PreviewBulkAct, CarryOutBulkAct];

@Module({
  imports: [AccessModule, CascadeModule],
  controllers: [BulkActsController, BulkActsPages],
  providers: [...USE_CASES, DirectiveActs, BulkActsJob],
  exports: USE_CASES,
})
export class BulkActsModule {}
