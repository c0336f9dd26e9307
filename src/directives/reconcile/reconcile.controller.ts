import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { paperOf } from '../../dispatches/index.js';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { dbOf } from '../../platform/database/sql.js';
import { isUuid } from '../../platform/ids.js';
import { Requires } from '../../platform/requires.js';
import { vnIso } from '../../platform/vn-time.js';
import { directiveJson } from '../directive.json.js';
import { SAME_PAPER } from '../similarity.rules.js';
import { duplicatesOfPaper } from '../duplicates.queries.js';
import { matchesOfPaper } from './matches.queries.js';
import { ReconcileDirective } from './reconcile-directive.usecase.js';

const reconcileSchema = z.object({ dispatch: z.string().refine(isUuid, 'uuid') });

@ApiTags('dispatches')
@ApiBearerAuth()
@Controller('api/v1')
export class ReconcileController {
  constructor(
    private readonly em: EntityManager,
    private readonly reconciling: ReconcileDirective,
  ) {}

  /** The drafts of the unit that a numbered paper is the copy of, and the papers that it repeats. */
  @ApiOperation({ summary: 'Drafts that an incoming paper may be the numbered copy of' })
  @Get('dispatches/:id/matches')
  @Requires('directives.draft')
  async matches(@Param('id') id: string, @CallerOf() caller: Caller) {
    const db = dbOf(this.em.fork());
    const paper = await paperOf(db, id, caller);
    const matches = await matchesOfPaper(db, paper);
    const duplicates = await duplicatesOfPaper(db, paper);
    return {
      threshold: SAME_PAPER,
      items: matches.map(({ directiveId, createdAt, ...match }) => ({
        directive: directiveId,
        ...match,
        createdAt: vnIso(createdAt),
      })),
      duplicates: duplicates.map(({ dispatchId, directiveId, createdAt, ...duplicate }) => ({
        dispatch: dispatchId,
        directive: directiveId,
        ...duplicate,
        createdAt: vnIso(createdAt),
      })),
      nextCursor: null,
    };
  }

  /** Joins a directive with the numbered copy of its paper; again it answers what was joined. */
  @ApiOperation({ summary: 'Match the numbered copy with the draft that was issued before it' })
  @Post('directives/:id/reconcile')
  @HttpCode(200)
  @Requires('directives.draft')
  async reconcile(
    @Param('id') id: string,
    @Body({ schema: reconcileSchema }) body: z.infer<typeof reconcileSchema>,
    @CallerOf() caller: Caller,
  ) {
    const { directive, repeated } = await this.reconciling.execute(id, body.dispatch, caller);
    return { ...directiveJson(directive), ...(repeated ? { repeated } : {}) };
  }
}
