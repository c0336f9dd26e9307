import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Caller } from '../platform/caller.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { PageFrame } from '../platform/page-frame.js';
import { formOf } from '../platform/page-form.js';
import { fromCursor, toCursor } from '../platform/paging.js';
import { Requires } from '../platform/requires.js';
import { isIsoDate } from '../platform/vn-time.js';
import { businessDate, findUnit } from './find-unit.js';
import { directCounts, levelsBelow, unitPast } from './page.queries.js';
import { searchUnits } from './search.queries.js';
import {
  ancestorsOf,
  countByLevel,
  superiorOf,
  territoryOf,
  unitByCode,
  unitDetails,
  type UnitOn,
} from './units.queries.js';
import { unitPage, unitsPage, type UnitLine } from './units.view.js';
import { LEVELS, LINES } from './vocabulary.rules.js';

const PAGE = 100;
/** More than there are units: a search is counted and cut into pages here. */
const EVERY_UNIT = 20_000;
const TOP = 'vn';
const querySchema = z.object({
  q: z.string().trim().max(200).default(''),
  at: z.string().refine(isIsoDate).optional(),
  line: z.enum(LINES).default('administrative'),
  cursor: z.string().max(400).optional(),
});
const SENTENCES = {
  at: { vi: 'Ngày không có thật; ghi dạng năm-tháng-ngày.', en: 'There is no such date; write year-month-day.' },
};

/** The hierarchy, on any day and along any line. */
@Controller('units')
@Requires('units.view')
export class UnitsPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
  ) {}

  @Get()
  async all(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
  ): Promise<string> {
    const wanted = formOf(querySchema, query, SENTENCES);
    const db = dbOf(this.em.fork());
    const at = wanted.at ?? (await businessDate(db));
    const top = wanted.q ? undefined : await unitByCode(db, TOP, at);
    const { items } = await searchUnits(db, {
      q: wanted.q,
      parentId: top?.id,
      line: 'administrative',
      at,
      limit: EVERY_UNIT,
    });
    const counts = await countByLevel(db, at);
    const cut = await this.cut(db, items, at, wanted.cursor);
    return unitsPage(await this.frames.of(request, response), {
      at,
      above: [],
      counts: LEVELS.map((level) => ({ level, units: counts[level] })),
      children: cut.lines,
      nextHref:
        cut.next &&
        `/units?${new URLSearchParams({ at, ...(wanted.q ? { q: wanted.q } : {}), cursor: cut.next }).toString()}`,
      q: wanted.q,
      found: items.length,
    });
  }

  @Get(':code')
  async one(
    @Req() request: Request & { caller?: Caller },
    @Res({ passthrough: true }) response: Response,
    @Param('code') code: string,
    @Query() query: unknown,
  ): Promise<string> {
    const wanted = formOf(querySchema, query, SENTENCES);
    const db = dbOf(this.em.fork());
    const at = wanted.at ?? (await businessDate(db));
    const unit = await findUnit(db, code, at);
    const { line } = wanted;
    const { items } = await searchUnits(db, { parentId: unit.id, line, at, limit: EVERY_UNIT });
    const cut = await this.cut(db, items, at, wanted.cursor);
    const path = `/units/${encodeURIComponent(unit.code)}`;
    return unitPage(await this.frames.of(request, response), {
      at,
      line,
      ...(await aboutUnit(db, unit, at)),
      counts: await levelsBelow(db, unit.id, { line, at }),
      unit: { ...unit, direct: items.length },
      children: cut.lines,
      nextHref: cut.next && `${path}?${new URLSearchParams({ at, line, cursor: cut.next }).toString()}`,
      historyHref: request.caller?.role === 'auditor' ? `${path}/history` : null,
    });
  }

  /** One page of units, each with how many are directly below it. */
  private async cut(
    db: Db,
    units: readonly UnitOn[],
    at: string,
    cursor: string | undefined,
  ): Promise<{ lines: UnitLine[]; next: string | null }> {
    const from = cursor ? Number(fromCursor(cursor, ['count'])[0]) : 0;
    const shown = units.slice(from, from + PAGE);
    const direct = await directCounts(
      db,
      shown.map(({ id }) => id),
      at,
    );
    return {
      lines: shown.map((unit) => ({ ...unit, direct: direct.get(unit.id) ?? 0 })),
      next: units.length > from + PAGE ? toCursor([from + PAGE]) : null,
    };
  }
}

/** Whom a unit is under, and what it was called. */
async function aboutUnit(db: Db, unit: UnitOn, at: string) {
  const past = await unitPast(db, unit);
  const above = await ancestorsOf(db, unit.id, 'administrative', at);
  const { parents } = await unitDetails(db, unit, at);
  const sectoral = parents.find(({ line }) => line === 'sectoral') ?? null;
  const territory = await territoryOf(db, unit.id, at);
  const parent = await superiorOf(db, unit.id, at);
  return {
    ...past,
    endedOn: past.endedOn !== null && past.endedOn <= at ? past.endedOn : null,
    above: above.filter(({ code }) => code !== TOP).toReversed(),
    parent: parent ?? null,
    sectoral: sectoral && sectoral.code !== parent?.code ? sectoral : null,
    territory: territory && territory.id !== unit.id ? territory : null,
  };
}
