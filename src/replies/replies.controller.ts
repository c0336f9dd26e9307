import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { actsFor, CallerOf, type Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf } from '../platform/database/sql.js';
import { pagingSchema } from '../platform/paging.js';
import { Requires } from '../platform/requires.js';
import { DecideDraft, type DraftDecision } from './decide-draft.usecase.js';
import { DecideReply } from './decide-reply.usecase.js';
import { draftById, draftsOf } from './drafts.queries.js';
import { INBOUND_STATES } from './reply.entity.js';
import { deadJson, draftJson, replyJson } from './reply.json.js';
import { listDead, listReplies, replyById } from './replies.queries.js';
import { addressSchema, draftsSchema, reportSchema } from './replies.schemas.js';
import { ReviveMailbox } from './revive-mailbox.usecase.js';

const listSchema = pagingSchema.extend({ state: z.enum(INBOUND_STATES).optional() });
type Asked = z.infer<typeof listSchema>;

/** Mail that came back, for software of the units and of the operator. */
@ApiTags('replies')
@ApiBearerAuth()
@Controller('api/v1/replies')
@Requires('assignments.view')
export class RepliesController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly deciding: DecideReply,
    private readonly drafting: DecideDraft,
    private readonly reviving: ReviveMailbox,
  ) {}

  @ApiOperation({ summary: 'Mail that came back, the newest first' })
  @Get()
  async list(@Query({ schema: listSchema }) query: Asked, @CallerOf() by: Caller) {
    const { items, nextCursor } = await listReplies(dbOf(this.em.fork()), by, query);
    return { items: items.map(replyJson), nextCursor };
  }

  @ApiOperation({ summary: 'Addresses that nothing is sent to any more' })
  @Get('dead')
  async dead(@Query({ schema: pagingSchema }) query: z.infer<typeof pagingSchema>, @CallerOf() by: Caller) {
    const db = dbOf(this.em.fork());
    const { items, nextCursor } = await listDead(db, by, { ...query, now: await this.clock.now(db) });
    return { items: items.map(deadJson), nextCursor };
  }

  @ApiOperation({ summary: 'Put a dead address back into use' })
  @Post('dead/revive')
  @HttpCode(200)
  async revive(@Body({ schema: addressSchema }) { address }: z.infer<typeof addressSchema>, @CallerOf() by: Caller) {
    const { repeated } = await this.reviving.execute(address, by);
    return { address: address.toLowerCase(), dead: false, ...(repeated ? { repeated } : {}) };
  }

  @ApiOperation({ summary: 'Draft reports that came by mail on an assignment of the caller’s unit' })
  @Get('drafts')
  async drafts(@Query({ schema: draftsSchema }) { assignment }: z.infer<typeof draftsSchema>, @CallerOf() by: Caller) {
    const rows = await draftsOf(dbOf(this.em.fork()), assignment);
    return { items: rows.filter(({ unitId }) => actsFor(by, unitId)).map(draftJson) };
  }

  @ApiOperation({ summary: 'Send the report made out of a draft that came by mail' })
  @Post('drafts/:id/submit')
  @HttpCode(200)
  async submit(
    @Param('id') id: string,
    @Body({ schema: reportSchema }) { text }: z.infer<typeof reportSchema>,
    @CallerOf() by: Caller,
  ) {
    return this.settle(id, { to: 'submit', text }, by);
  }

  @ApiOperation({ summary: 'Discard a draft that came by mail' })
  @Post('drafts/:id/discard')
  @HttpCode(200)
  discard(@Param('id') id: string, @CallerOf() by: Caller) {
    return this.settle(id, { to: 'discard' }, by);
  }

  private async settle(id: string, decision: DraftDecision, by: Caller) {
    const { repeated } = await this.drafting.execute(id, decision, by);
    const draft = await draftById(dbOf(this.em.fork()), id);
    return { ...draftJson(draft), ...(repeated ? { repeated } : {}) };
  }

  @ApiOperation({ summary: 'Count a mail that waits as an acknowledgement of the caller’s unit' })
  @Post(':id/acknowledge')
  @HttpCode(200)
  acknowledge(@Param('id') id: string, @CallerOf() by: Caller) {
    return this.decide(id, 'acknowledge', by);
  }

  @ApiOperation({ summary: 'Set a mail that waits aside' })
  @Post(':id/ignore')
  @HttpCode(200)
  ignore(@Param('id') id: string, @CallerOf() by: Caller) {
    return this.decide(id, 'ignore', by);
  }

  private async decide(id: string, decision: 'acknowledge' | 'ignore', by: Caller) {
    const { repeated } = await this.deciding.execute(id, decision, by);
    const row = await replyById(dbOf(this.em.fork()), id, by);
    return { ...replyJson(row), ...(repeated ? { repeated } : {}) };
  }
}
