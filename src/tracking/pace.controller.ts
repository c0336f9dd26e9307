import { Controller, Get, Param, Query } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { directiveById, mustSee, type DirectiveRow } from '../directives/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { notPermitted } from '../platform/errors.js';
import { pagingSchema } from '../platform/paging.js';
import { Requires } from '../platform/requires.js';
import { forecastsOf, hitRateOf, outlookOf } from './forecast.queries.js';
import { frontierOf } from './frontier.queries.js';
import { latencyOf } from './latency.queries.js';
import { forecastJson, frontierJson, latencyJson } from './pace.json.js';

/** What is of the whole directive is for who sees all of it. */
export async function wholeDirective(db: Db, caller: Caller, id: string): Promise<DirectiveRow> {
  if ((await mustSee(db, caller, id)) !== 'all')
    throw notPermitted('Chỉ cơ quan ban hành mới xem được.', 'Only the issuer sees this.');
  return directiveById(db, id);
}

/** Who holds a directive up, how long it takes on its way down, and when it will have arrived. */
@ApiTags('tracking')
@ApiBearerAuth()
@Controller('api/v1/directives')
export class PaceController {
  constructor(private readonly em: EntityManager) {}

  /** The highest units that hold others up, by what they have not done, with how many wait below each; most waiting first. */
  @ApiOperation({ summary: 'The highest offices that have not finished, with how many wait below each' })
  @Get(':id/frontier')
  @Requires('directives.view')
  async frontier(
    @Param('id') id: string,
    @Query({ schema: pagingSchema }) query: z.infer<typeof pagingSchema>,
    @CallerOf() caller: Caller,
  ) {
    const db = dbOf(this.em.fork());
    const directive = await wholeDirective(db, caller, id);
    const { items, nextCursor } = await frontierOf(db, directive, query);
    return { items: items.map(frontierJson), nextCursor };
  }

  /** Median and 90th percentile of the way down, in seconds, by level of the units; and the slowest branches. */
  @ApiOperation({ summary: 'How long the paper took to each level: median, 90th percentile, slowest branches' })
  @Get(':id/latency')
  @Requires('directives.view')
  async latency(@Param('id') id: string, @CallerOf() caller: Caller) {
    const db = dbOf(this.em.fork());
    return latencyJson(await latencyOf(db, await wholeDirective(db, caller, id)));
  }

  /** When 95 % will have acknowledged, from when to when in four cases of five; and what became of earlier forecasts. */
  @ApiOperation({ summary: 'The stored forecast, with those before and how they were graded' })
  @Get(':id/forecast')
  @Requires('directives.view')
  async forecast(@Param('id') id: string, @CallerOf() caller: Caller) {
    const db = dbOf(this.em.fork());
    const directive = await wholeDirective(db, caller, id);
    const past = await forecastsOf(db, id);
    return forecastJson(await outlookOf(db, directive), past, await hitRateOf(db, directive.issuerId));
  }
}
