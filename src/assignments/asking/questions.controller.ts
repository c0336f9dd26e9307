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
import { AnswerQuestion, type Ended } from './answer-question.usecase.js';
import { AskQuestion } from './ask-question.usecase.js';
import { mustSeeAsked, unitsAsked, withCurrent } from './asked-rights.js';
import { questionJson } from './asking.json.js';
import { listQuestions, questionById } from './questions.queries.js';

const LONGEST = 10_000;
const askSchema = z.object({ question: givenText(LONGEST) });
const answerSchema = z.object({ answer: givenText(LONGEST) });
const listSchema = pagingSchema.extend({
  unit: z.string().max(100).optional(),
  side: z.enum(['to', 'of']).default('to'),
  state: z.enum(['open', 'answered', 'withdrawn', 'lapsed']).optional(),
});

@ApiTags('questions')
@ApiBearerAuth()
@Controller('api/v1')
export class QuestionsController {
  constructor(
    private readonly em: EntityManager,
    private readonly asking: AskQuestion,
    private readonly ending: AnswerQuestion,
  ) {}

  /** Asks whoever sent the paper; the deadline of the work stands still until the answer. */
  @ApiOperation({ summary: 'Ask the sending office a question; the clock of the work stops' })
  @Post('assignments/:id/ask')
  @HttpCode(200)
  @Requires('assignments.act')
  ask(@Param('id') id: string, @Body({ schema: askSchema }) body: z.infer<typeof askSchema>, @CallerOf() by: Caller) {
    return answering(this.em, id, by, () => this.asking.execute(id, body.question, by));
  }

  /** Questions that a unit is to answer (`side=to`) or has asked (`side=of`). */
  @ApiOperation({ summary: 'Questions that the caller’s unit asked or is to answer' })
  @Get('questions')
  @Requires('assignments.view')
  async list(@Query({ schema: listSchema }) query: z.infer<typeof listSchema>, @CallerOf() caller: Caller) {
    const db = dbOf(this.em.fork());
    const page = await listQuestions(db, { ...query, unitIds: await unitsAsked(db, caller, query.unit) });
    return { items: page.items.map(questionJson), nextCursor: page.nextCursor };
  }

  /** Answers a question, once; the unit goes on, and its deadline moves by the working days that the question was open. */
  @ApiOperation({ summary: 'Answer a question, for every unit of the same line of addressees' })
  @Post('questions/:id/answer')
  @HttpCode(200)
  @Requires('reports.review')
  answer(
    @Param('id') id: string,
    @Body({ schema: answerSchema }) { answer }: z.infer<typeof answerSchema>,
    @CallerOf() by: Caller,
  ) {
    return this.end(id, by, () => this.ending.execute(id, answer, by));
  }

  @ApiOperation({ summary: 'Withdraw a question' })
  @Post('questions/:id/withdraw')
  @HttpCode(200)
  @Requires('assignments.act')
  withdraw(@Param('id') id: string, @CallerOf() by: Caller) {
    return this.end(id, by, () => this.ending.withdraw(id, by));
  }

  private async end(id: string, by: Caller, doIt: () => Promise<Ended>) {
    const db = dbOf(this.em.fork());
    await mustSeeAsked(db, by, await questionById(db, id));
    const { question, repeated } = await withCurrent(doIt, async () => questionJson(await questionById(db, id)));
    return { ...questionJson(question), ...(repeated ? { repeated } : {}) };
  }
}
