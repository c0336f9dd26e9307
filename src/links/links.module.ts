import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { AssignmentsModule } from '../assignments/index.js';
import { LinkPages } from './link.pages.js';
import { RevokeLinks } from './revoke-links.usecase.js';
import { RevokingController } from './revoking.controller.js';
import { RevokingPages } from './revoking.pages.js';

@Module({
  imports: [AccessModule, AssignmentsModule],
  controllers: [LinkPages, RevokingController, RevokingPages],
  providers: [RevokeLinks],
  exports: [RevokeLinks],
})
export class LinksModule {}
