import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { mayDo } from '../access/index.js';
import { loadCalendar, NATIONAL } from '../calendar/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { invalid, ProductError } from '../platform/errors.js';
import { PageFrame } from '../platform/page-frame.js';
import { formErrorsOf, formOf, goTo } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { calendarShown } from './calendar-shown.js';
import { listVersions, namesOfScopes } from './calendar.queries.js';
import { shownSchema } from './calendar.schemas.js';
import { calendarPage, versionsPage } from './calendar.view.js';
import { changeSchema, type ChangeAsked } from './change.rules.js';
import { listChanges } from './change.queries.js';
import { CHANGE_FIELDS, changePage, newChangePage, type ChangeForm } from './change.view.js';
import { ConfirmChange } from './confirm-change.usecase.js';
import { daysOfLines } from './day-lines.rules.js';
import { DraftChange } from './draft-change.usecase.js';
import { listMoves } from './moved-deadlines.js';
import { calendarWords } from './words.rules.js';

const LINES = 50;
const CHANGES = 20;
const cursorSchema = z.object({ cursor: z.string().max(400).optional() });
const confirmForm = z.object({ calendarVersion: z.coerce.number().int().min(1) });
const askedSchema = z.object({
  year: z.string().max(100).optional(),
  scope: z.string().max(200).optional(),
  version: z.unknown().optional(),
});
const formSchema = z.object(
  Object.fromEntries(CHANGE_FIELDS.map((name) => [name, z.string().max(40_000).optional()])),
) as z.ZodType<ChangeForm>;
const SENTENCES = {
  kind: { vi: 'Hãy chọn loại thay đổi.', en: 'Choose the kind of change.' },
  scope: { vi: 'Mã đơn vị có nhiều nhất 100 chữ.', en: 'The code of a unit has at most 100 characters.' },
  legalBasis: { vi: 'Hãy nêu căn cứ, nhiều nhất 300 chữ.', en: 'Name the legal basis, in at most 300 characters.' },
  hours: {
    vi: 'Giờ làm việc chưa đúng: bốn giờ dạng 07:30, theo thứ tự trong ngày, và ngày bắt đầu.',
    en: 'The hours are not right: four times such as 07:30, in the order of the day, and the first day.',
  },
  year: {
    vi: 'Năm phải là số từ 1900 đến 2200, ví dụ 2027.',
    en: 'The year is a number from 1900 to 2200, such as 2027.',
  },
  days: { vi: 'Các ngày chưa đúng: mỗi ngày ghi một lần.', en: 'The days are not right: each date once.' },
};

/** The calendar for people: a year, its versions, and changes that are looked at before they are confirmed. */
@Controller('calendar')
@Requires('units.view')
export class CalendarPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly drafting: DraftChange,
    private readonly confirming: ConfirmChange,
  ) {}

  @Get()
  async year(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
    @CallerOf() by: Caller,
  ): Promise<string> {
    const db = this.db();
    const { shown, wrong } = await this.shownOrWrong(db, query, by);
    if (wrong) response.status(wrong.status);
    return calendarPage(await this.frames.of(request, response), {
      ...shown,
      scopes: await namesOfScopes(
        db,
        [...shown.days, ...shown.hours].map(({ scope }) => scope),
      ),
      isOld: shown.version !== (await loadCalendar(db)).version,
      mayChange: mayDo(by.role, 'calendar.change'),
      wrong,
    });
  }

  @Get('versions')
  async versions(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
  ): Promise<string> {
    const { cursor } = formOf(cursorSchema, query);
    const db = this.db();
    const { items, nextCursor } = await listVersions(db, { limit: LINES, cursor });
    const changes = cursor ? [] : (await listChanges(db, { limit: CHANGES })).items;
    const scopes = await namesOfScopes(
      db,
      [...items, ...changes].map(({ scope }) => scope),
    );
    const nextHref = nextCursor && `/calendar/versions?cursor=${nextCursor}`;
    return versionsPage(await this.frames.of(request, response), { versions: items, changes, scopes, nextHref });
  }

  @Get('changes/new')
  @Requires('calendar.change')
  async form(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    return newChangePage(await this.frames.of(request, response), {}, []);
  }

  @Post('changes')
  @Requires('calendar.change')
  async draft(@Req() request: Request, @Res() response: Response, @Body() body: unknown, @CallerOf() by: Caller) {
    let form: ChangeForm = {};
    try {
      form = formOf(formSchema, body);
      const { id } = await this.drafting.execute(askedOfForm(form), by);
      goTo(response, `/calendar/changes/${id}`);
    } catch (error) {
      const { status, errors } = formErrorsOf(ofScope(error), by.locale);
      response.status(status).send(newChangePage(await this.frames.of(request, response), form, errors));
    }
  }

  @Get('changes/:id')
  @Requires('calendar.change')
  async one(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('id') id: string,
    @Query() query: unknown,
    @CallerOf() by: Caller,
  ): Promise<string> {
    const { cursor } = formOf(cursorSchema, query);
    const { each, ...preview } = await this.confirming.preview(id, by);
    const db = this.db();
    const { items, nextCursor } = await listMoves(db, each, { limit: LINES, cursor });
    const nextHref = nextCursor && `/calendar/changes/${id}?cursor=${nextCursor}`;
    const { scope } = preview.change;
    const scopeName = (await namesOfScopes(db, [scope])).get(scope) ?? null;
    return changePage(await this.frames.of(request, response), { ...preview, scopeName, moves: items, nextHref });
  }

  @Post('changes/:id/confirm')
  @Requires('calendar.change')
  confirm(@Res() response: Response, @Param('id') id: string, @Body() body: unknown, @CallerOf() by: Caller) {
    return this.decided(response, { id, by, said: 'confirmed' }, () =>
      this.confirming.execute(id, formOf(confirmForm, body).calendarVersion, by),
    );
  }

  @Post('changes/:id/discard')
  @Requires('calendar.change')
  discard(@Res() response: Response, @Param('id') id: string, @CallerOf() by: Caller) {
    return this.decided(response, { id, by, said: 'discarded' }, () => this.drafting.discard(id, by));
  }

  /** The calendar that is asked for; where there is none, that of this year with what is wrong. */
  private async shownOrWrong(db: Db, query: unknown, by: Caller) {
    try {
      return { shown: await calendarShown(db, formOf(shownSchema, query, SENTENCES)), wrong: undefined };
    } catch (error) {
      const { year, scope, version } = formOf(askedSchema, query);
      if (version !== undefined) throw error;
      const wrong = { ...formErrorsOf(ofScope(error), by.locale), asked: { year: year ?? '', scope: scope ?? '' } };
      return { shown: await calendarShown(db, { scope: NATIONAL }), wrong };
    }
  }

  private async decided(
    response: Response,
    { id, by, said }: { id: string; by: Caller; said: 'confirmed' | 'discarded' },
    decide: () => Promise<unknown>,
  ): Promise<void> {
    try {
      await decide();
      goTo(response, `/calendar/changes/${id}`, { tone: 'done', text: calendarWords(by.locale)[said] });
    } catch (error) {
      const { errors } = formErrorsOf(error, by.locale);
      goTo(response, `/calendar/changes/${id}`, { tone: 'warning', text: errors[0]?.text ?? '' });
    }
  }

  private db() {
    return dbOf(this.em.fork());
  }
}

/** A unit that is not there, or not the caller's, is put right in the field that names it. */
function ofScope(error: unknown): unknown {
  if (!(error instanceof ProductError) || !['not-found', 'not-permitted'].includes(error.code)) return error;
  return invalid(error.words.vi, error.words.en, { field: 'scope' });
}

/** @throws ProductError `invalid` with the field, or the line of the days */
function askedOfForm({
  kind,
  scope,
  legalBasis,
  year,
  days,
  hoursFrom,
  hoursUntil,
  ...times
}: ChangeForm): ChangeAsked {
  const hours = hoursFrom ? [{ ...times, from: hoursFrom, ...(hoursUntil ? { until: hoursUntil } : {}) }] : [];
  return formOf(
    changeSchema,
    {
      kind,
      ...(scope ? { scope } : {}),
      legalBasis: legalBasis ?? '',
      ...(year ? { year: Number(year) } : {}),
      days: daysOfLines(days ?? ''),
      hours,
    },
    SENTENCES,
  );
}
