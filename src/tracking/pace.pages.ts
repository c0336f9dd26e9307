import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { standsSince } from '../cascade/index.js';
import type { DirectivePart } from '../directives/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { formOf } from '../platform/page-form.js';
import { PageFrame } from '../platform/page-frame.js';
import { Requires } from '../platform/requires.js';
import { headed } from '../platform/text.js';
import { forecastsOf, hitRateOf, outlookOf } from './forecast.queries.js';
import { frontierOf } from './frontier.queries.js';
import { latencyOf } from './latency.queries.js';
import { wholeDirective } from './pace.controller.js';
import { PaceDoor, pacePage } from './pace.view.js';
import { progressOf } from './progress.queries.js';

const FRONTIER = 10;
const querySchema = z.object({ cursor: z.string().max(400).optional() });

/** The pace of one directive, on a page of its own: the directive's page stays light. */
@Controller('directives')
export class PacePages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
  ) {}

  @Get(':id/pace')
  @Requires('directives.view')
  async show(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('id') id: string,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    const { cursor } = formOf(querySchema, query);
    const db = dbOf(this.em.fork());
    const directive = await wholeDirective(db, caller, id);
    const { levels = [], relay } = await progressOf(db, id, { by: 'level' });
    const { tasks = [] } = await progressOf(db, id, { by: 'task' });
    const frontier = await frontierOf(db, directive, { limit: FRONTIER, cursor });
    return pacePage(await this.frames.of(request, response), {
      directive: id,
      subject: headed(directive.subject),
      workDueAt: directive.workDueAt,
      pausedAt: await standsSince(db, directive),
      outlook: await outlookOf(db, directive),
      past: await forecastsOf(db, id),
      rate: await hitRateOf(db, directive.issuerId),
      latency: await latencyOf(db, directive),
      levels,
      tasks,
      frontier: frontier.items,
      nextHref: frontier.nextCursor === null ? null : `/directives/${id}/pace?cursor=${frontier.nextCursor}#frontier`,
      silent: relay.silent,
    });
  }
}

export const paceDoor: DirectivePart = {
  place: 'acts',
  draw: async ({ directive, sight, isWhole, frame }) =>
    sight === 'all' && isWhole && directive.issuedAt !== null ? PaceDoor({ directive: directive.id, frame }) : '',
};
