import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { givenText } from '../platform/given-text.rules.js';
import { pagingSchema } from '../platform/paging.js';
import { Requires } from '../platform/requires.js';
import { isIsoDate } from '../platform/vn-time.js';
import { businessDate } from '../units/index.js';
import { registerPage } from './register-book.js';
import { RegisterArrival } from './register-arrival.usecase.js';
import { REGISTERS } from './register-line.rules.js';
import { unitOfRegister } from './register-sight.js';
import { lineJson } from './register.json.js';

export const yearSchema = z.coerce.number().int().min(1945).max(2999);
export const registerName = z.enum(REGISTERS);
const querySchema = pagingSchema.extend({
  unit: z.string().max(100).optional(),
  year: yearSchema.optional(),
  q: z.string().trim().max(200).optional(),
});
const words = givenText(2000);
/** What a clerk puts right of a paper that is registered by hand, in the words of its heading. */
export const arrivedSchema = z
  .object({
    issuer: words.max(300),
    kind: z.string().trim().max(10),
    number: z.int().min(1).max(999_999).nullable(),
    symbol: z.string().trim().max(100).nullable(),
    date: z.string().refine(isIsoDate, 'ISO date: YYYY-MM-DD').nullable(),
    subject: words,
  })
  .partial();
const arrivalSchema = z
  .object({ arrivalNumber: z.int().min(1).max(9_999_999).optional(), paper: arrivedSchema.optional() })
  .default({});

@ApiTags('registers')
@ApiBearerAuth()
@Controller('api/v1')
export class RegistersController {
  constructor(
    private readonly em: EntityManager,
    private readonly arriving: RegisterArrival,
  ) {}

  /** A register of a unit's year, line by line: `outgoing`, `incoming` or `follow-up`; without `unit` the caller's own. */
  @ApiOperation({ summary: 'A register of a year: departures or arrivals' })
  @Get('registers/:name')
  @Requires('directives.view')
  async register(
    @Param('name', { schema: registerName }) name: z.infer<typeof registerName>,
    @Query({ schema: querySchema }) query: z.infer<typeof querySchema>,
    @CallerOf() caller: Caller,
  ) {
    const db = dbOf(this.em.fork());
    const unit = await unitOfRegister(db, caller, query.unit);
    const year = query.year ?? Number((await businessDate(db)).slice(0, 4));
    const { limit, cursor, q: find } = query;
    const page = await registerPage(db, name, { unitId: unit.id, year, limit, cursor, find, locale: caller.locale });
    return {
      unit: { code: unit.code, name: unit.name },
      year,
      items: page.lines.map(lineJson),
      nextCursor: page.nextCursor,
    };
  }

  /** Enters a paper that was handed in in the incoming register, without a directive; again it answers its number. */
  @ApiOperation({ summary: 'Enter a paper that came by another way in the register of arrivals' })
  @Post('dispatches/:id/arrival')
  @HttpCode(200)
  @Requires('assignments.act')
  async arrive(
    @Param('id') id: string,
    @Body({ schema: arrivalSchema }) body: z.infer<typeof arrivalSchema>,
    @CallerOf() caller: Caller,
  ) {
    const { repeated, year, number } = await this.arriving.execute(id, { ...body, paper: body.paper }, caller);
    return { arrivalNumber: number, year, ...(repeated ? { repeated } : {}) };
  }
}
