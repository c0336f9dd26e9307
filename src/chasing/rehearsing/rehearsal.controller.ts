import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { mustSee } from '../../directives/index.js';
import { instantOf } from '../../platform/as-of.rules.js';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { Clock } from '../../platform/clock.js';
import { dbOf } from '../../platform/database/sql.js';
import { invalid, notPermitted } from '../../platform/errors.js';
import { gone } from '../../platform/in-turns.js';
import { PageFrame } from '../../platform/page-frame.js';
import { formErrorsOf, formOf } from '../../platform/page-form.js';
import { Requires } from '../../platform/requires.js';
import { NO_SUCH_DAY } from '../instant-asked.js';
import { rehearsalJson } from './rehearsal.rules.js';
import { rehearse, type Rehearsal } from './rehearsal.queries.js';
import { rehearsalPage } from './rehearsal.view.js';
import { startAsked } from './start-asked.js';
import { ANSWERS, MOST_MONTHS } from './timeline.rules.js';

const querySchema = z.object({
  months: z.coerce.number().int().min(1).max(MOST_MONTHS).default(6),
  answers: z.enum(ANSWERS).default('none'),
  at: z.string().trim().max(40).default(''),
});
/** What the fields hold again where it was wrong. */
const typedSchema = z.object({
  at: z.string().default(''),
  months: z.string().optional(),
  answers: z.enum(ANSWERS).optional().catch(undefined),
});
type Asked = z.infer<typeof querySchema>;

const SENTENCES = {
  at: NO_SUCH_DAY,
  months: { vi: `Số tháng là số nguyên từ 1 đến ${MOST_MONTHS}.`, en: `Months: a whole number from 1 to ${MOST_MONTHS}.` },
}; // prettier-ignore

/** @throws ProductError `invalid`, in words for who chooses a day */
const startOf = (at: string): Date => {
  if (!instantOf(at)) throw invalid(NO_SUCH_DAY.vi, NO_SUCH_DAY.en, { field: 'at' });
  return startAsked(at);
};

/** What is asked for; where it makes no sense what is usual, and what is wrong with it. */
function askedOf(query: unknown, { locale }: Caller) {
  try {
    const asked = formOf(querySchema, query, SENTENCES);
    if (asked.at !== '') startOf(asked.at);
    return { asked, errors: [] };
  } catch (error) {
    return { asked: querySchema.parse({}), errors: formErrorsOf(error, locale).errors };
  }
}

/** What chasing a directive would come to over virtual months; for who sees the whole of it. */
@ApiTags('chasing')
@ApiBearerAuth()
@Controller()
export class RehearsalController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly frames: PageFrame,
  ) {}

  /** Nothing is written and nothing is sent; of a draft, as if it were issued at the instant. */
  @ApiOperation({ summary: 'Rehearse the chasing of a directive over virtual months; nothing is written or sent' })
  @Get('api/v1/directives/:id/rehearsal')
  @Requires('directives.view')
  async rehearsal(
    @Res({ passthrough: true }) response: Response,
    @Param('id') id: string,
    @Query({ schema: querySchema }) asked: Asked,
    @CallerOf() caller: Caller,
  ) {
    return rehearsalJson(await this.of(id, caller, asked, gone(response)));
  }

  @Get('directives/:id/rehearsal')
  @Requires('directives.view')
  async page(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('id') id: string,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    const { asked, errors } = askedOf(query, caller);
    if (errors.length > 0) response.status(400);
    const rehearsal = await this.of(id, caller, asked, gone(response));
    const { at, months, answers } = formOf(typedSchema, query);
    const form = { at, months: months ?? String(asked.months), answers: answers ?? asked.answers };
    return rehearsalPage(await this.frames.of(request, response), { ...rehearsal, form, errors });
  }

  private async of(id: string, caller: Caller, { at, months, answers }: Asked, stop: AbortSignal): Promise<Rehearsal> {
    const db = dbOf(this.em.fork());
    if ((await mustSee(db, caller, id)) !== 'all')
      throw notPermitted(
        'Chỉ cơ quan ban hành văn bản mới diễn thử được việc đôn đốc.',
        'Only who issues the directive rehearses its chasing.',
      );
    const from = at === '' ? await this.clock.now() : startAsked(at);
    return rehearse(db, id, { from, months, answers }, stop);
  }
}
