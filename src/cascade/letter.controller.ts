import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { assignmentById, maySeeAssignment } from '../assignments/index.js';
import { letterFormat, sendLetter, type LetterFormat } from '../letters/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { formOf } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { letterOfForwarding } from './letter-of-forwarding.js';

const querySchema = z.object({ format: letterFormat.default('docx') });

/** The letter that passes a paper on, as a file to sign, for who may see the assignment. */
@ApiTags('cascade')
@ApiBearerAuth()
@Controller()
export class ForwardLetterController {
  constructor(private readonly em: EntityManager) {}

  /** The unit's own dispatch, or a letter composed to pass the paper on, as DOCX or PDF by Decree 30/2020. */
  @Get('api/v1/assignments/:id/forward-letter')
  @Requires('assignments.view')
  letter(
    @Res() response: Response,
    @Param('id') id: string,
    @Query({ schema: querySchema }) { format }: z.infer<typeof querySchema>,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    return this.send(response, { id, caller, format });
  }

  @Get('assignments/:id/forward-letter.:format')
  @Requires('assignments.view')
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
    { id, caller, format }: { id: string; caller: Caller; format: LetterFormat },
  ): Promise<void> {
    const db = dbOf(this.em.fork());
    const row = await assignmentById(db, id);
    await maySeeAssignment(db, caller, row);
    await sendLetter(response, await letterOfForwarding(db, row), format);
  }
}
