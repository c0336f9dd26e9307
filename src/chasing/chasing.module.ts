import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { AssignmentsModule } from '../assignments/index.js';
import { MailModule } from '../mail/index.js';
import { ChaseDue } from './chase-due.usecase.js';
import { ChaseJob } from './chase.job.js';

@Module({
  imports: [AccessModule, AssignmentsModule, MailModule],
  providers: [ChaseDue, ChaseJob],
  exports: [ChaseDue],
})
export class ChasingModule {}
