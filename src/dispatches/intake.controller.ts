import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  UploadedFiles,
  UseInterceptors,
} from '@nestjs/common';
import { FilesInterceptor } from '@nestjs/platform-express';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { pagingSchema } from '../platform/paging.js';
import { Requires } from '../platform/requires.js';
import { vnIso } from '../platform/vn-time.js';
import { batchOf, waitingPapers } from './intake.queries.js';
import { KeepPaper } from './keep-paper.usecase.js';
import { paperOf } from './keep-dispatch.js';
import { dispatchSchema } from './reading/dispatch.rules.js';
import { toDispatch } from './reading/reading.rules.js';
import { FILES_AT_MOST, TakeInFiles } from './take-in-files.usecase.js';
import { LARGEST_FILE_BYTES, nameOf, UploadBudget, type Uploaded } from './upload-budget.js';

const keepSchema = z.object({ dispatch: dispatchSchema.optional() });

/** Papers that are handed in and wait for somebody to confirm them. */
@ApiTags('dispatches')
@ApiBearerAuth()
@Controller('api/v1/dispatches')
export class IntakeController {
  constructor(
    private readonly em: EntityManager,
    private readonly intake: TakeInFiles,
    private readonly keeping: KeepPaper,
    private readonly budget: UploadBudget,
  ) {}

  /** Takes in files (multipart, `file` once for each); answers at once with the batch, which says how far it is. */
  @ApiOperation({ summary: 'Hand in a file of a dispatch' })
  @Post()
  @HttpCode(202)
  @Requires('directives.draft')
  @ApiConsumes('multipart/form-data')
  @UseInterceptors(UploadBudget, FilesInterceptor('file', FILES_AT_MOST, { limits: { fileSize: LARGEST_FILE_BYTES } }))
  async take(
    @Req() request: Request,
    @UploadedFiles() uploaded: Uploaded[] | undefined,
    @CallerOf() caller: Caller,
  ): Promise<{ batch: string }> {
    const files = (uploaded ?? []).map((file) => ({ name: nameOf(file), bytes: file.buffer }));
    const { batchId, finished } = await this.intake.start(files, caller);
    this.budget.keepUntil(request, finished);
    return { batch: batchId };
  }

  /** How far a batch is, and what each of its papers became. */
  @ApiOperation({ summary: 'How far a batch of files is' })
  @Get('batches/:id')
  @Requires('directives.draft')
  async batch(@Param('id') id: string, @CallerOf() caller: Caller) {
    const { createdAt, items, ...batch } = await batchOf(dbOf(this.em.fork()), id, caller.unitId);
    return { ...batch, createdAt: vnIso(createdAt), items };
  }

  @ApiOperation({ summary: 'Stop a batch of files; what was read stays' })
  @Post('batches/:id/cancel')
  @HttpCode(200)
  @Requires('directives.draft')
  async cancel(@Param('id') id: string, @CallerOf() caller: Caller) {
    await this.intake.cancel(id, caller);
    return this.batch(id, caller);
  }

  /** The papers of the caller's unit that wait to be confirmed: drafted, kept or discarded. */
  @ApiOperation({ summary: 'Dispatches that wait to be looked at' })
  @Get()
  @Requires('directives.draft')
  async waiting(@Query({ schema: pagingSchema }) query: z.infer<typeof pagingSchema>, @CallerOf() caller: Caller) {
    const { items, nextCursor } = await waitingPapers(dbOf(this.em.fork()), caller.unitId, query);
    return { items: items.map(({ createdAt, ...item }) => ({ ...item, createdAt: vnIso(createdAt) })), nextCursor };
  }

  /** Keeps a paper that is not to be issued, as it was read or as `dispatch` confirms it. */
  @ApiOperation({ summary: 'Keep a dispatch as it was read, corrected where need be' })
  @Post(':id/keep')
  @HttpCode(200)
  @Requires('directives.draft')
  async keep(
    @Param('id') id: string,
    @Body({ schema: keepSchema }) body: z.infer<typeof keepSchema>,
    @CallerOf() caller: Caller,
  ) {
    const { reading } = await paperOf(dbOf(this.em.fork()), id, caller);
    await this.keeping.execute(id, body.dispatch ?? toDispatch(reading), caller);
    return { id, state: 'kept' };
  }

  @ApiOperation({ summary: 'Discard a dispatch that was handed in' })
  @Post(':id/discard')
  @HttpCode(200)
  @Requires('directives.draft')
  async discard(@Param('id') id: string, @CallerOf() caller: Caller) {
    await this.keeping.discard(id, caller);
    return { id, state: 'discarded' };
  }
}
