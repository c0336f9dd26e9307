import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import {
  LetterController,
  letterAsked,
  LetterLinkOf,
  type Letter,
  type LetterLink,
  type LetterRequest,
} from '../letters/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import type { Db } from '../platform/database/sql.js';
import { formOf } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { letterOfReport } from './letter-of-report.js';
import { mustSeeReport } from './reports.controller.js';
import { reportById } from './reports.queries.js';

const querySchema = letterAsked.extend({ kind: z.enum(['BC', 'CV']).default('BC') });
type Asked = z.infer<typeof querySchema>;

/** A report as a paper to sign, for who may see the report. */
@ApiTags('reports')
@ApiBearerAuth()
@Controller()
export class ReportLetterController extends LetterController<Asked> {
  /** The report as a báo cáo (`BC`) or an official letter (`CV`), as DOCX or PDF by Decree 30/2020. */
  @ApiOperation({ summary: 'A report as Word or PDF, laid out by Decree 30/2020' })
  @Get('api/v1/reports/:id/letter')
  @Requires('assignments.view')
  letter(
    @Res() response: Response,
    @Param('id') id: string,
    @Query({ schema: querySchema }) asked: Asked,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    return this.send(response, { id, caller }, asked);
  }

  @Get('reports/:id/letter.:format')
  @Requires('assignments.view')
  page(@Res() response: Response, @LetterLinkOf() link: LetterLink): Promise<void> {
    return this.send(response, link, formOf(querySchema, link.fields));
  }

  protected override async letterOf(db: Db, { id, caller }: LetterRequest, { kind }: Asked): Promise<Letter> {
    await mustSeeReport(db, caller, id);
    return letterOfReport(db, await reportById(db, id), kind);
  }
}
