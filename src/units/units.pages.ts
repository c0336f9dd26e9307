import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Caller } from '../platform/caller.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { PageFrame } from '../platform/page-frame.js';
import { formOf } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { isCivilDay } from '../platform/vn-time.js';
import { mayAdminister, maySeeAddress } from './amending/administering.js';
import { unitCard } from './card/card.queries.js';
import { cardPage } from './card/card.view.js';
import { businessDate, findUnit } from './find-unit.js';
import { levelsBelow } from './page.queries.js';
import { pathsOf, searchUnits } from './search.queries.js';
import { childrenOf, sizeBelow } from './tree.queries.js';
import { treeOf } from './tree/branches.js';
import { ancestorsOf, countByLevel, superiorOf, territoryOf, unitDetails, type UnitOn } from './units.queries.js';
import { foundPage, treePage } from './units.view.js';
import { LEVELS, LINES } from './vocabulary.rules.js';

const PAGE = 100;
const TOP = 'vn';
const querySchema = z.object({
  q: z.string().trim().max(200).default(''),
  at: z.string().refine(isCivilDay).optional(),
  line: z.enum(LINES).default('administrative'),
  open: z.string().trim().max(80).optional(),
  cursor: z.string().max(400).optional(),
});
type Wanted = z.infer<typeof querySchema> & { at: string };
const SENTENCES = {
  at: {
    vi: 'Hãy chọn một ngày có thật, từ năm 1900 đến năm 2200.',
    en: 'Choose a day that exists, from 1900 to 2200.',
  },
};

const further = (path: string, cursor: string | null, kept: Record<string, string>): string | null =>
  cursor === null ? null : `${path}?${new URLSearchParams({ ...kept, cursor }).toString()}`;

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
    const db = dbOf(this.em.fork());
    const wanted = await wantedOf(db, query);
    const { at, line, q, cursor } = wanted;
    const frame = await this.frames.of(request, response);
    if (q) return foundPage(frame, await foundOf(db, wanted));
    const open = wanted.open === undefined ? undefined : await findUnit(db, wanted.open, at);
    const tree = await treeOf(db, { line, at, open, cursor });
    const counts = await countByLevel(db, at);
    return treePage(frame, {
      at,
      line,
      counts: LEVELS.map((level) => ({ level, units: counts[level] })),
      branches: tree.items,
      nextHref: further('/units', tree.nextCursor, { at, line }),
    });
  }

  @Get(':code')
  async one(
    @Req() request: Request & { caller?: Caller },
    @Res({ passthrough: true }) response: Response,
    @Param('code') code: string,
    @Query() query: unknown,
  ): Promise<string> {
    const db = dbOf(this.em.fork());
    const { at, line, cursor } = await wantedOf(db, query);
    const unit = await findUnit(db, code, at);
    const children = await childrenOf(db, { unitId: unit.id, line, at, limit: PAGE, cursor });
    const path = `/units/${encodeURIComponent(unit.code)}`;
    const { caller } = request;
    return cardPage(await this.frames.of(request, response), {
      at,
      line,
      unit,
      ...(await aboutUnit(db, unit, at)),
      seesAddress: caller !== undefined && (await maySeeAddress(db, caller, unit.id)),
      administers: caller !== undefined && (await mayAdminister(db, caller, unit.id)),
      counts: await levelsBelow(db, unit.id, { line, at }),
      direct: (await sizeBelow(db, unit.id, { line, at })).direct,
      children: children.items,
      nextHref: further(path, children.nextCursor, { at, line }),
      historyHref: caller?.role === 'auditor' ? `${path}/history` : null,
    });
  }
}

async function wantedOf(db: Db, query: unknown): Promise<Wanted> {
  const wanted = formOf(querySchema, query, SENTENCES);
  return { ...wanted, at: wanted.at ?? (await businessDate(db)) };
}

/** One page of what was searched for, each hit with the way down to it. */
async function foundOf(db: Db, { q, at, line, cursor }: Wanted) {
  const { items, total, nextCursor } = await searchUnits(db, { q, line, at, limit: PAGE, cursor });
  const ids = items.map(({ id }) => id);
  const paths = await pathsOf(db, ids, at);
  const found = items.map((unit) => ({ ...unit, direct: 0, path: paths.get(unit.id) ?? [] }));
  return { q, at, line, total, found, nextHref: further('/units', nextCursor, { at, q }) };
}

/** Whom a unit is under on a day, and everything that it was. */
async function aboutUnit(db: Db, unit: UnitOn, at: string) {
  const card = await unitCard(db, unit.id, at);
  const above = await ancestorsOf(db, unit.id, 'administrative', at);
  const { parents, standingBody, hasAddress } = await unitDetails(db, unit, at);
  const sectoral = parents.find(({ line }) => line === 'sectoral') ?? null;
  const territory = await territoryOf(db, unit.id, at);
  const superior = (await superiorOf(db, unit.id, at)) ?? null;
  const last = card.periods.at(-1)?.to ?? null;
  return {
    card,
    standingBody,
    hasAddress,
    endedOn: last !== null && last <= at ? last : null,
    above: above.filter(({ code }) => code !== TOP).toReversed(),
    superior,
    sectoral: sectoral && sectoral.code !== superior?.code ? sectoral : null,
    territory: territory && territory.id !== unit.id ? territory : null,
  };
}
