import { Controller, Get, Param, Query } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { mustSee } from '../directives/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import { Requires } from '../platform/requires.js';
import { graphJson } from './bases.json.js';
import { graphOfCitedPaper, graphOfDirective } from './graph.js';
import { citedPaperFor, type CitedPaperRow } from './neighbours.queries.js';

export const cursorSchema = z.object({ cursor: z.string().max(400).optional() });

/** @throws ProductError `not-found`, also for a paper that nothing cites which the caller may see */
export async function mustKnow(db: Db, caller: Caller, id: string): Promise<CitedPaperRow> {
  const paper = await citedPaperFor(db, caller, id);
  if (!paper) throw notFound('Không có văn bản này.', 'There is no such paper.');
  return paper;
}

@ApiTags('bases')
@ApiBearerAuth()
@Controller('api/v1')
export class BasesController {
  constructor(private readonly em: EntityManager) {}

  /** What a directive rests on and what rests on it, of what the caller may see; `cursor` pages what rests directly on it. */
  @ApiOperation({ summary: 'The papers that a directive rests on' })
  @Get('directives/:id/bases')
  @Requires('directives.view')
  async ofDirective(
    @Param('id') id: string,
    @Query({ schema: cursorSchema }) { cursor }: z.infer<typeof cursorSchema>,
    @CallerOf() caller: Caller,
  ) {
    const db = dbOf(this.em.fork());
    await mustSee(db, caller, id);
    return graphJson(await graphOfDirective(db, caller, id, cursor));
  }

  /** The same of a paper that others cite; where it is a directive that the caller may see, that directive's. */
  @ApiOperation({ summary: 'One paper: what it rests on and what rests on it' })
  @Get('papers/:id')
  @Requires('directives.view')
  async ofPaper(
    @Param('id') id: string,
    @Query({ schema: cursorSchema }) { cursor }: z.infer<typeof cursorSchema>,
    @CallerOf() caller: Caller,
  ) {
    const db = dbOf(this.em.fork());
    const paper = await mustKnow(db, caller, id);
    const graph = paper.directiveId
      ? await graphOfDirective(db, caller, paper.directiveId, cursor)
      : await graphOfCitedPaper(db, caller, paper, cursor);
    return graphJson(graph);
  }
}
