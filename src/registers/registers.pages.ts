import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { PageFrame } from '../platform/page-frame.js';
import { formOf, goTo } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { businessDate, officeName } from '../units/index.js';
import { registerBook, registerPage } from './register-book.js';
import { RegisterArrival } from './register-arrival.usecase.js';
import { fileNameOf, registerWords, type RegisterHead, type RegisterName } from './register-line.rules.js';
import { unitOfRegister } from './register-sight.js';
import { arrivedSchema, registerName, yearSchema } from './registers.controller.js';
import { countLines, yearsOf } from './registers.queries.js';
import { registerPageHtml } from './registers.view.js';
import { registerPdf } from './write-pdf.js';
import { registerXlsx } from './write-xlsx.js';

const LINES = 50;
const querySchema = z.object({
  unit: z.string().max(100).optional(),
  year: yearSchema.optional(),
  q: z.string().trim().max(200).default(''),
  cursor: z.string().max(400).optional(),
});
const arrivalForm = arrivedSchema.extend({
  arrivalNumber: z.coerce.number().int().min(1).max(9_999_999).optional(),
  number: z.coerce.number().int().min(1).max(999_999).optional(),
});
const SENTENCES = {
  arrivalNumber: { vi: 'Số đến phải là số nguyên từ 1.', en: 'The arrival number is a whole number from 1.' },
  number: { vi: 'Số văn bản phải là số nguyên từ 1.', en: 'The number is a whole number from 1.' },
  date: { vi: 'Ngày văn bản không phải là một ngày có thật.', en: 'The date of the paper does not exist.' },
};
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The registers of Decree 30/2020 on screen and as files, and entering a paper in the incoming one. */
@Controller()
export class RegistersPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly arriving: RegisterArrival,
  ) {}

  @Get('registers')
  @Requires('directives.view')
  first(@Res() response: Response): void {
    goTo(response, '/registers/outgoing');
  }

  @Get('registers/:name')
  @Requires('directives.view')
  async register(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('name', { schema: registerName }) name: RegisterName,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    const { q, cursor, unit: code, year: asked } = formOf(querySchema, query);
    const db = dbOf(this.em.fork());
    const frame = await this.frames.of(request, response);
    const { head, unitId, today } = await this.headOf(caller, { name, code, asked });
    const search = { unitId, year: head.year, find: q, limit: LINES, cursor, latestFirst: true, locale: frame.locale };
    const page = await registerPage(db, name, search);
    return registerPageHtml(frame, {
      head: { ...head, locale: frame.locale },
      own: code === undefined,
      years: await yearsOf(db, unitId, today),
      find: q,
      lines: page.lines,
      cells: page.cells,
      nextCursor: page.nextCursor,
    });
  }

  @Get('registers/:name/xlsx')
  @Requires('directives.view')
  async xlsx(
    @Res() response: Response,
    @Param('name', { schema: registerName }) name: RegisterName,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    const { head, book } = await this.bookOf(caller, name, query);
    const { file } = await registerXlsx(head, book);
    response.attachment(fileNameOf(head, 'xlsx')).type(XLSX).set('Cache-Control', 'private, no-store');
    await pipeline(file, response).catch(ignoreGone(response));
  }

  @Get('registers/:name/pdf')
  @Requires('directives.view')
  async pdf(
    @Res() response: Response,
    @Param('name', { schema: registerName }) name: RegisterName,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    const { head, book, lines } = await this.bookOf(caller, name, query);
    response.attachment(fileNameOf(head, 'pdf')).type('application/pdf').set('Cache-Control', 'private, no-store');
    await pipeline(registerPdf(head, book, lines), response).catch(ignoreGone(response));
  }

  /** Enters a paper that was handed in in the incoming register; the form may put right what was read. */
  @Post('dispatches/:id/arrival')
  @Requires('assignments.act')
  async arrive(
    @Res() response: Response,
    @Param('id') id: string,
    @Body() body: unknown,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    const { arrivalNumber, ...paper } = formOf(arrivalForm, body, SENTENCES);
    const { number, year, repeated } = await this.arriving.execute(id, { arrivalNumber, paper }, caller);
    const words = registerWords(caller.locale);
    const text = repeated ? words.arrivedBefore(number, year) : words.arrived(number, year);
    goTo(response, `/registers/incoming?year=${year}`, { tone: 'done', text });
  }

  private async bookOf(caller: Caller, name: RegisterName, query: unknown) {
    const { unit: code, year: asked } = formOf(querySchema, query);
    const { head, unitId } = await this.headOf(caller, { name, code, asked });
    const db = dbOf(this.em.fork());
    const of = { unitId, year: head.year, locale: head.locale };
    return { head, book: registerBook(db, name, of), lines: await countLines(db, name, of) };
  }

  private async headOf(
    caller: Caller,
    { name, code, asked }: { name: RegisterName; code: string | undefined; asked: number | undefined },
  ): Promise<{ head: RegisterHead; unitId: string; today: number }> {
    const db = dbOf(this.em.fork());
    const unit = await unitOfRegister(db, caller, code);
    const today = Number((await businessDate(db)).slice(0, 4));
    const head = { name, unitName: officeName(unit), unitCode: unit.code, year: asked ?? today, locale: caller.locale };
    return { head, unitId: unit.id, today };
  }
}

/** A reader that goes away in the middle of a file is no failure of ours; anything else is. */
const ignoreGone =
  (response: Response) =>
  (error: unknown): void => {
    if (!response.destroyed) throw error;
  };
