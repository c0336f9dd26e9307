import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { CallerOf, LocaleOf, unitsOf, type Caller, type Locale } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { pagingSchema } from '../platform/paging.js';
import { Requires } from '../platform/requires.js';
import { directiveJson, previewJson, recallJson } from './directive.json.js';
import { draftSchema, settleSchema } from './directive.schemas.js';
import { directiveById, listDirectives, tasksOf } from './directives.queries.js';
import { DraftDirective } from './draft-directive.usecase.js';
import { PreviewDirective } from './preview-directive.usecase.js';
import { recallCounts } from './recall-counts.queries.js';
import { SettleAddressee } from './settle-addressee.usecase.js';
import { SignAndNumber } from './sign-and-number.usecase.js';
import { mustSee } from './visibility.js';

@ApiTags('directives')
@ApiBearerAuth()
@Controller('api/v1/directives')
export class DirectivesController {
  constructor(
    private readonly em: EntityManager,
    private readonly draft: DraftDirective,
    private readonly preview: PreviewDirective,
    private readonly settle: SettleAddressee,
    private readonly steps: SignAndNumber,
  ) {}

  /** Makes a draft: from the fields of a dispatch, from its text, or of a paper that was handed in. */
  @ApiOperation({ summary: 'Draft a directive' })
  @Post()
  @HttpCode(201)
  @Requires('directives.draft')
  async create(@Body({ schema: draftSchema }) body: z.infer<typeof draftSchema>, @CallerOf() caller: Caller) {
    return this.one(await this.draft.execute({ ...body, paperId: body.paper }, caller), caller);
  }

  /** The directives of the caller's unit; an auditor's and an operator's also those of the units below it. */
  @ApiOperation({ summary: 'Directives that the caller may see' })
  @Get()
  @Requires('directives.view')
  async list(@Query({ schema: pagingSchema }) query: z.infer<typeof pagingSchema>, @CallerOf() caller: Caller) {
    const below = caller.role === 'auditor' || caller.role === 'operator';
    const page = await listDirectives(dbOf(this.em.fork()), {
      units: caller.unitId === null ? null : unitsOf(caller),
      below,
      ...query,
    });
    return { items: page.items.map(directiveJson), nextCursor: page.nextCursor };
  }

  /** With its tasks, and, where it was recalled, how many units were asked to give it back and how they answered. */
  @ApiOperation({ summary: 'One directive with its tasks and addressees' })
  @Get(':id')
  @Requires('directives.view')
  async one(@Param('id') id: string, @CallerOf() caller: Caller) {
    const db = dbOf(this.em.fork());
    const sight = await mustSee(db, caller, id);
    const directive = await directiveById(db, id);
    const recall =
      directive.recalledAt && sight === 'all' ? { recall: recallJson(await recallCounts(db, directive)) } : {};
    return { ...directiveJson(directive), ...recall, tasks: await tasksOf(db, id) };
  }

  /** What issuing would do: roster, deadlines, burden and warnings. */
  @ApiOperation({ summary: 'What issuing a draft would do; writes nothing' })
  @Get(':id/preview')
  @Requires('directives.view')
  async previewOf(@Param('id') id: string, @CallerOf() caller: Caller, @LocaleOf() locale: Locale) {
    await mustSee(dbOf(this.em.fork()), caller, id);
    return previewJson(await this.preview.execute(id), locale);
  }

  /** Settles an addressee that was not understood: the units it means, or none to drop it. */
  @ApiOperation({ summary: 'Settle an addressee that was not understood' })
  @Post(':id/addressees/:ord')
  @HttpCode(200)
  @Requires('directives.draft')
  async settleOne(
    @Param('id') id: string,
    @Param('ord') ord: string,
    @Body({ schema: settleSchema }) body: z.infer<typeof settleSchema>,
    @CallerOf() caller: Caller,
    @LocaleOf() locale: Locale,
  ) {
    await mustSee(dbOf(this.em.fork()), caller, id);
    await this.settle.execute(id, Number(ord), body.units, caller);
    return previewJson(await this.preview.execute(id), locale);
  }

  @ApiOperation({ summary: 'Sign a draft' })
  @Post(':id/sign')
  @HttpCode(200)
  @Requires('directives.issue')
  sign(@Param('id') id: string, @CallerOf() caller: Caller) {
    return this.step(id, 'sign', caller);
  }

  @ApiOperation({ summary: 'Take the number of a signed draft' })
  @Post(':id/number')
  @HttpCode(200)
  @Requires('directives.issue')
  number(@Param('id') id: string, @CallerOf() caller: Caller) {
    return this.step(id, 'number', caller);
  }

  private async step(id: string, what: 'sign' | 'number', caller: Caller) {
    await mustSee(dbOf(this.em.fork()), caller, id);
    const { directive, repeated } = await this.steps.execute(id, what, caller);
    return { ...directiveJson(directive), ...(repeated ? { repeated } : {}) };
  }
}
