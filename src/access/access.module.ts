import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { AccessPages } from './access.pages.js';
import { ApiTokens } from './api-tokens.js';
import { CreateAccount } from './create-account.usecase.js';
import { InstallationKey } from './installation-key.js';
import { Sessions } from './sessions.js';

@Module({
  controllers: [AccessPages],
  providers: [ApiTokens, Sessions, InstallationKey, CreateAccount, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [ApiTokens, Sessions, InstallationKey, CreateAccount],
})
export class AccessModule {}
