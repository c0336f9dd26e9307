import { Body, Controller, Get, Param, Post, Query, Req, Res, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { FILE_BYTES_AT_MOST } from '../files/index.js';
import { CallerOf, LocaleOf, type Caller, type Locale } from '../platform/caller.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { PageFrame } from '../platform/page-frame.js';
import { formErrorsOf, formOf, goTo } from '../platform/page-form.js';
import { pagingSchema } from '../platform/paging.js';
import { Requires } from '../platform/requires.js';
import { importOptions } from './import-options.rules.js';
import { importOf, importsOf, refusalsOf } from './imports.queries.js';
import { importPage, importPart } from './imports.view.js';
import { uploadPage } from './upload.view.js';
import { refusedCsv } from './refused-csv.js';
import { nameOfUpload, type Uploaded } from './uploaded.js';
import { UploadedLists } from './uploaded-lists.usecase.js';
import { isTemplate, templateCsv, templateXlsx } from './write-template.js';
import { notFound } from '../platform/errors.js';

const idSchema = z.uuid();
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const LISTED = 20;

/** An administrator hands in a list, looks at what it would do, and carries it out. */
@Controller('imports')
@Requires('units.administer')
export class ImportsPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly lists: UploadedLists,
  ) {}

  @Get()
  async upload(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @CallerOf() caller: Caller,
    @Query({ schema: pagingSchema }) { cursor }: z.infer<typeof pagingSchema>,
  ): Promise<string> {
    return this.uploadPage(request, { caller, response, cursor });
  }

  @Post()
  @UseInterceptors(FileInterceptor('file', { limits: { fileSize: FILE_BYTES_AT_MOST } }))
  async take(
    @Req() request: Request,
    @Res() response: Response,
    @CallerOf() caller: Caller,
    @Body() body: unknown,
    @UploadedFile() file?: Uploaded,
  ): Promise<void> {
    try {
      const options = formOf(importOptions, body);
      const list = { name: file ? nameOfUpload(file) : '', bytes: file?.buffer ?? Buffer.alloc(0), options };
      const { id } = await this.lists.start(list, caller);
      goTo(response, `/imports/${id}`);
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      response.status(status).send(await this.uploadPage(request, { caller, errors }));
    }
  }

  @Get('templates/:file')
  async template(@Param('file') file: string, @Res() response: Response): Promise<void> {
    const [, list = '', kind] = /^([a-z]+)\.(xlsx|csv)$/.exec(file) ?? [];
    if (!isTemplate(list)) throw notFound('Không có tệp mẫu này.', 'There is no such template.');
    response.attachment(file).type(kind === 'csv' ? 'text/csv; charset=utf-8' : XLSX);
    response.send(kind === 'csv' ? templateCsv(list) : await templateXlsx(list));
  }

  @Get(':id')
  async one(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('id', { schema: idSchema }) id: string,
    @CallerOf() caller: Caller,
    @Query({ schema: pagingSchema }) query: z.infer<typeof pagingSchema>,
  ): Promise<string> {
    const frame = await this.frames.of(request, response);
    const item = await importOf(this.db(), id, caller.unitId);
    const { items, nextCursor } = await refusalsOf(this.db(), id, query);
    return importPage(frame, {
      item,
      refused: items,
      nextHref: nextCursor ? `/imports/${id}?cursor=${nextCursor}` : null,
    });
  }

  /** The part of the page that changes while a list is worked on. */
  @Get(':id/part')
  async part(
    @Param('id', { schema: idSchema }) id: string,
    @CallerOf() caller: Caller,
    @LocaleOf() locale: Locale,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const item = await importOf(this.db(), id, caller.unitId);
    // the lines that keep it out stand outside of the part
    if (item.refusedLines > 0) response.setHeader('HX-Refresh', 'true');
    return importPart(item, locale);
  }

  @Get(':id/refused.csv')
  async refused(
    @Param('id', { schema: idSchema }) id: string,
    @CallerOf() caller: Caller,
    @Res() response: Response,
  ): Promise<void> {
    await importOf(this.db(), id, caller.unitId);
    response.attachment('refused.csv').type('text/csv; charset=utf-8').set('Cache-Control', 'private, no-store');
    for await (const text of refusedCsv(this.db(), id, caller.locale)) response.write(text);
    response.end();
  }

  @Post(':id/carry-out')
  async carryOut(
    @Param('id', { schema: idSchema }) id: string,
    @CallerOf() caller: Caller,
    @Res() response: Response,
  ): Promise<void> {
    await this.lists.carryOut(id, caller);
    goTo(response, `/imports/${id}`);
  }

  @Post(':id/cancel')
  async cancel(
    @Param('id', { schema: idSchema }) id: string,
    @CallerOf() caller: Caller,
    @Res() response: Response,
  ): Promise<void> {
    await this.lists.cancel(id, caller);
    goTo(response, `/imports/${id}`);
  }

  private db = (): Db => dbOf(this.em.fork());

  private async uploadPage(
    request: Request,
    it: {
      caller: Caller;
      response?: Response;
      cursor?: string | undefined;
      errors?: { field: string; text: string }[];
    },
  ): Promise<string> {
    const frame = await this.frames.of(request, it.response);
    const { items, nextCursor } = await importsOf(this.db(), it.caller.unitId, { limit: LISTED, cursor: it.cursor });
    const nextHref = nextCursor ? `/imports?cursor=${nextCursor}` : null;
    return uploadPage(frame, { items, nextHref, errors: it.errors ?? [], isNational: it.caller.role === 'operator' });
  }
}
