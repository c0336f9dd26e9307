import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { mustSee } from '../../directives/index.js';
import { actsFor, CallerOf, unitsOf, type Caller } from '../../platform/caller.js';
import { dbOf } from '../../platform/database/sql.js';
import { pagingSchema } from '../../platform/paging.js';
import { Requires } from '../../platform/requires.js';
import { givenText } from '../../platform/given-text.rules.js';
import { answering } from '../answering.js';
import { assignmentById } from '../assignment.queries.js';
import { TASK_STATUSES } from '../assignment.entity.js';
import { maySeeAssignment } from '../assignment-sight.js';
import { MarkSupervised } from './mark-supervised.usecase.js';
import { countSupervised, listSupervised, supervisedJson, type SupervisedSearch } from './supervised.queries.js';
import { RemoveSupervised } from './remove-supervised.usecase.js';
import { SuperviseUnits } from './supervise-units.usecase.js';

const addressee = z.string().trim().min(1).max(2000);
const task = z.int().min(1).max(32_767).optional();
const superviseSchema = z.object({ units: z.array(addressee).min(1).max(500), task });
const markSchema = z.object({
  status: z.enum(TASK_STATUSES),
  note: givenText(4000).optional(),
  task,
});
const listSchema = pagingSchema.extend({ left: z.enum(['true', 'false']).optional() });
const removeSchema = z.object({ task: z.coerce.number().int().min(1).max(32_767).optional() });
type ListQuery = z.infer<typeof listSchema>;

@ApiTags('assignments')
@ApiBearerAuth()
@Controller('api/v1')
export class SupervisingController {
  constructor(
    private readonly em: EntityManager,
    private readonly supervising: SuperviseUnits,
    private readonly marking: MarkSupervised,
    private readonly removing: RemoveSupervised,
  ) {}

  /** Adds third parties that the unit sees to, for one task or the whole; what they do counts as the unit's own work. */
  @ApiOperation({ summary: 'Name the third parties whose work the assignment waits for' })
  @Post('assignments/:id/supervise')
  @HttpCode(200)
  @Requires('assignments.act')
  supervise(
    @Param('id') id: string,
    @Body({ schema: superviseSchema }) body: z.infer<typeof superviseSchema>,
    @CallerOf() by: Caller,
  ) {
    return answering(this.em, id, by, () => this.supervising.execute(id, body, by));
  }

  /** The third parties of an assignment; with `left` only those that are not done. */
  @ApiOperation({ summary: 'The third parties of an assignment, and how far each is' })
  @Get('assignments/:id/supervised')
  @Requires('assignments.view')
  async ofAssignment(
    @Param('id') id: string,
    @Query({ schema: listSchema }) query: ListQuery,
    @CallerOf() caller: Caller,
  ) {
    const db = dbOf(this.em.fork());
    const row = await assignmentById(db, id);
    await maySeeAssignment(db, caller, row);
    return this.list({ cascadeId: row.cascadeId, assignmentId: row.id }, query);
  }

  @ApiOperation({ summary: 'State how far a third party is' })
  @Put('assignments/:id/supervised/:unit')
  @Requires('assignments.act')
  put(
    @Param('id') id: string,
    @Param('unit') unit: string,
    @Body({ schema: markSchema }) body: z.infer<typeof markSchema>,
    @CallerOf() by: Caller,
  ) {
    return this.mark(id, { ...body, unit }, by);
  }

  /** How far a third party has come; said by the unit that sees to it, or by the third party itself. */
  @ApiOperation({ summary: 'State how far a third party is, for clients without PUT' })
  @Post('assignments/:id/supervised/:unit')
  @HttpCode(200)
  @Requires('assignments.act')
  post(
    @Param('id') id: string,
    @Param('unit') unit: string,
    @Body({ schema: markSchema }) body: z.infer<typeof markSchema>,
    @CallerOf() by: Caller,
  ) {
    return this.mark(id, { ...body, unit }, by);
  }

  /** Takes a third party out again that was added by mistake; the same again is a repeat. */
  @ApiOperation({ summary: 'Take a third party back out' })
  @Delete('assignments/:id/supervised/:unit')
  @HttpCode(200)
  @Requires('assignments.act')
  remove(
    @Param('id') id: string,
    @Param('unit') unit: string,
    @Query({ schema: removeSchema }) { task: n }: z.infer<typeof removeSchema>,
    @CallerOf() by: Caller,
  ) {
    return answering(this.em, id, by, () => this.removing.execute(id, { unit, task: n }, by));
  }

  /** The third parties of every unit under a directive: for the issuer all of them, else those of one's own branch. */
  @ApiOperation({ summary: 'The third parties of a whole directive' })
  @Get('directives/:id/supervised')
  @Requires('directives.view')
  async ofDirective(
    @Param('id') id: string,
    @Query({ schema: listSchema }) query: ListQuery,
    @CallerOf() caller: Caller,
  ) {
    const sight = await mustSee(dbOf(this.em.fork()), caller, id);
    return this.list({ directiveId: id, ...(sight === 'all' ? {} : { byUnitIds: unitsOf(caller) }) }, query);
  }

  /** What others see to that the caller's unit does. */
  @ApiOperation({ summary: 'What others supervise of the caller’s unit' })
  @Get('supervised')
  @Requires('assignments.view')
  mine(@Query({ schema: listSchema }) query: ListQuery, @CallerOf() caller: Caller) {
    return this.list({ unitIds: unitsOf(caller) }, query);
  }

  private async list(search: Omit<SupervisedSearch, 'limit' | 'left'>, { left, ...paging }: ListQuery) {
    const db = dbOf(this.em.fork());
    const page = await listSupervised(db, { ...search, ...paging, left: left === 'true' });
    const counts = await countSupervised(db, search);
    return { items: page.items.map(supervisedJson), nextCursor: page.nextCursor, ...counts };
  }

  /** A third party that is no recipient does not see the assignment: it is answered with what is its own. */
  private async mark(id: string, mark: Parameters<MarkSupervised['execute']>[1], by: Caller) {
    const db = dbOf(this.em.fork());
    const { unitId } = await assignmentById(db, id);
    if (actsFor(by, unitId)) return answering(this.em, id, by, () => this.marking.execute(id, mark, by));
    const { repeated } = await this.marking.execute(id, mark, by);
    const { items } = await listSupervised(db, { assignmentId: id, unitIds: unitsOf(by), limit: 500 });
    return { items: items.map(supervisedJson), ...(repeated ? { repeated } : {}) };
  }
}
