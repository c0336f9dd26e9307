import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { letterFormat, sendLetter } from '../letters/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { formOf } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { letterOfDirective } from './letter-of-directive.js';
import { mustSee } from './visibility.js';

const querySchema = z.object({ format: letterFormat.default('docx') });

/** A directive as a file to sign, for who may see the directive. */
@ApiTags('directives')
@ApiBearerAuth()
@Controller()
export class DirectiveLetterController {
  constructor(private readonly em: EntityManager) {}

  /** The paper as DOCX or PDF, laid out by Decree 30/2020. */
  @Get('api/v1/directives/:id/letter')
  @Requires('directives.view')
  letter(
    @Res() response: Response,
    @Param('id') id: string,
    @Query({ schema: querySchema }) { format }: z.infer<typeof querySchema>,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    return this.send(response, { id, caller, format });
  }

  @Get('directives/:id/letter.:format')
  @Requires('directives.view')
  page(
    @Res() response: Response,
    @Param('id') id: string,
    @Param() params: unknown,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    return this.send(response, { id, caller, ...formOf(querySchema, params) });
  }

  private async send(
    response: Response,
    { id, caller, format }: { id: string; caller: Caller } & z.infer<typeof querySchema>,
  ): Promise<void> {
    const db = dbOf(this.em.fork());
    await mustSee(db, caller, id);
    await sendLetter(response, await letterOfDirective(db, id), format);
  }
}
