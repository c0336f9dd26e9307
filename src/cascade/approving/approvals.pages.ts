import { Controller, Get, Param, Post, Query, Req, Res, type OnModuleInit } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { mayDo } from '../../access/index.js';
import { CallerOf, unitsOf, type Caller } from '../../platform/caller.js';
import { dbOf, firstOf, sql } from '../../platform/database/sql.js';
import { PageFrame } from '../../platform/page-frame.js';
import { formErrorsOf, formOf, goTo } from '../../platform/page-form.js';
import { Requires } from '../../platform/requires.js';
import { approvalsWaiting } from './approval.queries.js';
import { shownTo } from './approving-parts.js';
import { approvalsPage, approvingWords } from './approvals.view.js';
import { DecideApproval } from './decide-approval.usecase.js';

const PAGE = 50;
const querySchema = z.object({ cursor: z.string().max(400).optional() });

/** What waits for a second person, and the decision. */
@Controller('approvals')
export class ApprovalsPages implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly deciding: DecideApproval,
  ) {}

  /** The menu says how much waits. */
  onModuleInit(): void {
    this.frames.counting('directives', async (db, caller) => {
      if (caller.unitId === null || !mayDo(caller.role, 'directives.issue')) return 0;
      const waiting = await firstOf(
        db,
        sql<{ n: number }>`select count(*)::int as n from approval
          where state = 'asked' and unit_id = any(${[...unitsOf(caller)]}::uuid[]) and asked_by <> ${caller.actor}`,
      );
      return waiting!.n;
    });
  }

  @Get()
  @Requires('directives.issue')
  async list(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    const { cursor } = formOf(querySchema, query);
    const units = caller.unitId === null ? null : unitsOf(caller);
    const db = dbOf(this.em.fork());
    const { items, nextCursor } = await approvalsWaiting(db, { units, limit: PAGE, cursor });
    return approvalsPage(await this.frames.of(request, response), {
      items: await shownTo(db, caller, items),
      nextHref: nextCursor && `/approvals?cursor=${encodeURIComponent(nextCursor)}`,
    });
  }

  @Post(':id/give')
  @Requires('directives.issue')
  give(@Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller) {
    return this.after(response, caller, 'give', async () => (await this.deciding.give(id, caller)).directive.id);
  }

  @Post(':id/refuse')
  @Requires('directives.issue')
  refuse(@Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller) {
    return this.after(response, caller, 'refuse', async () => {
      await this.deciding.refuse(id, {}, caller);
    });
  }

  @Post(':id/withdraw')
  @Requires('directives.issue')
  withdraw(@Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller) {
    return this.after(response, caller, 'withdraw', async () => {
      await this.deciding.withdraw(id, caller);
    });
  }

  private async after(
    response: Response,
    { locale }: Caller,
    act: 'give' | 'refuse' | 'withdraw',
    decide: () => Promise<string | void>,
  ): Promise<void> {
    try {
      const directive = await decide();
      const text = approvingWords(locale).done[act];
      goTo(response, directive ? `/directives/${directive}` : '/approvals', { tone: 'done', text });
    } catch (error) {
      const { errors } = formErrorsOf(error, locale);
      goTo(response, '/approvals', { tone: 'error', text: errors[0]!.text });
    }
  }
}
