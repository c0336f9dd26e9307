import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { pagingSchema } from '../platform/paging.js';
import { Requires } from '../platform/requires.js';
import { AskBulkAct } from './ask-bulk-act.usecase.js';
import { bulkActJson } from './bulk-act.json.js';
import { OUTCOMES } from './bulk-act.entity.js';
import { bulkActById, itemsOf, listBulkActs, mustBeOfUnit, sendingOf } from './bulk-acts.queries.js';
import { PreviewBulkAct } from './preview-bulk-act.usecase.js';
import { bulkActSchema } from './selection.rules.js';

type Asked = z.infer<typeof bulkActSchema>;
const itemsSchema = pagingSchema.extend({ outcome: z.enum(OUTCOMES).optional() });

/** One act over a selection: counted before, carried out in the background, cancelled while it runs. */
@ApiTags('bulk-acts')
@ApiBearerAuth()
@Controller('api/v1/bulk-acts')
@Requires('assignments.act')
export class BulkActsController {
  constructor(
    private readonly em: EntityManager,
    private readonly previewing: PreviewBulkAct,
    private readonly asking: AskBulkAct,
  ) {}

  /** How many rows it would act on, and how many do not allow it; writes nothing. */
  @ApiOperation({ summary: 'Count what a bulk act would do; writes nothing' })
  @Post('preview')
  @HttpCode(200)
  preview(@Body({ schema: bulkActSchema }) asked: Asked, @CallerOf() by: Caller) {
    return this.previewing.execute(asked, by);
  }

  @ApiOperation({ summary: 'Ask for one act over a selection; a job carries it out' })
  @Post()
  @HttpCode(202)
  async ask(@Body({ schema: bulkActSchema }) asked: Asked, @CallerOf() by: Caller) {
    return bulkActJson(await this.asking.execute(asked, by));
  }

  @ApiOperation({ summary: 'Bulk acts of the caller’s unit, the newest first' })
  @Get()
  async list(@Query({ schema: pagingSchema }) query: z.infer<typeof pagingSchema>, @CallerOf() by: Caller) {
    const page = await listBulkActs(dbOf(this.em.fork()), by, query);
    return { items: page.items.map(bulkActJson), nextCursor: page.nextCursor };
  }

  @ApiOperation({ summary: 'How far a bulk act is, and how much mail is still on its way' })
  @Get(':id')
  async one(@Param('id') id: string, @CallerOf() by: Caller) {
    const db = dbOf(this.em.fork());
    const row = await bulkActById(db, id);
    mustBeOfUnit(by, row);
    return bulkActJson(row, await sendingOf(db, row));
  }

  /** Each row with what became of it, in the order in which they are done. */
  @ApiOperation({ summary: 'Each row of a bulk act with what became of it' })
  @Get(':id/items')
  async items(
    @Param('id') id: string,
    @Query({ schema: itemsSchema }) query: z.infer<typeof itemsSchema>,
    @CallerOf() by: Caller,
  ) {
    const db = dbOf(this.em.fork());
    mustBeOfUnit(by, await bulkActById(db, id));
    return itemsOf(db, id, query);
  }

  @ApiOperation({ summary: 'Stop a bulk act; what was done stays done' })
  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(@Param('id') id: string, @CallerOf() by: Caller) {
    const { row, repeated } = await this.asking.cancel(id, by);
    return { ...bulkActJson(row), ...(repeated ? { repeated } : {}) };
  }
}
