import { Body, Controller, Get, Param, Post, Query, Req, Res, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { CallerOf, type Caller } from '../platform/caller.js';
import type { FormError } from '../platform/components/form.js';
import { dbOf } from '../platform/database/sql.js';
import { invalid } from '../platform/errors.js';
import { PageFrame } from '../platform/page-frame.js';
import { formErrorsOf, formOf, goTo } from '../platform/page-form.js';
import { pagingSchema } from '../platform/paging.js';
import { Requires } from '../platform/requires.js';
import { DraftReorganisation } from './draft-reorganisation.usecase.js';
import { EMPTY_HEAD, headForm, headMistakes, headOf, HEAD_SENTENCES, headValues } from './head-form.rules.js';
import { headFormPage, type HeadValues } from './head-form.view.js';
import { reorganisationsPage } from './list.view.js';
import { planOfText } from './plan-file.js';
import { PlanPage } from './plan-page.js';
import { mustAdminister, scopeOf } from './reorganisation-rights.js';
import { listReorganisations, reorganisationById } from './reorganisation.queries.js';
import { ReviseReorganisation } from './revise-reorganisation.usecase.js';
import { notInState } from './step-reorganisation.js';
import { wordsIn } from './words.rules.js';
import { vi } from './words.vi.js';
import { en } from './words.en.js';

const LARGEST_PLAN_BYTES = 12_000_000;
const PATH = '/reorganisations';

/** Every field of a head that is wrong, or what was said of it as a whole. */
function all(body: unknown, by: Caller, errors: readonly FormError[]): readonly FormError[] {
  const mistakes = headMistakes(body, by.locale);
  return mistakes.length > 0 ? mistakes : errors;
}

/** Plans that reorganise units: the list, a plan's head, and the page of one. */
@Controller('reorganisations')
@Requires('units.administer')
export class ReorganisationsPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly drafting: DraftReorganisation,
    private readonly revising: ReviseReorganisation,
    private readonly planPage: PlanPage,
  ) {}

  @Get()
  async list(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @CallerOf() by: Caller,
    @Query() query: unknown,
  ): Promise<string> {
    const paging = formOf(pagingSchema, query);
    const { items, nextCursor } = await listReorganisations(dbOf(this.em.fork()), { ...paging, below: scopeOf(by) });
    return reorganisationsPage(await this.frames.of(request, response), {
      lines: items,
      nextHref: nextCursor && `${PATH}?${new URLSearchParams({ cursor: nextCursor }).toString()}`,
    });
  }

  @Get('new')
  form(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    return this.head(request, response, { values: EMPTY_HEAD });
  }

  @Post()
  async create(
    @Req() request: Request,
    @Res() response: Response,
    @CallerOf() by: Caller,
    @Body() body: unknown,
  ): Promise<void> {
    try {
      const head = headOf(formOf(headForm, body, HEAD_SENTENCES));
      const { id } = await this.drafting.execute({ ...head, steps: [] }, by);
      goTo(response, `${PATH}/${id}`, { tone: 'done', text: wordsIn(by.locale).page.flash.drafted });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, by.locale);
      const values = headValues(body);
      response.status(status).send(await this.head(request, response, { values, errors: all(body, by, errors) }));
    }
  }

  /** A plan as a file, as the API takes it. */
  @Post('file')
  @UseInterceptors(FileInterceptor('file', { limits: { fileSize: LARGEST_PLAN_BYTES, files: 1 } }))
  async upload(
    @Req() request: Request,
    @Res() response: Response,
    @CallerOf() by: Caller,
    @UploadedFile() file?: { buffer: Buffer },
  ): Promise<void> {
    try {
      if (!file) throw invalid(vi.head.noFile, en.head.noFile, { field: 'file' });
      const { id } = await this.drafting.execute(planOfText(file.buffer.toString('utf8')), by);
      goTo(response, `${PATH}/${id}`, { tone: 'done', text: wordsIn(by.locale).page.flash.revised });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, by.locale);
      response.status(status).send(await this.head(request, response, { values: EMPTY_HEAD, errors }));
    }
  }

  @Get(':id')
  one(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('id') id: string,
    @CallerOf() by: Caller,
  ): Promise<string> {
    return this.planPage.draw(request, response, { id, by });
  }

  @Get(':id/edit')
  async editForm(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @CallerOf() by: Caller,
  ): Promise<void> {
    const db = dbOf(this.em.fork());
    const row = await reorganisationById(db, id);
    await mustAdminister(db, by, row);
    if (row.state !== 'drafted')
      return goTo(response, `${PATH}/${id}`, { tone: 'warning', text: notInState(row).words[by.locale] });
    response.send(await this.head(request, response, { of: { id, by } }));
  }

  @Post(':id/edit')
  async edit(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @CallerOf() by: Caller,
    @Body() body: unknown,
  ): Promise<void> {
    try {
      const form = formOf(headForm, body, HEAD_SENTENCES);
      const change = { change: (plan: object) => ({ ...plan, ...headOf(form) }) as never, version: form.version };
      await this.revising.execute(id, change, by);
      goTo(response, `${PATH}/${id}`, { tone: 'done', text: wordsIn(by.locale).page.flash.revised });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, by.locale);
      const values = headValues(body);
      response
        .status(status)
        .send(await this.head(request, response, { of: { id, by }, values, errors: all(body, by, errors) }));
    }
  }

  private async head(
    request: Request,
    response: Response,
    {
      of,
      values,
      errors = [],
    }: { of?: { id: string; by: Caller }; values?: HeadValues; errors?: readonly FormError[] },
  ): Promise<string> {
    const db = dbOf(this.em.fork());
    const row = of ? await reorganisationById(db, of.id) : null;
    if (row) await mustAdminister(db, of!.by, row);
    return headFormPage(await this.frames.of(request, response), {
      plan: row && { id: row.id, title: row.title, version: row.version },
      values: values ?? (row ? headValues(row) : EMPTY_HEAD),
      errors,
    });
  }
}
