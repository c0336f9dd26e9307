import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  AcknowledgeAssignment,
  assignmentWords,
  ReturnAssignment,
  supervisingWords,
  WorkOnAssignment,
  type ActResult,
} from '../assignments/index.js';
import { ForwardAssignment } from '../cascade/index.js';
import { CallerOf, type Caller, type Locale } from '../platform/caller.js';
import { countWords } from '../platform/components/words.js';
import { formOf } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { SubmitReport } from '../reports/index.js';
import { afterAct } from './after-act.js';
import { AssignmentPage } from './assignment-page.js';
import {
  acknowledgeForm,
  assignForm,
  forwardForm,
  noteForm,
  notApplicableForm,
  reportForm,
  returnForm,
  SENTENCES,
} from './act-forms.js';

type Done<Result> = (result: Result, words: ReturnType<typeof assignmentWords>['done'], locale: Locale) => string;

/** One unit's duty under one directive, with every act on it as a form. */
@Controller('assignments')
export class AssignmentPages {
  constructor(
    private readonly page: AssignmentPage,
    private readonly acknowledging: AcknowledgeAssignment,
    private readonly returning: ReturnAssignment,
    private readonly working: WorkOnAssignment,
    private readonly forwarding: ForwardAssignment,
    private readonly reporting: SubmitReport,
  ) {}

  @Get(':id')
  @Requires('assignments.view')
  show(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('id') id: string,
    @CallerOf() caller: Caller,
    @Query('cursor') cursor?: string,
    @Query('waits') waits?: string,
  ): Promise<string> {
    return this.page.draw(request, response, { id, caller, cursor, waits });
  }

  @Post(':id/acknowledge')
  @Requires('assignments.act')
  acknowledge(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @Body() body: unknown) {
    return this.after(request, response, id, {
      act: (by) => this.acknowledging.execute(id, formOf(acknowledgeForm, body, SENTENCES), by),
      done: ({ row }, words) => words.acknowledge(String(row.arrivalNumber ?? '')),
    });
  }

  @Post(':id/return')
  @Requires('assignments.act')
  return(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @Body() body: unknown) {
    return this.after(request, response, id, {
      act: (by) => this.returning.execute(id, formOf(returnForm, body, SENTENCES), by),
      done: (_, words) => words.return,
    });
  }

  @Post(':id/assign')
  @Requires('assignments.act')
  assign(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @Body() body: unknown) {
    return this.after(request, response, id, {
      act: (by) => this.working.assign(id, formOf(assignForm, body, SENTENCES), by),
      done: (_, words) => words.assign,
    });
  }

  @Post(':id/forward')
  @Requires('assignments.act')
  forward(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @Body() body: unknown) {
    return this.after(request, response, id, {
      act: (by) => this.forwarding.execute(id, formOf(forwardForm, body, SENTENCES), by),
      done: ({ forwarded }, words, locale) => words.forward(countWords(forwarded, locale)),
    });
  }

  @Post(':id/start')
  @Requires('assignments.act')
  start(@Req() request: Request, @Res() response: Response, @Param('id') id: string) {
    return this.after(request, response, id, {
      act: (by) => this.working.execute(id, 'start', undefined, by),
      done: (_, words) => words.start,
    });
  }

  @Post(':id/complete')
  @Requires('assignments.act')
  complete(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @Body() body: unknown) {
    return this.after(request, response, id, {
      act: (by) => this.working.execute(id, 'complete', formOf(noteForm, body, SENTENCES).note, by),
      done: ({ leftOpen }, words, locale) =>
        leftOpen === undefined ? words.complete : supervisingWords(locale).done.completeWith(leftOpen.join(', ')),
    });
  }

  @Post(':id/not-applicable')
  @Requires('assignments.act')
  notApplicable(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @Body() body: unknown) {
    return this.after(request, response, id, {
      act: (by) => this.working.execute(id, 'not-applicable', formOf(notApplicableForm, body, SENTENCES).reason, by),
      done: (_, words) => words['not-applicable'],
    });
  }

  @Post(':id/report')
  @Requires('assignments.act')
  report(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @Body() body: unknown) {
    return this.after(request, response, id, {
      act: (by) => this.reporting.execute(id, formOf(reportForm, body, SENTENCES), by),
      done: (_, words) => words.report,
    });
  }

  private after<Result extends ActResult>(
    request: Request,
    response: Response,
    id: string,
    { act, done }: { act: (by: Caller) => Promise<Result>; done: Done<Result> },
  ): Promise<void> {
    return afterAct(this.page, { request, response }, id, {
      act,
      done: (result, locale) => done(result, assignmentWords(locale).done, locale),
    });
  }
}
