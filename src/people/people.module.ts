import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { AssignmentsModule } from '../assignments/index.js';
import { ConfirmHandOver } from './confirm-hand-over.usecase.js';
import { EndMandate } from './end-mandate.usecase.js';
import { HandOverPages } from './hand-over.pages.js';
import { HandOver } from './hand-over.usecase.js';
import { PeopleController } from './people.controller.js';
import { PeoplePages } from './people.pages.js';
import { PersonPage } from './person-page.js';

const USE_CASES = [EndMandate, HandOver, ConfirmHandOver];

/** Officers, and what they hand over: to the right of the duties that hang on them. */
@Module({
  imports: [AccessModule, AssignmentsModule],
  controllers: [PeopleController, HandOverPages, PeoplePages],
  providers: [...USE_CASES, PersonPage],
  exports: USE_CASES,
})
export class PeopleModule {}
