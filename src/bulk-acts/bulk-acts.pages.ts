import { Body, Controller, Get, Header, Param, Post, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { mayDo, officersOf } from '../access/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import type { FormError } from '../platform/components/form.js';
import { Clock } from '../platform/clock.js';
import { dbOf } from '../platform/database/sql.js';
import { isUuid, uuidv7 } from '../platform/ids.js';
import { PageFrame } from '../platform/page-frame.js';
import { formErrorsOf, formOf, goTo } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { AskBulkAct } from './ask-bulk-act.usecase.js';
import { OUTCOMES } from './bulk-act.entity.js';
import { bulkActJson } from './bulk-act.json.js';
import { bulkActById, itemsOf, listBulkActs, mustBeOfUnit, sendingOf, type BulkActRow } from './bulk-acts.queries.js';
import { bulkActPage, bulkActPart, type BulkLine } from './bulk-acts.view.js';
import { bulkActsPage } from './list.view.js';
import { newBulkActPage } from './new.view.js';
import { bulkPreviewPage } from './preview.view.js';
import { choicesFor } from './choices.queries.js';
import { askedOfForm, bulkForm, type BulkForm } from './form.rules.js';
import { PreviewBulkAct } from './preview-bulk-act.usecase.js';
import { ACTS } from './selection.rules.js';
import { bulkWords } from './words.rules.js';

const PAGE = 50;
/** More than the form shows to choose from. */
const MOST_CHOSEN = 200;
const listSchema = z.object({ cursor: z.string().max(400).optional() });
const rowsSchema = listSchema.extend({ outcome: z.enum(OUTCOMES).optional() });
const partSchema = z.object({ open: z.string().max(1).optional() });
const uuid = z.string().refine(isUuid, 'uuid');
const newSchema = z.object({
  act: z.enum(ACTS).default('remind'),
  directive: z
    .union([uuid, z.array(uuid).max(MOST_CHOSEN)])
    .default([])
    .transform((given) => [given].flat()),
  filter: z.enum(['all', 'receipt', 'work', 'sent', 'silent']).default('sent'),
});

const lineOf = (row: BulkActRow): BulkLine => ({ ...bulkActJson(row), askedAt: row.askedAt });
const next = (path: string, cursor: string | null, kept: Record<string, string> = {}): string | null =>
  cursor && `${path}?${new URLSearchParams({ ...kept, cursor }).toString()}`;

/** Bulk acts for people: chosen, counted, confirmed, followed. */
@Controller('bulk-acts')
@Requires('assignments.act')
export class BulkActsPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly previewing: PreviewBulkAct,
    private readonly asking: AskBulkAct,
    private readonly clock: Clock,
  ) {}

  @Get()
  async list(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
    @CallerOf() by: Caller,
  ): Promise<string> {
    const { cursor } = formOf(listSchema, query);
    const { items, nextCursor } = await listBulkActs(this.db(), by, { limit: PAGE, cursor });
    return bulkActsPage(await this.frames.of(request, response), {
      lines: items.map(lineOf),
      nextHref: next('/bulk-acts', nextCursor),
    });
  }

  @Get('new')
  async form(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
    @CallerOf() by: Caller,
  ): Promise<string> {
    const { act, directive, filter } = formOf(newSchema, query);
    return this.draw(request, response, by, {
      form: { act, filter, directives: directive },
      errors: [],
    });
  }

  @Post('preview')
  async preview(@Req() request: Request, @Res() response: Response, @Body() body: unknown, @CallerOf() by: Caller) {
    let form: BulkForm = { act: 'remind', directives: [], filter: 'sent' };
    try {
      form = formOf(bulkForm, body);
      const preview = await this.previewing.execute(askedOfForm(form), by);
      const { directives, ...rest } = form;
      const back = new URLSearchParams([
        ['act', form.act],
        ['filter', form.filter],
        ...directives.slice(0, MOST_CHOSEN).map((id) => ['directive', id]),
      ]);
      const id = uuidv7(await this.clock.now());
      const fields = { ...(rest as Record<string, string>), directives: directives.join(','), id };
      response.send(
        bulkPreviewPage(await this.frames.of(request, response), {
          ...preview,
          act: form.act,
          fields,
          backHref: `/bulk-acts/new?${back.toString()}`,
        }),
      );
    } catch (error) {
      const { status, errors } = formErrorsOf(error, by.locale);
      response.status(status).send(await this.draw(request, response, by, { form, errors }));
    }
  }

  @Post()
  async ask(@Req() request: Request, @Res() response: Response, @Body() body: unknown, @CallerOf() by: Caller) {
    let form: BulkForm = { act: 'remind', directives: [], filter: 'sent' };
    try {
      form = formOf(bulkForm, body);
      const { id } = await this.asking.execute(askedOfForm(form), by, form.id);
      goTo(response, `/bulk-acts/${id}`, { tone: 'done', text: bulkWords(by.locale).flash.asked });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, by.locale);
      response.status(status).send(await this.draw(request, response, by, { form, errors }));
    }
  }

  @Get(':id')
  async one(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('id') id: string,
    @Query() query: unknown,
    @CallerOf() by: Caller,
  ): Promise<string> {
    const { cursor, outcome } = formOf(rowsSchema, query);
    const row = await this.mine(id, by);
    const { items, nextCursor } = await itemsOf(this.db(), id, { limit: PAGE, cursor, outcome });
    return bulkActPage(await this.frames.of(request, response), {
      line: await this.lineNow(row),
      reason: row.parameters.reason ?? null,
      items: items.map((item) => ({ ...item, reason: item.reason?.[by.locale] ?? null })),
      outcome,
      nextHref: next(`/bulk-acts/${id}`, nextCursor, outcome ? { outcome } : {}),
    });
  }

  @Get(':id/part')
  @Header('Cache-Control', 'no-store')
  async part(
    @Param('id') id: string,
    @Query() query: unknown,
    @CallerOf() by: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const row = await this.mine(id, by);
    // whoever saw it run gets the whole page once it has ended, with what became of each row
    const hasEnded = row.state === 'done' || row.state === 'cancelled';
    if (hasEnded && formOf(partSchema, query).open) response.setHeader('HX-Refresh', 'true');
    return bulkActPart({ line: await this.lineNow(row), locale: by.locale });
  }

  @Post(':id/cancel')
  async cancel(@Res() response: Response, @Param('id') id: string, @CallerOf() by: Caller): Promise<void> {
    const words = bulkWords(by.locale);
    try {
      await this.asking.cancel(id, by);
      goTo(response, `/bulk-acts/${id}`, { tone: 'done', text: words.flash.cancelled });
    } catch (error) {
      const { errors } = formErrorsOf(error, by.locale);
      goTo(response, `/bulk-acts/${id}`, { tone: 'warning', text: errors[0]?.text ?? '' });
    }
  }

  private db() {
    return dbOf(this.em.fork());
  }

  private async lineNow(row: BulkActRow): Promise<BulkLine> {
    return { ...lineOf(row), stillSending: await sendingOf(this.db(), row) };
  }

  private async mine(id: string, by: Caller): Promise<BulkActRow> {
    const row = await bulkActById(this.db(), id);
    mustBeOfUnit(by, row);
    return row;
  }

  private async draw(
    request: Request,
    response: Response,
    by: Caller,
    { form, errors }: { form: BulkForm; errors: readonly FormError[] },
  ): Promise<string> {
    const issues = mayDo(by.role, 'directives.issue');
    const act = issues ? form.act : 'reassign';
    const db = this.db();
    return newBulkActPage(await this.frames.of(request, response), {
      act,
      mayIssue: issues,
      directives: act === 'reassign' ? [] : await choicesFor(db, act, by),
      chosen: form.directives,
      filter: form.filter,
      officers: act === 'reassign' && by.unitId !== null ? await officersOf(db, by.unitId) : [],
      reason: form.reason ?? '',
      errors,
    });
  }
}
