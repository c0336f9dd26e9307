import { Module } from '@nestjs/common';
import { DispatchesModule } from '../dispatches/index.js';
import { DirectivesController } from './directives.controller.js';
import { DirectivesPages } from './directives.pages.js';
import { DraftDirective } from './draft-directive.usecase.js';
import { DraftPage } from './draft-page.js';
import { PreviewDirective } from './preview-directive.usecase.js';
import { PapersAbove } from './papers-above.js';
import { PapersPages } from './papers.pages.js';
import { PreviewPage } from './preview-page.js';
import { RosterContactPages } from './roster-contact.pages.js';
import { PoliciesPages } from './policies/policies.pages.js';
import { PreviewPolicy } from './policies/preview-policy.usecase.js';
import { PoliciesController } from './policies/policies.controller.js';
import { SetPolicy } from './policies/set-policy.usecase.js';
import { ReconcileController } from './reconcile/reconcile.controller.js';
import { ReconcileDirective } from './reconcile/reconcile-directive.usecase.js';
import { ReconcilePages } from './reconcile/reconcile.pages.js';
import { ReadingsController } from './readings.controller.js';
import { SettleAddressee } from './settle-addressee.usecase.js';
import { SetNumberSeries } from './set-number-series.usecase.js';
import { SignAndNumber } from './sign-and-number.usecase.js';

const USE_CASES = [
  DraftDirective,
  PreviewDirective,
  PreviewPolicy,
  ReconcileDirective,
  SetNumberSeries,
  SetPolicy,
  SettleAddressee,
  SignAndNumber,
];

@Module({
  imports: [DispatchesModule],
  controllers: [
    DirectivesController,
    RosterContactPages,
    DirectivesPages,
    ReadingsController,
    ReconcileController,
    ReconcilePages,
    PapersPages,
    PoliciesController,
    PoliciesPages,
  ],
  providers: [...USE_CASES, DraftPage, PapersAbove, PreviewPage],
  exports: [...USE_CASES, PapersAbove, PreviewPage],
})
export class DirectivesModule {}
