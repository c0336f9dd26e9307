import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import {
  classesOf,
  contactJson,
  contactQuery,
  countClasses,
  listContactability,
  rosterContactPage,
} from '../contactability/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { PageFrame } from '../platform/page-frame.js';
import { formOf } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { vnIso } from '../platform/vn-time.js';
import { directiveById } from './directives.queries.js';
import { mustSee } from './visibility.js';

const PAGE = 100;

/** How sure the way to each addressee of a directive is: for who issues it. */
@ApiBearerAuth()
@Controller()
@Requires('contactability.view')
export class RosterContactPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
  ) {}

  @Get('directives/:id/contactability')
  async page(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('id') id: string,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    const { class: filter, cursor } = formOf(contactQuery, query);
    const db = dbOf(this.em.fork());
    await mustSee(db, caller, id);
    const { now } = await directiveById(db, id);
    const among = { kind: 'roster', directiveId: id } as const;
    const { items, nextCursor } = await listContactability(
      db,
      { among, classes: classesOf(filter), limit: PAGE, cursor },
      now,
    );
    const next = nextCursor && new URLSearchParams({ class: filter, cursor: nextCursor }).toString();
    return rosterContactPage(await this.frames.of(request, response), {
      directiveId: id,
      filter,
      counts: await countClasses(db, among, now),
      lines: items,
      nextHref: next && `/directives/${id}/contactability?${next}`,
    });
  }

  /** The addressees by how sure the way to them is, the worst first. */
  @ApiOperation({ summary: 'Recipients of a directive that mail does not reach' })
  @Get('api/v1/directives/:id/contactability')
  async list(
    @Param('id') id: string,
    @Query({ schema: contactQuery }) query: z.infer<typeof contactQuery>,
    @CallerOf() caller: Caller,
  ) {
    const db = dbOf(this.em.fork());
    await mustSee(db, caller, id);
    const { now } = await directiveById(db, id);
    const { limit, cursor } = query;
    const among = { kind: 'roster', directiveId: id } as const;
    const { items, nextCursor } = await listContactability(
      db,
      { among, classes: classesOf(query.class), limit, cursor },
      now,
    );
    return { at: vnIso(now), counts: await countClasses(db, among, now), items: items.map(contactJson), nextCursor };
  }
}
