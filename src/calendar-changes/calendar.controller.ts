import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { pagingSchema } from '../platform/paging.js';
import { Requires } from '../platform/requires.js';
import { changeSchema, type ChangeAsked } from './change.rules.js';
import { changeJson, listChanges } from './change.queries.js';
import { listVersions } from './calendar.queries.js';
import { movedJson, termJson, versionJson } from './calendar.json.js';
import { calendarShown, termOf } from './calendar-shown.js';
import { shownSchema, termSchema } from './calendar.schemas.js';
import { ConfirmChange } from './confirm-change.usecase.js';
import { DraftChange } from './draft-change.usecase.js';
import { listMoves } from './moved-deadlines.js';

const confirmSchema = z.strictObject({ calendarVersion: z.number().int().min(1).optional() });
type Paging = z.infer<typeof pagingSchema>;

/** The working calendar: its days, its versions, its terms, and changes that are looked at before they take effect. */
@ApiTags('calendar')
@ApiBearerAuth()
@Controller('api/v1/calendar')
@Requires('units.view')
export class CalendarController {
  constructor(
    private readonly em: EntityManager,
    private readonly drafting: DraftChange,
    private readonly confirming: ConfirmChange,
  ) {}

  @ApiOperation({ summary: 'A year of the working calendar, of a unit or of the whole country, at a version' })
  @Get()
  show(@Query({ schema: shownSchema }) query: z.infer<typeof shownSchema>) {
    return calendarShown(this.db(), query);
  }

  @ApiOperation({ summary: 'Versions of the calendar, the newest first, each proven by its fingerprint' })
  @Get('versions')
  async versions(@Query({ schema: pagingSchema }) query: Paging) {
    const page = await listVersions(this.db(), query);
    return { items: page.items.map(versionJson), nextCursor: page.nextCursor };
  }

  @ApiOperation({ summary: 'When a step of a decree, or a deadline as a paper words it, falls due' })
  @Get('term')
  async term(@Query({ schema: termSchema }) query: z.infer<typeof termSchema>) {
    return termJson(await termOf(this.db(), query));
  }

  @ApiOperation({ summary: 'Changes of the calendar, the newest first' })
  @Get('changes')
  async changes(@Query({ schema: pagingSchema }) query: Paging) {
    const page = await listChanges(this.db(), query);
    return { items: page.items.map(changeJson), nextCursor: page.nextCursor };
  }

  @ApiOperation({ summary: 'Enter a change of the calendar; nothing takes effect before it is confirmed' })
  @Post('changes')
  @Requires('calendar.change')
  async draft(@Body({ schema: changeSchema }) asked: ChangeAsked, @CallerOf() by: Caller) {
    return changeJson(await this.drafting.execute(asked, by));
  }

  @ApiOperation({ summary: 'A change, and how many deadlines it moves' })
  @Get('changes/:id')
  @Requires('calendar.change')
  async one(@Param('id') id: string, @CallerOf() by: Caller) {
    const { change, counts, calendarVersion } = await this.confirming.preview(id, by);
    return { ...changeJson(change), moves: counts, countedBy: calendarVersion };
  }

  @ApiOperation({ summary: 'The deadlines that a change moves, by directive and unit, from when to when' })
  @Get('changes/:id/deadlines')
  @Requires('calendar.change')
  async deadlines(@Param('id') id: string, @Query({ schema: pagingSchema }) query: Paging, @CallerOf() by: Caller) {
    const { each } = await this.confirming.preview(id, by);
    const page = await listMoves(this.db(), each, query);
    return { items: page.items.map(movedJson), nextCursor: page.nextCursor };
  }

  @ApiOperation({ summary: 'Put a change in force; a job moves the deadlines' })
  @Post('changes/:id/confirm')
  @HttpCode(200)
  @Requires('calendar.change')
  async confirm(
    @Param('id') id: string,
    @Body({ schema: confirmSchema }) { calendarVersion }: z.infer<typeof confirmSchema>,
    @CallerOf() by: Caller,
  ) {
    const { change, counts, repeated } = await this.confirming.execute(id, calendarVersion, by);
    return { ...changeJson(change), moves: counts, ...(repeated ? { repeated } : {}) };
  }

  @ApiOperation({ summary: 'Drop a change that is not in force' })
  @Post('changes/:id/discard')
  @HttpCode(200)
  @Requires('calendar.change')
  async discard(@Param('id') id: string, @CallerOf() by: Caller) {
    const { change, repeated } = await this.drafting.discard(id, by);
    return { ...changeJson(change), ...(repeated ? { repeated } : {}) };
  }

  private db() {
    return dbOf(this.em.fork());
  }
}
