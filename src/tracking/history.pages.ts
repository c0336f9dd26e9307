import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { maySeeUnit } from '../assignments/index.js';
import { directiveById, mustSee, papersOf } from '../directives/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { notPermitted } from '../platform/errors.js';
import { PageFrame } from '../platform/page-frame.js';
import { formOf } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { findUnit, officeName, unitsByIds, type UnitOn } from '../units/index.js';
import { instantOf } from '../platform/as-of.rules.js';
import { countHistory, historyOf, type HistorySearch } from './history.queries.js';
import { historyPage, type KindFilter } from './history.view.js';
import { namedUnit } from './named-unit.js';
import { timelineOf } from './timeline-entries.js';
import { unitHistoryPage } from './unit-history.view.js';

const PAGE = 100;
const KINDS = ['', 'directive', 'acts', 'chasing', 'report', 'message'] as const satisfies readonly KindFilter[];
const querySchema = z.object({
  unit: z.string().trim().max(100).default(''),
  kind: z.enum(KINDS).default(''),
  at: z.string().max(40).default(''),
  cursor: z.string().max(400).optional(),
});
type Filter = z.infer<typeof querySchema>;

/** What happened: to a directive, to one unit under it, and to one unit over all directives. */
@Controller()
export class HistoryPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
  ) {}

  @Get('directives/:id/history')
  @Requires('history.view')
  async ofDirective(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('id') id: string,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    const filter = formOf(querySchema, query);
    const db = dbOf(this.em.fork());
    const directive = await directiveById(db, id);
    const unit = await this.unitSeen(db, caller, { id, on: directive.rosterOn, code: filter.unit });
    const search: HistorySearch = {
      cascadeId: directive.cascadeId,
      ...(directive.cascadeId === id ? {} : { directiveId: id }),
      unitId: unit?.id,
      ...searchOf(filter),
    };
    const { items, nextCursor } = await historyOf(db, search);
    const path = `/directives/${id}/history`;
    return historyPage(await this.frames.of(request, response), {
      directive: id,
      paper: (await papersOf(db, [id])).get(id)!,
      unit: unit ? { code: unit.code, name: officeName(unit) } : null,
      filter: { ...filter, unit: unit?.code ?? '' },
      entries: timelineOf(items, (code) => `${path}?unit=${encodeURIComponent(code)}`),
      total: await countHistory(db, search),
      nextHref: nextHref(path, filter, nextCursor),
    });
  }

  @Get('units/:code/history')
  @Requires('history.view')
  async ofUnit(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('code') code: string,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    const filter = formOf(querySchema, query);
    const db = dbOf(this.em.fork());
    const unit = await findUnit(db, code);
    await maySeeUnit(db, caller, { unitId: unit.id, directiveId: undefined });
    const search: HistorySearch = { ofUnitAnywhere: unit.id, ...searchOf(filter) };
    const { items, nextCursor } = await historyOf(db, search);
    const papers = await papersOf(db, [...new Set(items.flatMap(({ directive }) => directive ?? []))]);
    const path = `/units/${encodeURIComponent(unit.code)}/history`;
    return unitHistoryPage(await this.frames.of(request, response), {
      unit: { code: unit.code, name: officeName(unit) },
      entries: timelineOf(items).map((entry, i) => ({
        ...entry,
        unitName: papers.get(items[i]!.directive ?? '')?.subject ?? null,
        unitHref:
          items[i]!.directive && `/directives/${items[i]!.directive}/history?unit=${encodeURIComponent(unit.code)}`,
      })),
      total: await countHistory(db, search),
      nextHref: nextHref(path, filter, nextCursor),
    });
  }

  /** The unit whose history alone is shown; a party to the cascade sees its own. */
  private async unitSeen(
    db: Db,
    caller: Caller,
    { id, on, code }: { id: string; on: string; code: string },
  ): Promise<UnitOn | undefined> {
    const sight = await mustSee(db, caller, id);
    const unit = code ? await namedUnit(db, { id, on, said: code }) : undefined;
    if (sight === 'all') return unit;
    if (unit && unit.id !== caller.unitId)
      throw notPermitted('Chỉ xem được lịch sử của đơn vị mình.', 'You see only the history of your own unit.');
    return unit ?? (await unitsByIds(db, [caller.unitId!], on))[0];
  }
}

const searchOf = ({ kind, at, cursor }: Filter) => ({
  kind: kind || undefined,
  until: instantOf(at),
  limit: PAGE,
  cursor,
});

function nextHref(path: string, { unit, kind, at }: Filter, cursor: string | null): string | null {
  if (cursor === null) return null;
  const given = Object.entries({ unit, kind, at, cursor }).filter(([, value]) => value !== '');
  return `${path}?${new URLSearchParams(given).toString()}`;
}
