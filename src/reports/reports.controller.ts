import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { answering, assignmentById, maySeeAssignment, maySeeUnit } from '../assignments/index.js';
import { CallerOf, unitsOf, type Caller } from '../platform/caller.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { notFound, notPermitted, ProductError } from '../platform/errors.js';
import { pagingSchema } from '../platform/paging.js';
import { Requires } from '../platform/requires.js';
import { noteText } from '../platform/given-text.rules.js';
import { findUnit } from '../units/index.js';
import { reportJson } from './report.json.js';
import { listReports, reportById } from './reports.queries.js';
import { ReviewReport } from './review-report.usecase.js';
import { SubmitReport } from './submit-report.usecase.js';

const reportSchema = z.object({
  text: z.string().trim().max(100_000).optional(),
  figures: z.record(z.string().max(100), z.number()).optional(),
  nil: z.boolean().optional(),
});
const listSchema = pagingSchema.extend({
  unit: z.string().max(100).optional(),
  side: z.enum(['to', 'of']).default('to'),
  state: z.enum(['submitted', 'accepted', 'sentBack']).optional(),
});
const reviewSchema = z.object({ note: noteText(4000) }).default({});

@ApiTags('reports')
@ApiBearerAuth()
@Controller('api/v1')
export class ReportsController {
  constructor(
    private readonly em: EntityManager,
    private readonly submitting: SubmitReport,
    private readonly reviewing: ReviewReport,
  ) {}

  @ApiOperation({ summary: 'Submit a report on an assignment' })
  @Post('assignments/:id/report')
  @HttpCode(200)
  @Requires('assignments.act')
  submit(
    @Param('id') id: string,
    @Body({ schema: reportSchema }) body: z.infer<typeof reportSchema>,
    @CallerOf() by: Caller,
  ) {
    return answering(this.em, id, by, () => this.submitting.execute(id, body, by));
  }

  /** Reports that a unit is to review (`side=to`) or has made (`side=of`). */
  @ApiOperation({ summary: 'Reports that the caller’s unit is to review, or sent' })
  @Get('reports')
  @Requires('assignments.view')
  async list(@Query({ schema: listSchema }) query: z.infer<typeof listSchema>, @CallerOf() caller: Caller) {
    const db = dbOf(this.em.fork());
    const unitId = query.unit ? (await findUnit(db, query.unit)).id : caller.unitId;
    if (unitId === null) throw notPermitted('Hãy nêu `unit`.', 'Give `unit`.');
    await maySeeUnit(db, caller, { unitId, directiveId: undefined });
    const unitIds = unitId === caller.unitId ? unitsOf(caller) : [unitId];
    const page = await listReports(db, { ...query, unitIds });
    return { items: page.items.map(reportJson), nextCursor: page.nextCursor };
  }

  @ApiOperation({ summary: 'Accept a report' })
  @Post('reports/:id/accept')
  @HttpCode(200)
  @Requires('reports.review')
  accept(
    @Param('id') id: string,
    @Body({ schema: reviewSchema }) body: z.infer<typeof reviewSchema>,
    @CallerOf() by: Caller,
  ) {
    return this.review(id, 'accept', body.note, by);
  }

  @ApiOperation({ summary: 'Send a report back, with what is missing' })
  @Post('reports/:id/send-back')
  @HttpCode(200)
  @Requires('reports.review')
  sendBack(
    @Param('id') id: string,
    @Body({ schema: reviewSchema }) body: z.infer<typeof reviewSchema>,
    @CallerOf() by: Caller,
  ) {
    return this.review(id, 'send-back', body.note, by);
  }

  private async review(id: string, what: 'accept' | 'send-back', note: string | undefined, by: Caller) {
    await mustSeeReport(dbOf(this.em.fork()), by, id);
    const { report, repeated } = await this.reviewing.execute(id, what, note, by);
    return { ...reportJson(report), ...(repeated ? { repeated } : {}) };
  }
}

/** A report is seen by who sees its assignment. @throws ProductError `not-found` */
export async function mustSeeReport(db: Db, caller: Caller, id: string): Promise<void> {
  const { assignmentId } = await reportById(db, id);
  try {
    await maySeeAssignment(db, caller, await assignmentById(db, assignmentId));
  } catch (error) {
    if (error instanceof ProductError && error.code === 'not-found')
      throw notFound('Không có báo cáo này.', 'There is no such report.');
    throw error;
  }
}
