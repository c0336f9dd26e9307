import { Module } from '@nestjs/common';
import { DirectivesController } from './directives.controller.js';
import { DraftDirective } from './draft-directive.usecase.js';
import { PreviewDirective } from './preview-directive.usecase.js';
import { SettleAddressee } from './settle-addressee.usecase.js';
import { SignAndNumber } from './sign-and-number.usecase.js';

const USE_CASES = [DraftDirective, PreviewDirective, SettleAddressee, SignAndNumber];

@Module({ controllers: [DirectivesController], providers: USE_CASES, exports: USE_CASES })
export class DirectivesModule {}
