import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { mustSee } from '../directives/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { PageFrame } from '../platform/page-frame.js';
import { formOf, goTo } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { cursorSchema, mustKnow } from './bases.controller.js';
import { basesPage } from './bases.view.js';
import { graphOfCitedPaper, graphOfDirective } from './graph.js';

/** What papers rest on, and what rests on them. */
@Controller()
export class BasesPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
  ) {}

  @Get('directives/:id/bases')
  @Requires('directives.view')
  async ofDirective(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('id') id: string,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    const { cursor } = formOf(cursorSchema, query);
    const db = dbOf(this.em.fork());
    await mustSee(db, caller, id);
    const graph = await graphOfDirective(db, caller, id, cursor);
    return basesPage(await this.frames.of(request, response), { graph, path: `/directives/${id}/bases` });
  }

  @Get('papers/:id')
  @Requires('directives.view')
  async ofPaper(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    const { cursor } = formOf(cursorSchema, query);
    const db = dbOf(this.em.fork());
    const paper = await mustKnow(db, caller, id);
    if (paper.directiveId) return goTo(response, `/directives/${paper.directiveId}/bases`);
    const graph = await graphOfCitedPaper(db, caller, paper, cursor);
    response.send(basesPage(await this.frames.of(request, response), { graph, path: `/papers/${paper.id}` }));
  }
}
