import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { answering } from '../../assignments/index.js';
import { directiveById, directiveJson, mustSee, RECALL_ANSWERS, recallCounts } from '../../directives/index.js';
import { notFound } from '../../platform/errors.js';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { dbOf } from '../../platform/database/sql.js';
import { pagingSchema } from '../../platform/paging.js';
import { Requires } from '../../platform/requires.js';
import { vnIso } from '../../platform/vn-time.js';
import { givenText } from '../../platform/given-text.rules.js';
import { waiting } from '../approving/approval.json.js';
import { AnswerRecall } from './answer-recall.usecase.js';
import { countBelow, listBelow } from './below-recalled.queries.js';
import { RecallDirective } from './recall-directive.usecase.js';
import { recallLines } from './recall.queries.js';

const reason = givenText(4000);
const recallSchema = z.object({ reason, again: z.boolean().optional() });
const agreeSchema = z.object({ below: z.boolean().optional() }).default({});
const refuseSchema = z.object({ reason });
const answersSchema = pagingSchema.extend({ answer: z.enum(RECALL_ANSWERS).optional() });

@ApiTags('cascade')
@ApiBearerAuth()
@Controller('api/v1')
export class RecallingController {
  constructor(
    private readonly em: EntityManager,
    private readonly recalling: RecallDirective,
    private readonly answers: AnswerRecall,
  ) {}

  /** Asks every unit to delete the paper and give it back; `again` asks those that declined once more. */
  @ApiOperation({ summary: 'Recall a directive: each receiver agrees or declines' })
  @Post('directives/:id/recall')
  @HttpCode(200)
  @Requires('directives.issue')
  async recall(
    @Param('id') id: string,
    @Body({ schema: recallSchema }) body: z.infer<typeof recallSchema>,
    @CallerOf() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ) {
    await mustSee(dbOf(this.em.fork()), caller, id);
    const { directive, repeated, pending, ...done } = await this.recalling.execute(id, body, caller);
    if (pending) return waiting(response, pending);
    const below = await countBelow(dbOf(this.em.fork()), directive);
    return { ...done, below, directive: directiveJson(directive), ...(repeated ? { repeated } : {}) };
  }

  /**
   * Who agreed, declined (and why) and has not answered, those that declined first; `below` counts the dispatches that were
   * issued below to carry it out.
   */
  @ApiOperation({ summary: 'What the receivers answered to a recall' })
  @Get('directives/:id/recall')
  @Requires('directives.view')
  async answersTo(
    @Param('id') id: string,
    @Query({ schema: answersSchema }) query: z.infer<typeof answersSchema>,
    @CallerOf() caller: Caller,
  ) {
    const db = dbOf(this.em.fork());
    if ((await mustSee(db, caller, id)) !== 'all')
      throw notFound('Không có văn bản này.', 'There is no such directive.');
    const directive = await directiveById(db, id);
    const { items, nextCursor } = await recallLines(db, directive, query);
    const instant = (at: Date | null): string | null => at && vnIso(at);
    return {
      reason: directive.recallReason,
      ...(await recallCounts(db, directive)),
      below: await countBelow(db, directive),
      items: items.map((line) => ({
        ...line,
        askedAt: instant(line.askedAt),
        answeredAt: instant(line.answeredAt),
      })),
      nextCursor,
    };
  }

  /** The dispatches that were issued below to carry it out, those in force first: each stands until its issuer agrees. */
  @ApiOperation({ summary: 'Dispatches issued below a recalled one, and what became of each' })
  @Get('directives/:id/recall/below')
  @Requires('directives.view')
  async below(
    @Param('id') id: string,
    @Query({ schema: pagingSchema }) query: z.infer<typeof pagingSchema>,
    @CallerOf() caller: Caller,
  ) {
    const db = dbOf(this.em.fork());
    if ((await mustSee(db, caller, id)) !== 'all')
      throw notFound('Không có văn bản này.', 'There is no such directive.');
    const { items, nextCursor } = await listBelow(db, await directiveById(db, id), query);
    const shown = items.map((item) => ({
      ...item,
      issuedAt: vnIso(item.issuedAt),
      recalledAt: item.recalledAt && vnIso(item.recalledAt),
    }));
    return { items: shown, nextCursor };
  }

  /** The unit deleted the paper and gives it back, with the dispatches of its own below it unless `below` is false. */
  @ApiOperation({ summary: 'Give a recalled paper back' })
  @Post('assignments/:id/agree-recall')
  @HttpCode(200)
  @Requires('assignments.act')
  agree(
    @Param('id') id: string,
    @Body({ schema: agreeSchema }) body: z.infer<typeof agreeSchema>,
    @CallerOf() by: Caller,
  ) {
    return answering(this.em, id, by, () => this.answers.agree(id, body, by));
  }

  /** The unit declines to give it back; its duty goes on. */
  @ApiOperation({ summary: 'Decline to give a recalled paper back, with the reason' })
  @Post('assignments/:id/refuse-recall')
  @HttpCode(200)
  @Requires('assignments.act')
  refuse(
    @Param('id') id: string,
    @Body({ schema: refuseSchema }) body: z.infer<typeof refuseSchema>,
    @CallerOf() by: Caller,
  ) {
    return answering(this.em, id, by, () => this.answers.refuse(id, body, by));
  }
}
