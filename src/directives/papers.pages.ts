import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { fileOf, KeepPaper, paperOf, ReadAgain, toDispatch, VerifyAgain } from '../dispatches/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import { formErrorsOf, formOf, goTo } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { z } from 'zod';
import { confirmedOf, DRAFT_SENTENCES, draftForm, draftFormOr } from './draft-forms.js';
import { DraftPage } from './draft-page.js';
import { withValue } from './draft-values.rules.js';
import { directiveWords } from './list.view.js';
import { directiveOfPaper } from './papers.queries.js';

const encodingForm = z.object({ encoding: z.string().max(40) });
const acceptForm = z.object({ accept: z.string().max(200) });

/** One paper that was handed in: its reading beside it, and what a clerk makes of it. */
@Controller('dispatches')
export class PapersPages {
  constructor(
    private readonly em: EntityManager,
    private readonly draftPage: DraftPage,
    private readonly keeping: KeepPaper,
    private readonly again: ReadAgain,
    private readonly verifying: VerifyAgain,
  ) {}

  @Get(':id')
  @Requires('directives.draft')
  async paper(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @CallerOf() caller: Caller,
    @Query('below') below?: string,
  ): Promise<void> {
    const db = dbOf(this.em.fork());
    const directive = await directiveOfPaper(db, (await paperOf(db, id, caller)).id);
    if (directive) goTo(response, `/directives/${directive}/preview`);
    else response.send(await this.draftPage.draw(request, response, { caller, paperId: id, below }));
  }

  /** The same page with one suggestion accepted; nothing is kept. */
  @Post(':id/review')
  @Requires('directives.draft')
  async review(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @CallerOf() caller: Caller,
    @Body() body: Record<string, unknown> | undefined,
  ): Promise<void> {
    const { accept } = formOf(acceptForm, body);
    const doubt = (await this.draftPage.doubtsOf(request, id, caller)).find(({ key }) => key === accept);
    const filled = doubt?.field && doubt.suggestion ? withValue(body ?? {}, doubt.field, doubt.suggestion.value) : body;
    response.send(await this.draftPage.draw(request, response, { caller, paperId: id, form: draftFormOr(filled) }));
  }

  @Post(':id/keep')
  @Requires('directives.draft')
  async keep(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @CallerOf() caller: Caller,
    @Body() body: Record<string, unknown> | undefined,
  ): Promise<void> {
    try {
      const form = formOf(draftForm, body, DRAFT_SENTENCES);
      const { reading } = await paperOf(dbOf(this.em.fork()), id, caller);
      await this.keeping.execute(id, confirmedOf(form, toDispatch(reading)), caller);
      goTo(response, '/dispatches', { tone: 'done', text: directiveWords(caller.locale).draft.kept });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      const form = draftFormOr(body);
      response.status(status).send(await this.draftPage.draw(request, response, { caller, paperId: id, form, errors }));
    }
  }

  @Post(':id/discard')
  @Requires('directives.draft')
  async discard(@Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller): Promise<void> {
    await this.keeping.discard(id, caller);
    goTo(response, '/dispatches', { tone: 'done', text: directiveWords(caller.locale).draft.discarded });
  }

  /** Reads the stored file again in the encoding that the clerk knows it has. */
  @Post(':id/encoding')
  @Requires('directives.draft')
  async encoding(
    @Res() response: Response,
    @Param('id') id: string,
    @CallerOf() caller: Caller,
    @Body() body: unknown,
  ): Promise<void> {
    const { encoding } = formOf(encodingForm, body);
    try {
      await this.again.execute(id, encoding, caller);
      goTo(response, `/dispatches/${id}`, { tone: 'done', text: directiveWords(caller.locale).draft.reread });
    } catch (error) {
      const { errors } = formErrorsOf(error, caller.locale);
      goTo(response, '/dispatches', { tone: 'error', text: errors.map(({ text }) => text).join(' ') });
    }
  }

  @Post(':id/signatures')
  @Requires('directives.draft')
  async signatures(@Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller): Promise<void> {
    await this.verifying.execute(id, caller);
    goTo(response, `/dispatches/${id}`, { tone: 'done', text: directiveWords(caller.locale).draft.verified });
  }

  /** The file as it was handed in; never shown in the browser, only saved. */
  @Get(':id/file')
  @Requires('directives.draft')
  async file(@Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller): Promise<void> {
    const db = dbOf(this.em.fork());
    const { fileId } = await paperOf(db, id, caller);
    const file = fileId === null ? undefined : await fileOf(db, fileId);
    if (!file) throw notFound('Văn bản này không có tệp.', 'This paper has no file.');
    response.attachment(file.name).type('application/octet-stream').send(file.bytes);
  }
}
