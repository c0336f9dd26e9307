import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { pagingSchema, type Page } from '../platform/paging.js';
import { Requires } from '../platform/requires.js';
import { isCivilDay } from '../platform/vn-time.js';
import { unitAnswer, type UnitAnswer } from './card/unit-answer.js';
import { resolveAddressees } from './addressee.queries.js';
import { notedRoster } from './roster-notes.js';
import type { Roster } from './roster.rules.js';
import { searchUnits } from './search.queries.js';
import { businessDate, dayOfUnit, findUnit } from './find-unit.js';
import { unitByCode, type UnitOn } from './units.queries.js';
import { LINES, officeName } from './vocabulary.rules.js';

const day = z.string().refine(isCivilDay, 'civil day');
const code = z.string().trim().min(1).max(80);
const codeSchema = z.object({ code });
const onDaySchema = z.object({ at: day.optional() });
const listSchema = pagingSchema.extend({
  q: z.string().max(200).optional(),
  parent: code.optional(),
  line: z.enum(LINES).default('administrative'),
  at: day.optional(),
});
const resolveSchema = z.object({ expression: z.string().max(2000), issuer: code, at: day.optional() });

type WithOffice = Omit<UnitOn, 'id'> & { office: string };

const shown = ({ id: _id, ...unit }: UnitOn): WithOffice => ({ ...unit, office: officeName(unit) });

/** The hierarchy of units, on a day. */
@Controller('api/v1/units')
@Requires('units.view')
export class UnitsController {
  constructor(private readonly em: EntityManager) {}

  /** Units by name, alias or code, or the children of one. */
  @ApiOperation({ summary: 'Units, found by name or code' })
  @Get()
  async list(@Query({ schema: listSchema }) query: z.infer<typeof listSchema>): Promise<Page<WithOffice>> {
    const db = dbOf(this.em.fork());
    const at = query.at ?? (await businessDate(db));
    const parent = query.parent === undefined ? undefined : await unitByCode(db, query.parent, at);
    const { items, nextCursor } = await searchUnits(db, { ...query, at, parentId: parent?.id });
    return { items: items.map(shown), nextCursor };
  }

  /**
   * One unit by our code or an official one: what it is on the day, and everything that it was. Without a day, one that
   * ended is answered as of its last day.
   */
  @ApiOperation({ summary: 'One unit as it was on a day' })
  @Get(':code')
  async one(
    @Param({ schema: codeSchema }) { code: wanted }: z.infer<typeof codeSchema>,
    @Query({ schema: onDaySchema }) query: z.infer<typeof onDaySchema>,
    @CallerOf() caller: Caller,
  ): Promise<UnitAnswer> {
    const db = dbOf(this.em.fork());
    if (query.at !== undefined) return unitAnswer(db, await unitByCode(db, wanted, query.at), { at: query.at, caller });
    const today = await businessDate(db);
    const unit = await findUnit(db, wanted, today);
    return unitAnswer(db, unit, { at: await dayOfUnit(db, unit.id, today), caller });
  }

  /** The roster that an addressee expression means, said by an issuer on a day. */
  @ApiOperation({ summary: 'Find the units that names in a paper stand for, on a day' })
  @Post('resolve')
  @HttpCode(200)
  async resolve(@Body({ schema: resolveSchema }) body: z.infer<typeof resolveSchema>): Promise<Roster> {
    const db = dbOf(this.em.fork());
    const at = body.at ?? (await businessDate(db));
    const issuer = await unitByCode(db, body.issuer, at);
    const [addressee] = await resolveAddressees(db, [body.expression], { issuerId: issuer.id, at });
    return notedRoster(db, addressee!, at);
  }
}
