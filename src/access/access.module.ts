import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PageFrame } from '../platform/page-frame.js';
import { AccessGuard } from './access.guard.js';
import { AccessPages } from './access.pages.js';
import { ApiTokens } from './api-tokens.js';
import { CreateAccount } from './create-account.usecase.js';
import { DelegateMandate } from './delegate-mandate.usecase.js';
import { FrontPage } from './front-page.js';
import { GiveMandate } from './give-mandate.usecase.js';
import { InstallationKey } from './installation-key.js';
import { MakeSignInCode } from './make-sign-in-code.usecase.js';
import { NoteSignInsJob } from './note-sign-ins.job.js';
import { Sessions } from './sessions.js';
import { SignIns } from './sign-ins.js';
import { SignedInFrame } from './signed-in-frame.js';

const OFFERED = [
  ApiTokens,
  Sessions,
  InstallationKey,
  CreateAccount,
  GiveMandate,
  DelegateMandate,
  MakeSignInCode,
  FrontPage,
];
const FRAME = { provide: PageFrame, useClass: SignedInFrame };

/** Global, for every slice draws pages in its frame. */
@Global()
@Module({
  controllers: [AccessPages],
  providers: [...OFFERED, SignIns, NoteSignInsJob, FRAME, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [...OFFERED, PageFrame],
})
export class AccessModule {}
