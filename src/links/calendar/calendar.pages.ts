import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { mayDo } from '../../access/index.js';
import { assignmentView, maySeeAssignment } from '../../assignments/index.js';
import { calendarOfUnit } from '../../calendar/index.js';
import { CallerOf, LocaleOf, type Caller, type Locale } from '../../platform/caller.js';
import { Clock } from '../../platform/clock.js';
import { CONFIG, type Config } from '../../platform/config.js';
import { dbOf, type Db } from '../../platform/database/sql.js';
import { notPermitted } from '../../platform/errors.js';
import { formOf, goTo } from '../../platform/page-form.js';
import { PageFrame } from '../../platform/page-frame.js';
import { Requires } from '../../platform/requires.js';
import { vnDate } from '../../platform/vn-time.js';
import { officeName, unitsByIds } from '../../units/index.js';
import { linkWords } from '../link.view.js';
import { CalendarAddress, type CalendarOf } from './calendar-address.js';
import { calendarPage } from './calendar.view.js';
import { deadlinesOfAssignment, deadlinesOfUnit, type Deadline } from './deadline.queries.js';
import { writeCalendar } from './write-calendar.js';

const STATUS: Readonly<Record<Extract<CalendarOf, string>, number>> = { forged: 404, expired: 410, revoked: 410 };
const ENDING = /\.ics$/;
const revokeSchema = z.object({ generation: z.int().min(0).max(1_000_000) });
const revokeForm = z.object({ generation: z.coerce.number().int().min(0).max(1_000_000) });

/** Deadlines for the calendars of people: of one duty as a file, of a unit as an address to subscribe to. */
@ApiTags('links')
@ApiBearerAuth()
@Controller()
export class CalendarPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly clock: Clock,
    private readonly addresses: CalendarAddress,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** RFC 5545, in UTC; each deadline keeps its UID, and what was called off is CANCELLED. */
  @ApiOperation({ summary: 'The deadlines of an assignment as a calendar file' })
  @Get('api/v1/assignments/:id/deadlines.ics')
  @Requires('assignments.view')
  file(@Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller): Promise<void> {
    return this.ofAssignment(response, id, caller);
  }

  @Get('assignments/:id/deadlines.ics')
  @Requires('assignments.view')
  download(@Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller): Promise<void> {
    return this.ofAssignment(response, id, caller);
  }

  /** The address of one's own unit, and what ends it. */
  @Get('deadlines')
  @Requires('assignments.view')
  async show(@Req() request: Request, @Res() response: Response, @CallerOf() caller: Caller): Promise<void> {
    const { address, generation, expiresAt } = await this.addresses.of(unitOf(caller));
    const mayRevoke = mayDo(caller.role, 'assignments.act');
    const frame = await this.frames.of(request, response);
    response.setHeader('Cache-Control', 'no-store');
    response.send(calendarPage(frame, { address, generation, expiresAt, mayRevoke }));
  }

  @Post('deadlines/revoke')
  @Requires('assignments.act')
  async revoke(@Res() response: Response, @Body() body: unknown, @CallerOf() caller: Caller): Promise<void> {
    await this.addresses.revoke(unitOf(caller), formOf(revokeForm, body).generation, caller);
    goTo(response, '/deadlines', { tone: 'done', text: linkWords(caller.locale).calendar.revoked });
  }

  /** Of the generation that is named; whoever subscribed to it sees no more. */
  @ApiOperation({ summary: 'Revoke the address of the calendar of the caller’s unit' })
  @Post('api/v1/deadlines/revoke')
  @HttpCode(200)
  @Requires('assignments.act')
  async end(@Body({ schema: revokeSchema }) body: z.infer<typeof revokeSchema>, @CallerOf() caller: Caller) {
    const { repeated } = await this.addresses.revoke(unitOf(caller), body.generation, caller);
    return { generation: body.generation + 1, ...(repeated ? { repeated } : {}) };
  }

  /** What a calendar that subscribes asks for; it signs in nowhere, so that its address is the permission to read. */
  @Get('deadlines/:token')
  @Requires('public')
  async feed(@Res() response: Response, @Param('token') token: string, @LocaleOf() locale: Locale): Promise<void> {
    const db = dbOf(this.em.fork());
    const link = await this.addresses.read(db, token.replace(ENDING, ''));
    if (typeof link === 'string') {
      response.status(STATUS[link]).type('text/plain').send(linkWords(locale).calendar.refused[link]);
      return;
    }
    const today = vnDate(await this.clock.now(db));
    const [unit] = await unitsByIds(db, [link.unitId], today);
    await this.send(response, db, {
      unitId: link.unitId,
      deadlines: await deadlinesOfUnit(db, link.unitId),
      name: officeName(unit!),
      locale,
    });
  }

  private async ofAssignment(response: Response, id: string, caller: Caller): Promise<void> {
    const db = dbOf(this.em.fork());
    const row = await assignmentView(db, id);
    await maySeeAssignment(db, caller, row);
    const deadlines = await deadlinesOfAssignment(db, row);
    response.attachment(`thongsuot-${id.slice(-6)}.ics`);
    await this.send(response, db, { unitId: row.unitId, deadlines, name: row.unitName, locale: caller.locale });
  }

  private async send(
    response: Response,
    db: Db,
    { unitId, ...written }: { unitId: string; deadlines: readonly Deadline[]; name: string; locale: Locale },
  ): Promise<void> {
    const now = await this.clock.now(db);
    const { publicUrl } = this.config;
    const text = writeCalendar({ ...written, publicUrl, now, working: await calendarOfUnit(db, unitId) });
    response.setHeader('Cache-Control', 'private, no-cache');
    response.type('text/calendar; charset=utf-8').send(text);
  }
}

/** @throws ProductError `not-permitted` */
function unitOf({ unitId }: Caller): string {
  if (unitId !== null) return unitId;
  throw notPermitted('Không có đơn vị để xem lịch.', 'There is no unit whose calendar to show.');
}
