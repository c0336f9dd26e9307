import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { Clock } from '../../platform/clock.js';
import { dbOf } from '../../platform/database/sql.js';
import { pagingSchema } from '../../platform/paging.js';
import { Requires } from '../../platform/requires.js';
import { findUnit } from '../../units/index.js';
import { nextDigestJson } from './digest.json.js';
import { maySeeDigest } from './digest-rights.js';
import { nextDigestOf } from './next-digest.queries.js';
import { SetDigestHour } from './set-digest-hour.usecase.js';

const codeSchema = z.object({ code: z.string().trim().min(1).max(80) });
const hourSchema = z.object({ hour: z.string().max(5) });

/** The one mail of the chase that an office gets on a working day. */
@ApiTags('chasing')
@ApiBearerAuth()
@Controller('api/v1/units')
@Requires('assignments.view')
export class DigestController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly setting: SetDigestHour,
  ) {}

  @ApiOperation({ summary: 'What the next mail of the chase to a unit would say, and when it is due' })
  @Get(':code/digest')
  async next(
    @Param({ schema: codeSchema }) { code }: z.infer<typeof codeSchema>,
    @Query({ schema: pagingSchema }) { limit, cursor }: z.infer<typeof pagingSchema>,
    @CallerOf() by: Caller,
  ) {
    const db = dbOf(this.em.fork());
    const { id } = await findUnit(db, code);
    maySeeDigest(by, id);
    return nextDigestJson(await nextDigestOf(db, id, { now: await this.clock.now(db), limit, cursor }));
  }

  @ApiOperation({ summary: 'Set the hour at which a unit gets its mail of the chase' })
  @Post(':code/digest-hour')
  @HttpCode(200)
  async set(
    @Param({ schema: codeSchema }) { code }: z.infer<typeof codeSchema>,
    @Body({ schema: hourSchema }) { hour }: z.infer<typeof hourSchema>,
    @CallerOf() by: Caller,
  ) {
    const { id } = await findUnit(dbOf(this.em.fork()), code);
    return { hour, ...(await this.setting.execute(id, hour, by)) };
  }
}
