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
import { letterOfReport } from './letter-of-report.js';
import { mustSeeReport } from './reports.controller.js';
import { reportById } from './reports.queries.js';

const querySchema = z.object({ format: letterFormat.default('docx'), kind: z.enum(['BC', 'CV']).default('BC') });
type Asked = z.infer<typeof querySchema>;

/** A report as a paper to sign, for who may see the report. */
@ApiTags('reports')
@ApiBearerAuth()
@Controller()
export class ReportLetterController {
  constructor(private readonly em: EntityManager) {}

  /** The report as a báo cáo (`BC`) or an official letter (`CV`), as DOCX or PDF by Decree 30/2020. */
  @Get('api/v1/reports/:id/letter')
  @Requires('assignments.view')
  letter(
    @Res() response: Response,
    @Param('id') id: string,
    @Query({ schema: querySchema }) asked: Asked,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    return this.send(response, { id, caller, asked });
  }

  @Get('reports/:id/letter.:format')
  @Requires('assignments.view')
  page(
    @Res() response: Response,
    @Param() params: { id: string },
    @Query() query: Record<string, unknown>,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    return this.send(response, { id: params.id, caller, asked: formOf(querySchema, { ...query, ...params }) });
  }

  private async send(
    response: Response,
    { id, caller, asked }: { id: string; caller: Caller; asked: Asked },
  ): Promise<void> {
    const db = dbOf(this.em.fork());
    await mustSeeReport(db, caller, id);
    const letter = await letterOfReport(db, await reportById(db, id), asked.kind);
    await sendLetter(response, letter, asked.format);
  }
}
