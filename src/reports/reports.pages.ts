import { Body, Controller, Get, Param, Post, Query, Req, Res, type OnModuleInit } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { papersOf } from '../directives/index.js';
import { CallerOf, unitsOf, type Caller } from '../platform/caller.js';
import type { FormError } from '../platform/components/form.js';
import { countWords } from '../platform/components/words.js';
import { dbOf } from '../platform/database/sql.js';
import { notPermitted } from '../platform/errors.js';
import { PageFrame } from '../platform/page-frame.js';
import { formErrorsOf, formOf, goTo } from '../platform/page-form.js';
import type { Frame } from '../platform/page.view.js';
import { Requires } from '../platform/requires.js';
import { noteText } from '../platform/given-text.rules.js';
import { countReviewable, listReports, type ReportRow } from './reports.queries.js';
import { reportsPage, reportWords, type ReportItem } from './reports.view.js';
import { ReviewReport } from './review-report.usecase.js';

const PAGE = 30;
const querySchema = z.object({
  show: z.enum(['submitted', 'all', 'made']).default('submitted'),
  cursor: z.string().max(400).optional(),
});
const noteForm = z.object({ note: noteText(4000) });
const SENTENCES = { note: { vi: 'Ý kiến dài quá 4.000 ký tự.', en: 'The note is longer than 4,000 characters.' } };

/** Reports that a unit reviews, and those it has made. */
@Controller('reports')
export class ReportsPages implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly reviewing: ReviewReport,
  ) {}

  onModuleInit(): void {
    this.frames.counting('reports', (db, caller) => countReviewable(db, unitsOf(caller)));
  }

  @Get()
  @Requires('assignments.view')
  list(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    return this.draw(request, response, { caller, query });
  }

  @Post(':id/accept')
  @Requires('reports.review')
  accept(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    return this.review(request, response, {
      caller,
      review: () => this.reviewing.execute(id, 'accept', undefined, caller),
    });
  }

  @Post(':id/send-back')
  @Requires('reports.review')
  sendBack(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @CallerOf() caller: Caller,
    @Body() body: unknown,
  ): Promise<void> {
    const review = () => this.reviewing.execute(id, 'send-back', formOf(noteForm, body, SENTENCES).note, caller);
    return this.review(request, response, { caller, review });
  }

  private async review(
    request: Request,
    response: Response,
    { caller, review }: { caller: Caller; review: () => Promise<{ report: ReportRow; repeated: boolean }> },
  ): Promise<void> {
    try {
      const { report, repeated } = await review();
      const words = reportWords(caller.locale).done;
      const text = repeated ? words.repeated : report.state === 'accepted' ? words.accepted : words.sentBack;
      goTo(response, '/reports', { tone: repeated ? 'plain' : 'done', text });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      response.status(status).send(await this.draw(request, response, { caller, query: {}, errors }));
    }
  }

  private async draw(
    request: Request,
    response: Response,
    { caller, query, errors = [] }: { caller: Caller; query: unknown; errors?: readonly FormError[] },
  ): Promise<string> {
    if (caller.unitId === null)
      throw notPermitted('Không có đơn vị để xem báo cáo.', 'There is no unit whose reports to show.');
    const { show, cursor } = formOf(querySchema, query);
    const db = dbOf(this.em.fork());
    const side = show === 'made' ? 'of' : 'to';
    const reviewable = show === 'submitted';
    const { items, nextCursor } = await listReports(db, {
      unitIds: unitsOf(caller),
      side,
      reviewable,
      limit: PAGE,
      cursor,
    });
    const papers = await papersOf(db, [...new Set(items.map(({ directiveId }) => directiveId))]);
    const frame = await this.frames.of(request, response);
    return reportsPage(frame, {
      items: items.map((row) => ({
        ...itemOf(row, frame),
        paper: papers.get(row.directiveId)!,
        mayReview: side === 'to' && row.reviewable,
      })),
      filter: show,
      errors,
      nextHref: nextCursor && `/reports?${new URLSearchParams({ show, cursor: nextCursor }).toString()}`,
    });
  }
}

const itemOf = (row: ReportRow, { locale }: Frame): Omit<ReportItem, 'paper' | 'mayReview'> => ({
  ...row,
  href: `/assignments/${row.assignmentId}`,
  dueAt: row.workDueAt,
  late: row.workDueAt !== null && row.submittedAt !== null && row.submittedAt > row.workDueAt,
  figures: Object.entries(row.figures ?? {}).map(([name, value]) => ({ name, value: countWords(value, locale) })),
});
