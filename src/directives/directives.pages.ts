import { Body, Controller, Get, Param, Post, Query, Req, Res, type OnModuleInit } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { FrontPage } from '../access/index.js';
import { emptyDispatch, paperOf, toDispatch } from '../dispatches/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf } from '../platform/database/sql.js';
import { invalid, ProductError } from '../platform/errors.js';
import { formErrorsOf, formOf, goTo } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { vnDate, type IsoDate } from '../platform/vn-time.js';
import { findUnit } from '../units/index.js';
import { mustBeNear } from './directive.schemas.js';
import { directiveById } from './directives.queries.js';
import { DRAFT_SENTENCES, draftForm, draftFormOr, draftOf, ordOf, settledUnits, settleForm } from './draft-forms.js';
import { DraftDirective } from './draft-directive.usecase.js';
import { DraftPage, issuerOf } from './draft-page.js';
import { isIssuer } from './papers.queries.js';
import { PreviewPage } from './preview-page.js';
import { SettleAddressee } from './settle-addressee.usecase.js';

/** An issuer's way from a paper to a draft that can be issued. */
@Controller('directives')
export class DirectivesPages implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly front: FrontPage,
    private readonly clock: Clock,
    private readonly drafting: DraftDirective,
    private readonly settling: SettleAddressee,
    private readonly draftPage: DraftPage,
    private readonly previewPage: PreviewPage,
  ) {}

  onModuleInit(): void {
    this.front.issuersKnownBy(isIssuer);
  }

  @Get('new')
  @Requires('directives.draft')
  upload(@Res() response: Response): void {
    goTo(response, '/dispatches/new');
  }

  /** Where there is no file to read, or only a scan. */
  @Get('by-hand')
  @Requires('directives.draft')
  byHand(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @CallerOf() caller: Caller,
    @Query('below') below?: string,
  ): Promise<string> {
    return this.draftPage.draw(request, response, { caller, below });
  }

  /** Keeps the draft as the clerk confirmed it, and what was settled in the same form. */
  @Post()
  @Requires('directives.draft')
  async create(
    @Req() request: Request,
    @Res() response: Response,
    @CallerOf() caller: Caller,
    @Body() body: Record<string, unknown> | undefined,
  ): Promise<void> {
    try {
      const form = formOf(draftForm, body, DRAFT_SENTENCES);
      const db = dbOf(this.em.fork());
      const issuer = await issuerOf(db, caller, form.rosterOn);
      const read =
        form.paper === undefined ? emptyDispatch() : toDispatch((await paperOf(db, form.paper, caller)).reading);
      const draft = draftOf(form, issuer.code, read);
      mustBeNear(draft, vnDate(await this.clock.now()));
      const chosen = form.addressees.flatMap((addressee, ord) => {
        const units = settledUnits(addressee);
        return units ? [{ ord, units }] : [];
      });
      await this.mustBeKnown(chosen, form.rosterOn);
      const id = await this.drafting.execute(draft, caller);
      for (const { ord, units } of chosen) await this.settling.execute(id, ord, units, caller);
      goTo(response, `/directives/${id}/preview`);
    } catch (error) {
      const { status, errors } = formErrorsOf(unknownCode(error), caller.locale);
      const form = draftFormOr(body);
      response
        .status(status)
        .send(await this.draftPage.draw(request, response, { caller, paperId: form?.paper, form, errors }));
    }
  }

  @Get(':id/preview')
  @Requires('directives.view')
  async preview(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    const html = await this.previewPage.draw(request, response, { id, caller });
    const { issuedAt } = await directiveById(dbOf(this.em.fork()), id);
    // once it is issued there is nothing left to look at before
    if (issuedAt) goTo(response, `/directives/${id}`);
    else response.send(html);
  }

  /** Settles every addressee of the form for which a choice was made. */
  @Post(':id/settle')
  @Requires('directives.draft')
  async settle(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @CallerOf() caller: Caller,
    @Body() body: unknown,
  ): Promise<void> {
    try {
      const { addressees } = formOf(settleForm, body);
      const chosen = Object.entries(addressees).flatMap(([line, choice]) => {
        const units = settledUnits(choice);
        return units ? [{ ord: ordOf(line), units }] : [];
      });
      if (chosen.length === 0)
        throw invalid(
          'Hãy chọn đơn vị, ghi mã, hoặc bỏ qua từng dòng.',
          'Choose a unit, give a code, or drop each line.',
        );
      const { rosterOn } = await directiveById(dbOf(this.em.fork()), id);
      await this.mustBeKnown(chosen, rosterOn);
      for (const { ord, units } of chosen) await this.settling.execute(id, ord, units, caller);
      goTo(response, `/directives/${id}/preview`);
    } catch (error) {
      const { status, errors } = formErrorsOf(unknownCode(error), caller.locale);
      response.status(status).send(await this.previewPage.draw(request, response, { id, caller, errors }));
    }
  }

  /** A form is taken whole or not at all: a code that names no unit is found before anything is kept. */
  private async mustBeKnown(chosen: readonly { units: readonly string[] }[], on: IsoDate): Promise<void> {
    const db = dbOf(this.em.fork());
    for (const code of new Set(chosen.flatMap(({ units }) => units))) await findUnit(db, code, on);
  }
}

/** A code that names no unit is a slip in the form, not a page that is not there. */
const unknownCode = (error: unknown): unknown =>
  error instanceof ProductError && error.code === 'not-found' && error.details['candidates'] !== undefined
    ? invalid(error.words.vi, error.words.en)
    : error;
