import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { instantOf } from '../../platform/as-of.rules.js';
import { CallerOf, LocaleOf, type Caller, type Locale } from '../../platform/caller.js';
import { dbOf } from '../../platform/database/sql.js';
import { PageFrame } from '../../platform/page-frame.js';
import { formOf } from '../../platform/page-form.js';
import { Requires } from '../../platform/requires.js';
import { instantAsked, NO_SUCH_DAY } from '../instant-asked.js';
import { explainJson } from './explain.json.js';
import { explanationOf } from './explain.queries.js';
import { explainPage } from './explain.view.js';

const querySchema = z.object({ at: z.string().trim().max(40).default('') });

/** Why a unit was chased or not, now or as of a past instant; for who may see the assignment. */
@ApiTags('chasing')
@ApiBearerAuth()
@Controller()
export class ExplainController {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
  ) {}

  /** By which rule, calendar and limit; with the mails that were written, and what became of them. */
  @ApiOperation({ summary: 'Why it was chased or not: by which rule, calendar and limit, now or at a past instant' })
  @Get('api/v1/assignments/:id/explain')
  @Requires('assignments.view')
  async explain(
    @Param('id') id: string,
    @Query({ schema: querySchema }) { at }: z.infer<typeof querySchema>,
    @CallerOf() caller: Caller,
    @LocaleOf() locale: Locale,
  ) {
    return explainJson(await this.of(id, at === '' ? undefined : instantAsked(at), caller), locale);
  }

  @Get('assignments/:id/explain')
  @Requires('assignments.view')
  async page(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('id') id: string,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    const { at } = formOf(querySchema, query, { at: NO_SUCH_DAY });
    const known = instantOf(at);
    const explained = await this.of(id, known, caller);
    const errors = at === '' || known ? [] : [{ field: 'at', text: NO_SUCH_DAY[caller.locale] }];
    if (errors.length > 0) response.status(400);
    return explainPage(await this.frames.of(request, response), { explained, asked: at, errors });
  }

  private of(id: string, at: Date | undefined, caller: Caller) {
    return explanationOf(dbOf(this.em.fork()), id, { at, caller });
  }
}
