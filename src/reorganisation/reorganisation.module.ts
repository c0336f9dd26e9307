import { Module } from '@nestjs/common';
import { DecideReorganisation } from './decide-reorganisation.usecase.js';
import { DraftReorganisation } from './draft-reorganisation.usecase.js';
import { PauseReorganisation } from './pause-reorganisation.usecase.js';
import { ReviseReorganisation } from './revise-reorganisation.usecase.js';
import { SubmitReorganisation } from './submit-reorganisation.usecase.js';

const USE_CASES = [
  DraftReorganisation,
  ReviseReorganisation,
  SubmitReorganisation,
  DecideReorganisation,
  PauseReorganisation,
];

@Module({ providers: USE_CASES, exports: USE_CASES })
export class ReorganisationModule {}
