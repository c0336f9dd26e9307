import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { notPermitted } from '../platform/errors.js';
import { isUuid } from '../platform/ids.js';
import { pagingSchema } from '../platform/paging.js';
import { Requires } from '../platform/requires.js';
import { givenText, noteText } from '../platform/given-text.rules.js';
import { isCivilDay } from '../platform/vn-time.js';
import { findUnit } from '../units/index.js';
import { TASK_STATUSES } from './assignment.entity.js';
import { MarkTask } from './tasks/mark-task.usecase.js';
import { classQuestionJson, extensionJson } from './asking/asking.json.js';
import { extensionsOf } from './asking/extensions.queries.js';
import { questionsFor } from './asking/questions.queries.js';
import { AcknowledgeAssignment } from './acknowledge-assignment.usecase.js';
import { answering } from './answering.js';
import { RETURN_REASONS } from './assignment.rules.js';
import { assignmentJson, assignmentView, listAssignments } from './assignment-list.queries.js';
import { lineageOf, type Relative } from './lineage.queries.js';
import { taskMapOf } from './tasks/task-map.queries.js';
import { maySeeAssignment, maySeeUnit } from './assignment-sight.js';
import { ReturnAssignment } from './return-assignment.usecase.js';
import { WorkOnAssignment } from './work-on-assignment.usecase.js';

const relativeJson = ({ assignment, code, name, effectiveOn, reorganisation }: Relative) => ({
  assignment,
  unit: { code, name },
  effectiveOn,
  reorganisation,
});

const note = noteText(4000);
const listSchema = pagingSchema.extend({
  unit: z.string().max(100).optional(),
  directive: z.string().refine(isUuid, 'uuid').optional(),
  receipt: z.enum(['expected', 'sent', 'delivered', 'acknowledged', 'returned']).optional(),
  work: z.string().max(40).optional(),
  relay: z.enum(['none', 'owed', 'silent', 'partly', 'relayed']).optional(),
  overdue: z.enum(['receipt', 'work']).optional(),
  at: z.iso.date().refine(isCivilDay, 'civil day').optional(),
});
const acknowledgeSchema = z
  .object({
    arrivalNumber: z.int().min(1).max(9_999_999).optional(),
    /** The version that was looked at (`contentVersion.sent`); without it the one that was sent last is acknowledged. */
    contentVersion: z.int().min(1).max(32_000).optional(),
  })
  .default({});
const returnSchema = z.object({ reason: z.enum(RETURN_REASONS), note });
const assignSchema = z.object({
  lead: z.string().trim().min(1).max(200),
  coOperating: z.array(z.string().trim().min(1).max(200)).max(50).optional(),
  dueAt: z.iso.datetime({ offset: true }).optional(),
});
const noteSchema = z.object({ note }).default({});
const reasonSchema = z.object({ reason: givenText(4000) });
const taskSchema = z.object({ status: z.enum(TASK_STATUSES), reason: noteText(4000) });

@ApiTags('assignments')
@ApiBearerAuth()
@Controller('api/v1/assignments')
export class AssignmentsController {
  constructor(
    private readonly em: EntityManager,
    private readonly acknowledging: AcknowledgeAssignment,
    private readonly returning: ReturnAssignment,
    private readonly working: WorkOnAssignment,
    private readonly marking: MarkTask,
  ) {}

  /** What a unit has received; without `unit` the caller's own. */
  @ApiOperation({ summary: 'Assignments of the caller’s unit, or of a directive' })
  @Get()
  @Requires('assignments.view')
  async list(@Query({ schema: listSchema }) query: z.infer<typeof listSchema>, @CallerOf() caller: Caller) {
    const db = dbOf(this.em.fork());
    const unitId = query.unit
      ? (await findUnit(db, query.unit, query.at)).id
      : query.directive
        ? undefined
        : caller.unitId;
    if (unitId === null) throw notPermitted('Hãy nêu `unit`.', 'Give `unit`.');
    await maySeeUnit(db, caller, { unitId, directiveId: query.directive });
    const page = await listAssignments(db, { ...query, unitId, directiveId: query.directive });
    return { items: page.items.map(assignmentJson), nextCursor: page.nextCursor };
  }

  @ApiOperation({ summary: 'One assignment with its tasks, deadlines and state' })
  @Get(':id')
  @Requires('assignments.view')
  async one(@Param('id') id: string, @CallerOf() caller: Caller) {
    const db = dbOf(this.em.fork());
    const row = await assignmentView(db, id);
    await maySeeAssignment(db, caller, row);
    const { predecessors, successors, producers } = await lineageOf(db, row);
    const { carriedOn, notCarriedOn } = await taskMapOf(db, row);
    return {
      ...assignmentJson(row),
      carriedOn,
      notCarriedOn,
      predecessors: predecessors.map(relativeJson),
      successors: successors.map(relativeJson),
      questions: (await questionsFor(db, row)).map(classQuestionJson),
      extensions: (await extensionsOf(db, row)).map(extensionJson),
      producers: producers.map(({ code, name, ...part }) => ({ unit: { code, name }, ...part })),
    };
  }

  @ApiOperation({ summary: 'Acknowledge: enter the paper in the register of arrivals' })
  @Post(':id/acknowledge')
  @HttpCode(200)
  @Requires('assignments.act')
  acknowledge(
    @Param('id') id: string,
    @Body({ schema: acknowledgeSchema }) body: z.infer<typeof acknowledgeSchema>,
    @CallerOf() by: Caller,
  ) {
    return answering(this.em, id, by, () => this.acknowledging.execute(id, body, by));
  }

  @ApiOperation({ summary: 'Return the paper, with the reason' })
  @Post(':id/return')
  @HttpCode(200)
  @Requires('assignments.act')
  return(
    @Param('id') id: string,
    @Body({ schema: returnSchema }) body: z.infer<typeof returnSchema>,
    @CallerOf() by: Caller,
  ) {
    return answering(this.em, id, by, () => this.returning.execute(id, body, by));
  }

  @ApiOperation({ summary: 'Name who leads and who co-operates inside the unit' })
  @Post(':id/assign')
  @HttpCode(200)
  @Requires('assignments.act')
  assign(
    @Param('id') id: string,
    @Body({ schema: assignSchema }) body: z.infer<typeof assignSchema>,
    @CallerOf() by: Caller,
  ) {
    return answering(this.em, id, by, () => this.working.assign(id, body, by));
  }

  @ApiOperation({ summary: 'Begin the work' })
  @Post(':id/start')
  @HttpCode(200)
  @Requires('assignments.act')
  start(
    @Param('id') id: string,
    @Body({ schema: noteSchema }) body: z.infer<typeof noteSchema>,
    @CallerOf() by: Caller,
  ) {
    return answering(this.em, id, by, () => this.working.execute(id, 'start', body.note, by));
  }

  @ApiOperation({ summary: 'Declare the work done' })
  @Post(':id/complete')
  @HttpCode(200)
  @Requires('assignments.act')
  complete(
    @Param('id') id: string,
    @Body({ schema: noteSchema }) body: z.infer<typeof noteSchema>,
    @CallerOf() by: Caller,
  ) {
    return answering(this.em, id, by, () => this.working.execute(id, 'complete', body.note, by));
  }

  @ApiOperation({ summary: 'Declare the duty outside the unit’s functions' })
  @Post(':id/not-applicable')
  @HttpCode(200)
  @Requires('assignments.act')
  notApplicable(
    @Param('id') id: string,
    @Body({ schema: reasonSchema }) body: z.infer<typeof reasonSchema>,
    @CallerOf() by: Caller,
  ) {
    return answering(this.em, id, by, () => this.working.execute(id, 'not-applicable', body.reason, by));
  }

  @ApiOperation({ summary: 'State how one task of the assignment stands' })
  @Post(':id/tasks/:n')
  @HttpCode(200)
  @Requires('assignments.act')
  task(
    @Param('id') id: string,
    @Param('n') n: string,
    @Body({ schema: taskSchema }) body: z.infer<typeof taskSchema>,
    @CallerOf() by: Caller,
  ) {
    return answering(this.em, id, by, () => this.marking.execute(id, { ...body, n: Number(n) }, by));
  }
}
