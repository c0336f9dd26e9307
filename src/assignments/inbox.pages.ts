import { Controller, Get, Query, Req, Res, type OnModuleInit } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { papersOf } from '../directives/index.js';
import { CallerOf, unitsOf, type Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { notPermitted } from '../platform/errors.js';
import { PageFrame } from '../platform/page-frame.js';
import { formOf } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { listAssignments, type AssignmentSearch } from './assignment-list.queries.js';
import { inboxPage, type InboxFilter } from './assignments.view.js';
import { countSupervised } from './supervising/supervised.queries.js';
import { inboxCounts, joinedLately } from './inbox.queries.js';

const PAGE = 50;
const querySchema = z.object({
  show: z.enum(['open', 'askedBack', 'unacknowledged', 'overdue', 'all', 'moved']).default('open'),
  cursor: z.string().max(400).optional(),
});

const SEARCHES: Readonly<Record<InboxFilter, Partial<AssignmentSearch>>> = {
  // what is asked back comes first, on the first page
  open: { open: true, askedBack: false },
  askedBack: { askedBack: true },
  unacknowledged: { unacknowledged: true },
  overdue: { overdue: 'either' },
  all: {},
  moved: { moved: true },
};

/** What a unit owes and by when. */
@Controller()
export class InboxPages implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
  ) {}

  onModuleInit(): void {
    this.frames.counting('assignments', async (db, caller) =>
      caller.unitId ? (await inboxCounts(db, unitsOf(caller))).open : 0,
    );
  }

  @Get('assignments')
  @Requires('assignments.view')
  async inbox(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    if (caller.unitId === null)
      throw notPermitted('Không có đơn vị để xem việc.', 'There is no unit whose duties to show.');
    const { show, cursor } = formOf(querySchema, query);
    const db = dbOf(this.em.fork());
    const search = { unitIds: unitsOf(caller), limit: PAGE };
    const { items: listed, nextCursor } = await listAssignments(db, { ...search, ...SEARCHES[show], cursor });
    const isFirst = show === 'open' && cursor === undefined;
    const askedBack = isFirst ? (await listAssignments(db, { ...search, askedBack: true })).items : [];
    const items = [...askedBack, ...listed];
    const papers = await papersOf(db, [...new Set(items.map(({ directiveId }) => directiveId))]);
    return inboxPage(await this.frames.of(request, response), {
      items: items.map((item) => ({
        ...item,
        paper: papers.get(item.directiveId)!,
        formerUnit: item.unitId === caller.unitId ? null : item.unitName,
      })),
      joined: await joinedLately(db, caller.unitId),
      supervised: (await countSupervised(db, { unitIds: unitsOf(caller) })).left,
      filter: show,
      filterCounts: await inboxCounts(db, unitsOf(caller)),
      nextHref: nextCursor && `/assignments?${new URLSearchParams({ show, cursor: nextCursor }).toString()}`,
    });
  }
}
