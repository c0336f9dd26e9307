import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { assignmentById, maySeeAssignment } from '../assignments/index.js';
import {
  LetterController,
  letterAsked,
  LetterLinkOf,
  type Letter,
  type LetterAsked,
  type LetterLink,
  type LetterRequest,
} from '../letters/index.js';
import { LetterSlips } from '../links/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import type { Db } from '../platform/database/sql.js';
import { formOf } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { letterOfForwarding } from './letter-of-forwarding.js';

/** The letter that passes a paper on, as a file to sign, for who may see the assignment. */
@ApiTags('cascade')
@ApiBearerAuth()
@Controller()
export class ForwardLetterController extends LetterController {
  constructor(
    em: EntityManager,
    private readonly slips: LetterSlips,
  ) {
    super(em);
  }

  /** The unit's own dispatch, or a letter composed to pass the paper on, as DOCX or PDF by Decree 30/2020. */
  @ApiOperation({ summary: 'The letter that passes a paper on, as Word or PDF' })
  @Get('api/v1/assignments/:id/forward-letter')
  @Requires('assignments.view')
  letter(
    @Res() response: Response,
    @Param('id') id: string,
    @Query({ schema: letterAsked }) asked: LetterAsked,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    return this.send(response, { id, caller }, asked);
  }

  @Get('assignments/:id/forward-letter.:format')
  @Requires('assignments.view')
  page(@Res() response: Response, @LetterLinkOf() link: LetterLink): Promise<void> {
    return this.send(response, link, formOf(letterAsked, link.fields));
  }

  protected override async letterOf(db: Db, { id, caller }: LetterRequest): Promise<Letter> {
    const row = await assignmentById(db, id);
    await maySeeAssignment(db, caller, row);
    return this.slips.below(db, row, await letterOfForwarding(db, row), caller);
  }
}
