import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { Clock } from '../../platform/clock.js';
import type { FormError } from '../../platform/components/form.js';
import { dbOf } from '../../platform/database/sql.js';
import { notPermitted } from '../../platform/errors.js';
import { PageFrame } from '../../platform/page-frame.js';
import { formErrorsOf, formOf, goTo } from '../../platform/page-form.js';
import { Requires } from '../../platform/requires.js';
import { nextDigestOf } from './next-digest.queries.js';
import { digestWords, nextDigestPage } from './next-digest.view.js';
import { maySetHour, SetDigestHour } from './set-digest-hour.usecase.js';
import { WantSummary } from './summary/want-summary.usecase.js';
import { wantsSummary } from './summary/summary.queries.js';
import { en } from './words.en.js';
import { vi } from './words.vi.js';

const ITEMS = 50;
const querySchema = z.object({ cursor: z.string().max(400).optional() });
const hourForm = z.object({ hour: z.string().max(100) });
const summaryForm = z.object({ wants: z.enum(['yes', 'no']) });

/** The mail of the chase for people of an office: its hour, and what the next one would say. */
@Controller('digest')
@Requires('assignments.view')
export class DigestPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly clock: Clock,
    private readonly setting: SetDigestHour,
    private readonly wanting: WantSummary,
  ) {}

  @Get()
  next(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
    @CallerOf() by: Caller,
  ): Promise<string> {
    return this.drawn(request, response, { by, ...formOf(querySchema, query) });
  }

  @Post('hour')
  async setHour(
    @Req() request: Request,
    @Res() response: Response,
    @Body() body: unknown,
    @CallerOf() by: Caller,
  ): Promise<void> {
    try {
      const { hour } = formOf(hourForm, body);
      const { repeated } = await this.setting.execute(ownUnit(by), hour, by);
      const words = digestWords(by.locale).page;
      goTo(response, '/digest', { tone: 'done', text: repeated ? words.same : words.done(hour) });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, by.locale);
      response.status(status).send(await this.drawn(request, response, { by, errors }));
    }
  }

  @Post('summary')
  async setSummary(@Res() response: Response, @Body() body: unknown, @CallerOf() by: Caller): Promise<void> {
    const wants = formOf(summaryForm, body).wants === 'yes';
    await this.wanting.execute(wants, by);
    const words = digestWords(by.locale).page;
    goTo(response, '/digest', { tone: 'done', text: wants ? words.wanted : words.refused });
  }

  private async drawn(
    request: Request,
    response: Response,
    { by, cursor, errors }: { by: Caller; cursor?: string | undefined; errors?: readonly FormError[] },
  ): Promise<string> {
    const unitId = ownUnit(by);
    const db = dbOf(this.em.fork());
    const next = await nextDigestOf(db, unitId, { now: await this.clock.now(db), limit: ITEMS, cursor });
    return nextDigestPage(await this.frames.of(request, response), {
      ...next,
      nextHref: next.nextCursor && `/digest?${new URLSearchParams({ cursor: next.nextCursor }).toString()}`,
      maySet: maySetHour(by, unitId),
      wantsSummary: await wantsSummary(db, by),
      ...(errors ? { errors } : {}),
    });
  }
}

function ownUnit({ unitId }: Caller): string {
  if (unitId === null) throw notPermitted(vi.page.noUnit, en.page.noUnit);
  return unitId;
}
