import { Controller, Get, Param, Query } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { directiveById, mustSee } from '../directives/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { notPermitted } from '../platform/errors.js';
import { pagingSchema } from '../platform/paging.js';
import { Requires } from '../platform/requires.js';
import { unitsByIds } from '../units/index.js';
import { instantOf } from '../platform/as-of.rules.js';
import { historyOf } from './history.queries.js';
import { namedUnit } from './named-unit.js';
import { blockingOf } from './frontier.queries.js';
import { progressOf, TREES } from './progress.queries.js';
import { factJson, progressJson } from './tracking.json.js';

/** Without a zone it is Vietnam’s time; a date alone means its end. */
const instant = z
  .string()
  .max(40)
  .refine((text) => instantOf(text) !== undefined, 'as of')
  .describe('A past instant; without a zone it is Vietnam’s time (UTC+7), a date alone means its end')
  .optional();
const progressSchema = z.object({
  under: z.string().max(100).optional(),
  at: instant,
  /** Which tree, where units were reorganised: that of today, or that of the day of issue. */
  tree: z.enum(TREES).optional(),
  /** What to break the totals down by: level of the tree and of the units, or task of the directive. */
  by: z.enum(['level', 'task']).optional(),
});
const historySchema = pagingSchema.extend({ unit: z.string().max(100).optional(), at: instant });

/** A party to a cascade sees its own branch: the node it asks about must be itself or below it. */
export async function mustSeeNode(
  db: Db,
  caller: Caller,
  directiveId: string,
  under: string | undefined,
): Promise<string | undefined> {
  if ((await mustSee(db, caller, directiveId)) === 'all') return under;
  const directive = await directiveById(db, directiveId);
  const [own] = await unitsByIds(db, [caller.unitId!], directive.rosterOn);
  if (under === undefined || under === own!.code) return own!.code;
  const { path } = await progressOf(db, directiveId, { under });
  if (path.some(({ code }) => code === own!.code)) return under;
  throw notPermitted('Chỉ xem được nhánh của đơn vị mình.', 'You see only the branch of your own unit.');
}

@ApiTags('tracking')
@ApiBearerAuth()
@Controller('api/v1/directives')
export class TrackingController {
  constructor(private readonly em: EntityManager) {}

  /** Receipt and work at a node and at each unit directly below it, now or as of a past instant. */
  @ApiOperation({ summary: 'Progress at a node, by level, task and lateness, now or at a past instant' })
  @Get(':id/progress')
  @Requires('directives.view')
  async progress(
    @Param('id') id: string,
    @Query({ schema: progressSchema }) query: z.infer<typeof progressSchema>,
    @CallerOf() caller: Caller,
  ) {
    const db = dbOf(this.em.fork());
    const under = await mustSeeNode(db, caller, id, query.under);
    return progressJson(
      await progressOf(db, id, {
        under,
        at: instantOf(query.at),
        tree: query.tree,
        by: query.by,
      }),
    );
  }

  /** The few units that hold the rest up, with how many wait below each. */
  @ApiOperation({ summary: 'The offices that hold the others up, the most waiting first' })
  @Get(':id/blocking')
  @Requires('directives.view')
  async blocking(@Param('id') id: string, @CallerOf() caller: Caller) {
    const db = dbOf(this.em.fork());
    const directive = await directiveById(db, id);
    if ((await mustSee(db, caller, id)) !== 'all')
      throw notPermitted('Chỉ cơ quan ban hành mới xem được.', 'Only the issuer sees this.');
    const items = await blockingOf(db, directive);
    return {
      items: items.map(({ unitCode, unitName, ...rest }) => ({ unit: unitCode, name: unitName, ...rest })),
      nextCursor: null,
    };
  }

  /** Facts of a directive's cascade, oldest first; of one unit with `unit`, its code or name, up to an instant with `at`. */
  @ApiOperation({ summary: 'The history of a directive, each entry with who and when' })
  @Get(':id/history')
  @Requires('history.view')
  async history(
    @Param('id') id: string,
    @Query({ schema: historySchema }) query: z.infer<typeof historySchema>,
    @CallerOf() caller: Caller,
  ) {
    const db = dbOf(this.em.fork());
    const directive = await directiveById(db, id);
    const sight = await mustSee(db, caller, id);
    const unit = query.unit ? await namedUnit(db, { id, on: directive.rosterOn, said: query.unit }) : undefined;
    if (sight === 'branch' && unit && unit.id !== caller.unitId)
      throw notPermitted('Chỉ xem được lịch sử của đơn vị mình.', 'You see only the history of your own unit.');
    const page = await historyOf(db, {
      cascadeId: directive.cascadeId,
      ...(directive.cascadeId === id ? {} : { directiveId: id }),
      unitId: sight === 'branch' ? caller.unitId! : unit?.id,
      until: instantOf(query.at),
      limit: query.limit,
      cursor: query.cursor,
    });
    return { items: page.items.map(factJson), nextCursor: page.nextCursor };
  }
}
