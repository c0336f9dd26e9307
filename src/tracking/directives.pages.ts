import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { mayDo } from '../access/index.js';
import { actsWaiting, approvalsOf } from '../cascade/index.js';
import { directivesPage, papersOf } from '../directives/index.js';
import { actsFor, CallerOf, unitsOf, type Caller } from '../platform/caller.js';
import { historyIsProtected } from '../platform/database/history-rights.js';
import { dbOf } from '../platform/database/sql.js';
import { PageFrame } from '../platform/page-frame.js';
import { formOf } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { auditPage } from './history.view.js';
import { factTotalsOf, outlooksOf, overviewOf } from './overview.queries.js';

const PAGE = 20;
const querySchema = z.object({ q: z.string().trim().max(200).default(''), cursor: z.string().max(400).optional() });

const nextHref = (path: string, q: string, cursor: string | null): string | null =>
  cursor && `${path}?${new URLSearchParams({ ...(q ? { q } : {}), cursor }).toString()}`;

/** The lists of directives: of an issuer with how far each has come, and of an auditor with what was recorded. */
@Controller()
export class DirectiveListPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
  ) {}

  @Get('directives')
  @Requires('directives.view')
  async directives(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    const { q, cursor } = formOf(querySchema, query);
    const db = dbOf(this.em.fork());
    const mayDraft = mayDo(caller.role, 'directives.draft');
    const { items, nextCursor } = await overviewOf(db, {
      units: caller.unitId === null ? null : unitsOf(caller),
      below: true,
      issued: !mayDraft,
      find: q,
      limit: PAGE,
      cursor,
    });
    const papers = await papersOf(
      db,
      items.map(({ id }) => id),
    );
    const outlooks = await outlooksOf(db, items);
    const own = items.filter(({ issuerId }) => actsFor(caller, issuerId)).map(({ id }) => id);
    const pending = await actsWaiting(db, own);
    return directivesPage(await this.frames.of(request, response), {
      items: items.map((item) => ({
        id: item.id,
        paper: papers.get(item.id)!,
        state: item.state,
        issuedAt: item.issuedAt,
        pending: pending.get(item.id),
        receiptOutcome: item.issuedAt ? outlooks.get(item.id)!.receipt : null,
        workOutcome: item.issuedAt ? outlooks.get(item.id)!.work : null,
      })),
      find: q,
      mayDraft,
      waiting: await approvalsOf(db, caller),
      nextHref: nextHref('/directives', q, nextCursor),
    });
  }

  @Get('audit')
  @Requires('history.view')
  async audit(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    const { q, cursor } = formOf(querySchema, query);
    const db = dbOf(this.em.fork());
    const { items, nextCursor } = await overviewOf(db, {
      units: caller.unitId === null ? null : unitsOf(caller),
      below: true,
      issued: true,
      find: q,
      limit: PAGE,
      cursor,
    });
    const papers = await papersOf(
      db,
      items.map(({ id }) => id),
    );
    const totals = await factTotalsOf(db, items);
    return auditPage(await this.frames.of(request, response), {
      items: items.map(({ id, state }) => ({ id, state, paper: papers.get(id)!, ...totals.get(id)! })),
      find: q,
      isProtected: await historyIsProtected(db),
      nextHref: nextHref('/audit', q, nextCursor),
    });
  }
}
