import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { directiveById, letterOfDirective, mustSee } from '../directives/index.js';
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

/** A directive as a file to sign, for who may see the directive. */
@ApiTags('directives')
@ApiBearerAuth()
@Controller()
export class DirectiveLetterController extends LetterController {
  constructor(
    em: EntityManager,
    private readonly slips: LetterSlips,
  ) {
    super(em);
  }

  /** The paper as DOCX or PDF, laid out by Decree 30/2020. */
  @ApiOperation({ summary: 'The dispatch as Word or PDF, laid out by Decree 30/2020' })
  @Get('api/v1/directives/:id/letter')
  @Requires('directives.view')
  letter(
    @Res() response: Response,
    @Param('id') id: string,
    @Query({ schema: letterAsked }) asked: LetterAsked,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    return this.send(response, { id, caller }, asked);
  }

  @Get('directives/:id/letter.:format')
  @Requires('directives.view')
  page(@Res() response: Response, @LetterLinkOf() link: LetterLink): Promise<void> {
    return this.send(response, link, formOf(letterAsked, link.fields));
  }

  protected override async letterOf(db: Db, { id, caller }: LetterRequest): Promise<Letter> {
    await mustSee(db, caller, id);
    return this.slips.of(db, await directiveById(db, id), await letterOfDirective(db, id), caller);
  }
}
