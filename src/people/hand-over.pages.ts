import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { mustManageAt } from '../access/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import type { FormError } from '../platform/components/form.js';
import { dbOf } from '../platform/database/sql.js';
import { PageFrame } from '../platform/page-frame.js';
import { formErrorsOf, formOf, goTo } from '../platform/page-form.js';
import { pagingSchema } from '../platform/paging.js';
import { Requires } from '../platform/requires.js';
import { businessDate, officeName, unitsByIds, type UnitOn } from '../units/index.js';
import { ConfirmHandOver } from './confirm-hand-over.usecase.js';
import { HandOver } from './hand-over.usecase.js';
import { remainingOf } from './leaving.queries.js';
import { peopleWords } from './mandates.view.js';
import { unitNamed } from './people.controller.js';
import { personById } from './people.queries.js';
import { handOverForm, peopleListSchema, SENTENCES } from './people.schemas.js';
import { handOverPage, receiptPage } from './receipt.view.js';
import { mayConfirm, receiptDuties, receiptFor } from './receipts.queries.js';

/** Duties of a preview; a receipt is printed, and shows more at once. */
const PREVIEWED = 100;
const PRINTED = 500;
const unitQuery = peopleListSchema.pick({ cursor: true, unit: true });

/** What somebody hands over when leaving a unit, and the receipt. */
@Controller()
export class HandOverPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly handing: HandOver,
    private readonly confirming: ConfirmHandOver,
  ) {}

  @Get('people/:id/hand-over')
  @Requires('people.manage')
  preview(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<string> {
    return this.draw(request, response, { id, ...formOf(unitQuery, query, SENTENCES) });
  }

  @Post('people/:id/hand-over')
  @Requires('people.manage')
  async handOver(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @Body() body: unknown,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    const words = peopleWords(caller.locale).handOver;
    const { unit } = formOf(unitQuery, body, SENTENCES);
    try {
      const { to, close } = formOf(handOverForm, body, SENTENCES);
      const unitId = await unitNamed(dbOf(this.em.fork()), unit, caller);
      const receipt = await this.handing.execute({ accountId: id, unitId, to, closes: close }, caller);
      const text = receipt.repeated ? words.repeated : words.done;
      goTo(response, `/hand-overs/${receipt.id}`, { tone: receipt.repeated ? 'plain' : 'done', text });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      response.status(status).send(await this.draw(request, response, { id, unit, errors }));
    }
  }

  @Get('hand-overs/:id')
  @Requires('signed-in')
  async receipt(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('id') id: string,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    const { cursor } = formOf(pagingSchema, query);
    const db = dbOf(this.em.fork());
    const receipt = await receiptFor(db, id, caller);
    const { items, nextCursor } = await receiptDuties(db, receipt.id, { limit: PRINTED, cursor });
    return receiptPage(await this.frames.of(request, response), {
      receipt,
      duties: items,
      nextHref: nextCursor && `/hand-overs/${receipt.id}?${new URLSearchParams({ cursor: nextCursor }).toString()}`,
      mayConfirm: await mayConfirm(db, receipt, caller),
    });
  }

  @Post('hand-overs/:id/confirm')
  @Requires('signed-in')
  async confirm(@Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller): Promise<void> {
    const { repeated } = await this.confirming.execute(id, caller);
    const words = peopleWords(caller.locale).receipt;
    goTo(response, `/hand-overs/${id}`, { tone: 'done', text: repeated ? words.repeated : words.done });
  }

  private async draw(
    request: Request,
    response: Response,
    {
      id,
      unit: code,
      cursor,
      errors = [],
    }: { id: string; unit?: string | undefined; cursor?: string | undefined; errors?: readonly FormError[] },
  ): Promise<string> {
    const { caller } = request as Request & { caller: Caller };
    const db = dbOf(this.em.fork());
    const unitId = await unitNamed(db, code, caller);
    await mustManageAt(db, caller, { accountId: id, unitId });
    const [unit] = (await unitsByIds(db, [unitId], await businessDate(db))) as [UnitOn];
    const remaining = await remainingOf(db, id, { unitId: unit.id, limit: PREVIEWED, cursor });
    const next = remaining.nextCursor;
    return handOverPage(await this.frames.of(request, response), {
      person: (await personById(db, id))!,
      unit: { code: unit.code, name: officeName(unit) },
      remaining,
      nextHref: next && `/people/${id}/hand-over?${new URLSearchParams({ unit: unit.code, cursor: next }).toString()}`,
      errors,
    });
  }
}
