import {
  Body,
  Controller,
  Get,
  Param,
  Post,
  Query,
  Req,
  Res,
  UploadedFiles,
  UseInterceptors,
  type OnModuleInit,
} from '@nestjs/common';
import { FilesInterceptor } from '@nestjs/platform-express';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { ENCODINGS, fileWords } from '../files/index.js';
import { CallerOf, LocaleOf, type Caller, type Locale } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { invalid, type ProductError } from '../platform/errors.js';
import { PageFrame } from '../platform/page-frame.js';
import { isUuid } from '../platform/ids.js';
import { formErrorsOf, goTo } from '../platform/page-form.js';
import { pagingSchema } from '../platform/paging.js';
import { Requires } from '../platform/requires.js';
import { z } from 'zod';
import { batchOf, countWaiting, waitingPapers, type Batch as BatchRead } from './intake.queries.js';
import { batchPage, batchPart, belowQuery, encodingOptions, uploadPage, type BatchProps } from './intake.view.js';
import { refusalError } from './read-text.js';
import { FILES_AT_MOST, TakeInFiles, type FileHandedIn } from './take-in-files.usecase.js';
import { LARGEST_FILE_BYTES, nameOf, UploadBudget, type Uploaded } from './upload-budget.js';
import { waitingPage } from './waiting.view.js';

/** One paper: shown as soon as it is read. */
const PASTED = 'van-ban.txt';

interface UploadBody {
  text?: unknown;
  encoding?: unknown;
  below?: unknown;
}

/** The duty that a page carries along; whether it is one is seen where the draft is made. */
const dutyOf = (below: unknown): string | undefined => (typeof below === 'string' && isUuid(below) ? below : undefined);

const waitingSchema = pagingSchema.extend({ below: z.uuid().optional() });

/** A clerk hands in papers; what they became, and what waits to be confirmed. */
@Controller('dispatches')
export class IntakePages implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly intake: TakeInFiles,
    private readonly budget: UploadBudget,
  ) {}

  onModuleInit(): void {
    this.frames.counting('directives', async (db, { unitId }) => (unitId ? countWaiting(db, unitId) : 0));
  }

  @Get('new')
  @Requires('directives.draft')
  upload(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @CallerOf() caller: Caller,
    @Query('below') below?: string,
  ) {
    return this.uploadPage(request, { caller, response, below: dutyOf(below) });
  }

  /** Takes in what was handed in: one paper leads to its page, several to the page of the batch. */
  @Post('new')
  @Requires('directives.draft')
  @UseInterceptors(
    UploadBudget,
    FilesInterceptor('file', FILES_AT_MOST, {
      limits: { fileSize: LARGEST_FILE_BYTES, fieldSize: LARGEST_FILE_BYTES },
    }),
  )
  async take(
    @Req() request: Request,
    @Res() response: Response,
    @CallerOf() caller: Caller,
    @Body() body: UploadBody | undefined,
    @UploadedFiles() uploaded: Uploaded[] = [],
  ): Promise<void> {
    const pasted = typeof body?.text === 'string' ? body.text : '';
    const below = dutyOf(body?.below);
    const encoding = ENCODINGS.find((name) => name === body?.encoding);
    const files: FileHandedIn[] = uploaded.map((file) => ({ name: nameOf(file), bytes: file.buffer, encoding }));
    if (files.length === 0 && pasted.trim() !== '')
      files.push({ name: PASTED, bytes: Buffer.from(pasted), encoding: 'utf-8' });
    const field = uploaded.length > 0 ? 'file' : 'text';
    try {
      if (files.length === 0)
        throw invalid('Hãy chọn một tệp hoặc dán chữ của văn bản.', 'Choose a file or paste the text.', { field });
      const { batchId, finished } = await this.intake.start(files, caller);
      this.budget.keepUntil(request, finished);
      if (files.length === 1) await finished;
      const batch = await batchOf(dbOf(this.em.fork()), batchId, caller.unitId);
      const [only] = batch.items;
      if (files.length > 1 || batch.items.length !== 1 || !only)
        return goTo(response, `/dispatches/batches/${batchId}`);
      if (only.refusal !== null) throw refusedAt(refusalError(only.refusal), field);
      goTo(response, `/dispatches/${only.dispatchId}${belowQuery(below)}`);
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      // nothing of a paper that is marked secret goes back either
      const text = status === 422 ? '' : pasted;
      const withField = errors.map((e) => ({ ...e, field: e.field || field }));
      response.status(status).send(await this.uploadPage(request, { caller, text, below, errors: withField }));
    }
  }

  @Get()
  @Requires('directives.draft')
  async waiting(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @CallerOf() caller: Caller,
    @Query({ schema: waitingSchema }) query: z.infer<typeof waitingSchema>,
  ): Promise<string> {
    const frame = await this.frames.of(request, response);
    const { below, ...paging } = query;
    const { items, nextCursor } = await waitingPapers(dbOf(this.em.fork()), caller.unitId, paging);
    const next = nextCursor && new URLSearchParams({ cursor: nextCursor, ...(below ? { below } : {}) }).toString();
    return waitingPage(frame, { items, below, nextHref: next ? `/dispatches?${next}` : null });
  }

  @Get('batches/:id')
  @Requires('directives.draft')
  async batch(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('id') id: string,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    const frame = await this.frames.of(request, response);
    return batchPage(frame, drawn(await batchOf(dbOf(this.em.fork()), id, caller.unitId), frame.locale));
  }

  /** The part of the page that changes while files are read. */
  @Get('batches/:id/part')
  @Requires('directives.draft')
  async part(@Param('id') id: string, @CallerOf() caller: Caller, @LocaleOf() locale: Locale): Promise<string> {
    const batch = await batchOf(dbOf(this.em.fork()), id, caller.unitId);
    return batchPart(drawn(batch, locale), locale);
  }

  @Post('batches/:id/cancel')
  @Requires('directives.draft')
  async cancel(@Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller): Promise<void> {
    await this.intake.cancel(id, caller);
    goTo(response, `/dispatches/batches/${id}`);
  }

  private async uploadPage(
    request: Request,
    it: {
      caller: Caller;
      response?: Response;
      text?: string;
      below?: string | undefined;
      errors?: { field: string; text: string }[];
    },
  ): Promise<string> {
    const frame = await this.frames.of(request, it.response);
    const { unitId } = it.caller;
    return uploadPage(frame, {
      text: it.text ?? '',
      encodings: encodingOptions(ENCODINGS, fileWords(frame.locale).encodings),
      waiting: unitId ? await countWaiting(dbOf(this.em.fork()), unitId) : 0,
      below: it.below,
      errors: it.errors ?? [],
    });
  }
}

const refusedAt = (error: ProductError, field: string): ProductError =>
  Object.assign(error, { details: { ...error.details, field } });

const drawn = (batch: BatchRead, locale: Locale): BatchProps => ({
  ...batch,
  items: batch.items.map((item) => ({
    ...item,
    refusal: item.refusal === null ? null : refusalError(item.refusal).words[locale],
  })),
});
