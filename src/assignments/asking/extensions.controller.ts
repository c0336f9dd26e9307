import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { dbOf } from '../../platform/database/sql.js';
import { pagingSchema } from '../../platform/paging.js';
import { Requires } from '../../platform/requires.js';
import { givenText } from '../../platform/given-text.rules.js';
import { answering } from '../answering.js';
import { mustSeeAsked, unitsAsked, withCurrent } from './asked-rights.js';
import { extensionJson } from './asking.json.js';
import { DecideExtension, type Decided } from './decide-extension.usecase.js';
import { extensionById, listExtensions } from './extensions.queries.js';
import { RequestExtension } from './request-extension.usecase.js';

const reason = givenText(4000);
const requestSchema = z.object({ dueOn: z.iso.date(), reason });
const grantSchema = z.object({ dueOn: z.iso.date().optional() }).default({});
const refuseSchema = z.object({ reason });
const listSchema = pagingSchema.extend({
  unit: z.string().max(100).optional(),
  side: z.enum(['to', 'of']).default('to'),
  state: z.enum(['asked', 'granted', 'refused', 'withdrawn', 'lapsed']).optional(),
});

@ApiTags('extensions')
@ApiBearerAuth()
@Controller('api/v1')
export class ExtensionsController {
  constructor(
    private readonly em: EntityManager,
    private readonly requesting: RequestExtension,
    private readonly deciding: DecideExtension,
  ) {}

  /** Asks whoever sent the paper for more time; the old deadline holds until it is granted. */
  @ApiOperation({ summary: 'Ask the superior for a later deadline' })
  @Post('assignments/:id/request-extension')
  @HttpCode(200)
  @Requires('assignments.act')
  request(
    @Param('id') id: string,
    @Body({ schema: requestSchema }) body: z.infer<typeof requestSchema>,
    @CallerOf() by: Caller,
  ) {
    return answering(this.em, id, by, () => this.requesting.execute(id, body, by));
  }

  /** Requests that a unit is to decide (`side=to`) or has made (`side=of`). */
  @ApiOperation({ summary: 'Requests for a later deadline that the caller’s unit made or decides' })
  @Get('extensions')
  @Requires('assignments.view')
  async list(@Query({ schema: listSchema }) query: z.infer<typeof listSchema>, @CallerOf() caller: Caller) {
    const db = dbOf(this.em.fork());
    const page = await listExtensions(db, { ...query, unitIds: await unitsAsked(db, caller, query.unit) });
    return { items: page.items.map(extensionJson), nextCursor: page.nextCursor };
  }

  /** Moves the deadline to the day asked for, or to `dueOn`. */
  @ApiOperation({ summary: 'Grant a later deadline' })
  @Post('extensions/:id/grant')
  @HttpCode(200)
  @Requires('reports.review')
  grant(
    @Param('id') id: string,
    @Body({ schema: grantSchema }) { dueOn }: z.infer<typeof grantSchema>,
    @CallerOf() by: Caller,
  ) {
    return this.decide(id, by, () => this.deciding.grant(id, dueOn, by));
  }

  @ApiOperation({ summary: 'Refuse a later deadline, with the reason' })
  @Post('extensions/:id/refuse')
  @HttpCode(200)
  @Requires('reports.review')
  refuse(
    @Param('id') id: string,
    @Body({ schema: refuseSchema }) body: z.infer<typeof refuseSchema>,
    @CallerOf() by: Caller,
  ) {
    return this.decide(id, by, () => this.deciding.refuse(id, body.reason, by));
  }

  @ApiOperation({ summary: 'Withdraw a request for a later deadline' })
  @Post('extensions/:id/withdraw')
  @HttpCode(200)
  @Requires('assignments.act')
  withdraw(@Param('id') id: string, @CallerOf() by: Caller) {
    return this.decide(id, by, () => this.deciding.withdraw(id, by));
  }

  private async decide(id: string, by: Caller, doIt: () => Promise<Decided>) {
    const db = dbOf(this.em.fork());
    await mustSeeAsked(db, by, await extensionById(db, id));
    const { extension, repeated } = await withCurrent(doIt, async () => extensionJson(await extensionById(db, id)));
    return { ...extensionJson(extension), ...(repeated ? { repeated } : {}) };
  }
}
