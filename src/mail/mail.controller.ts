import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { Requires } from '../platform/requires.js';
import { MailStandings } from './mail-standing.js';
import { standingJson, undeliveredJson } from './mail.json.js';
import { standingSchema, undeliveredSchema } from './mail.schemas.js';
import { listUndelivered } from './operator.queries.js';
import { ResendMessage } from './resend-message.usecase.js';

/** Outgoing mail, for software of the operator. */
@ApiTags('mail')
@ApiBearerAuth()
@Controller('api/v1/mail')
@Requires('operate')
export class MailController {
  constructor(
    private readonly em: EntityManager,
    private readonly standings: MailStandings,
    private readonly resending: ResendMessage,
  ) {}

  @ApiOperation({ summary: 'How outgoing mail stands: counts by state and by domain, jobs that were given up' })
  @Get()
  async standing(@Query({ schema: standingSchema }) { days }: z.infer<typeof standingSchema>) {
    return standingJson(await this.standings.of(days));
  }

  @ApiOperation({ summary: 'Messages that failed, are unknown to have arrived, or came back; the newest first' })
  @Get('messages')
  async list(@Query({ schema: undeliveredSchema }) query: z.infer<typeof undeliveredSchema>) {
    const { items, nextCursor } = await listUndelivered(dbOf(this.em.fork()), query);
    return { items: items.map(undeliveredJson), nextCursor };
  }

  @ApiOperation({ summary: 'Send a message again that did not arrive, as far as is known' })
  @Post('messages/:id/resend')
  @HttpCode(200)
  async resend(@Param('id') id: string, @CallerOf() by: Caller) {
    const { repeated } = await this.resending.execute(id, by);
    return { id, state: 'queued', ...(repeated ? { repeated } : {}) };
  }
}
