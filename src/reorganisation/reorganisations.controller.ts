import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CallerOf, LocaleOf, type Caller, type Locale } from '../platform/caller.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { pagingSchema } from '../platform/paging.js';
import { Requires } from '../platform/requires.js';
import { CarryOutReorganisation } from './carry-out-reorganisation.usecase.js';
import { DecideReorganisation } from './decide-reorganisation.usecase.js';
import { diffOf } from './diff.queries.js';
import { DraftReorganisation } from './draft-reorganisation.usecase.js';
import { lookAt } from './look-at-reorganisation.js';
import { PauseReorganisation } from './pause-reorganisation.usecase.js';
import { draftPlanSchema } from './plan-schema.rules.js';
import { previewOfDuties, twiceOfPreview, unitsOfPreview } from './preview-duties.queries.js';
import { mustAdminister, mustBeOperator, scopeOf } from './reorganisation-rights.js';
import { STATES } from './reorganisation.entity.js';
import { compiledJson, reorganisationJson } from './reorganisation.json.js';
import { listReorganisations, planOf, reorganisationById, type ReorganisationRow } from './reorganisation.queries.js';
import { ReviseReorganisation } from './revise-reorganisation.usecase.js';
import { SubmitReorganisation } from './submit-reorganisation.usecase.js';

const listSchema = pagingSchema.extend({ state: z.enum(STATES).optional() });
const reviseSchema = draftPlanSchema.extend({ version: z.number().int().min(1).optional() });
const submitSchema = z.object({ version: z.number().int().min(1).optional() });
const approveSchema = z.object({ planHash: z.string().regex(/^[0-9a-f]{64}$/) });

interface Answered {
  row: ReorganisationRow;
  repeated: boolean;
}
const answer = ({ row, repeated }: Answered) => ({ ...reorganisationJson(row), ...(repeated ? { repeated } : {}) });

/** Plans that reorganise units: entered ahead of their day, approved by a second person, carried out at their instant. */
@ApiTags('reorganisations')
@ApiBearerAuth()
@Controller('api/v1/reorganisations')
@Requires('units.administer')
export class ReorganisationsController {
  constructor(
    private readonly em: EntityManager,
    private readonly drafting: DraftReorganisation,
    private readonly revising: ReviseReorganisation,
    private readonly submitting: SubmitReorganisation,
    private readonly deciding: DecideReorganisation,
    private readonly pausing: PauseReorganisation,
    private readonly carrying: CarryOutReorganisation,
  ) {}

  /** Those of the caller's unit and of the units below it; an operator's are all. */
  @ApiOperation({ summary: 'Reorganisations, the newest first' })
  @Get()
  async list(@Query({ schema: listSchema }) query: z.infer<typeof listSchema>, @CallerOf() by: Caller) {
    const page = await listReorganisations(this.db(), { ...query, below: scopeOf(by) });
    return { items: page.items.map(reorganisationJson), nextCursor: page.nextCursor };
  }

  @ApiOperation({ summary: 'Draft a reorganisation' })
  @Post()
  @HttpCode(201)
  async create(@Body({ schema: draftPlanSchema }) plan: z.infer<typeof draftPlanSchema>, @CallerOf() by: Caller) {
    return reorganisationJson(await this.drafting.execute(plan, by));
  }

  /** A reorganisation with its plan. */
  @ApiOperation({ summary: 'One reorganisation and how far it is' })
  @Get(':id')
  async one(@Param('id') id: string, @CallerOf() by: Caller) {
    const { db, row } = await this.seen(id, by);
    const { steps } = await lookAt(db, row);
    return { ...reorganisationJson(row), plan: planOf(row, steps) };
  }

  /** What the plan does to the tree, every reason against it, and what becomes of duties once it is submitted. */
  @ApiOperation({ summary: 'What a reorganisation would do; writes nothing' })
  @Get(':id/preview')
  async preview(@Param('id') id: string, @CallerOf() by: Caller, @LocaleOf() locale: Locale) {
    const { db, row } = await this.seen(id, by);
    const { compiled } = await lookAt(db, row);
    const frozen = row.state === 'submitted' || row.state === 'approved';
    return {
      id,
      state: row.state,
      planHash: row.planHash,
      tree: compiled && compiledJson(compiled, locale),
      duties: frozen ? await previewOfDuties(db, id) : null,
    };
  }

  /** The units that change, each the day before and on the day. */
  @ApiOperation({ summary: 'What a reorganisation changes, unit by unit' })
  @Get(':id/changes')
  async changes(
    @Param('id') id: string,
    @Query({ schema: pagingSchema }) query: z.infer<typeof pagingSchema>,
    @CallerOf() by: Caller,
  ) {
    const { db, row } = await this.seen(id, by);
    return diffOf(db, row, { ...query, compiled: (await lookAt(db, row)).compiled });
  }

  /** The units whose duties move, with who takes them over; of a plan that was submitted. */
  @ApiOperation({ summary: 'What becomes of the duties in force' })
  @Get(':id/duties')
  async duties(
    @Param('id') id: string,
    @Query({ schema: pagingSchema }) query: z.infer<typeof pagingSchema>,
    @CallerOf() by: Caller,
  ) {
    const { db } = await this.seen(id, by);
    return unitsOfPreview(db, id, query);
  }

  /** Who would owe the same directive twice, were its duties not joined; of a plan that was submitted. */
  @ApiOperation({ summary: 'Duties that a unit would have twice' })
  @Get(':id/twice')
  async twice(
    @Param('id') id: string,
    @Query({ schema: pagingSchema }) query: z.infer<typeof pagingSchema>,
    @CallerOf() by: Caller,
  ) {
    const { db } = await this.seen(id, by);
    return twiceOfPreview(db, id, query);
  }

  /** Puts another plan in its place while it is in preparation. */
  @ApiOperation({ summary: 'Revise a drafted reorganisation' })
  @Post(':id/revise')
  @HttpCode(200)
  async revise(
    @Param('id') id: string,
    @Body({ schema: reviseSchema }) { version, ...plan }: z.infer<typeof reviseSchema>,
    @CallerOf() by: Caller,
  ) {
    return reorganisationJson(await this.revising.execute(id, { version, change: () => plan }, by));
  }

  @ApiOperation({ summary: 'Submit a reorganisation for approval' })
  @Post(':id/submit')
  @HttpCode(200)
  async submit(
    @Param('id') id: string,
    @Body({ schema: submitSchema }) body: z.infer<typeof submitSchema>,
    @CallerOf() by: Caller,
  ) {
    return answer(await this.submitting.execute(id, body, by));
  }

  /** By another person than who entered or submitted it, of the plan that was shown. */
  @ApiOperation({ summary: 'Approve a reorganisation' })
  @Post(':id/approve')
  @HttpCode(200)
  async approve(
    @Param('id') id: string,
    @Body({ schema: approveSchema }) body: z.infer<typeof approveSchema>,
    @CallerOf() by: Caller,
  ) {
    return answer(await this.deciding.approve(id, body, by));
  }

  @ApiOperation({ summary: 'Withdraw a submitted reorganisation' })
  @Post(':id/withdraw')
  @HttpCode(200)
  async withdraw(@Param('id') id: string, @CallerOf() by: Caller) {
    return answer(await this.deciding.withdraw(id, by));
  }

  @ApiOperation({ summary: 'Cancel a reorganisation that has not begun' })
  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(@Param('id') id: string, @CallerOf() by: Caller) {
    return answer(await this.deciding.cancel(id, by));
  }

  @ApiOperation({ summary: 'Stop a reorganisation between two steps' })
  @Post(':id/stop')
  @HttpCode(200)
  async stop(@Param('id') id: string, @CallerOf() by: Caller) {
    return answer(await this.pausing.stop(id, by));
  }

  @ApiOperation({ summary: 'Let a stopped reorganisation go on' })
  @Post(':id/resume')
  @HttpCode(200)
  async resume(@Param('id') id: string, @CallerOf() by: Caller) {
    return answer(await this.pausing.resume(id, by));
  }

  /** One step of the work at once, instead of at the next tick of the job; the operator's. */
  @ApiOperation({ summary: 'Begin to carry a reorganisation out' })
  @Post(':id/carry-out')
  @HttpCode(200)
  async carryOut(@Param('id') id: string, @CallerOf() by: Caller) {
    const { db } = await this.seen(id, by);
    mustBeOperator(by);
    const did = await this.carrying.step(id);
    return { ...reorganisationJson(await reorganisationById(db, id)), did };
  }

  private db(): Db {
    return dbOf(this.em.fork());
  }

  private async seen(id: string, by: Caller): Promise<{ db: Db; row: ReorganisationRow }> {
    const db = this.db();
    const row = await reorganisationById(db, id);
    await mustAdminister(db, by, row);
    return { db, row };
  }
}
