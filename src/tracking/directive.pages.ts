import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { urgePart } from '../bulk-acts/index.js';
import { directiveFaultPart, rehearsalDoor } from '../chasing/index.js';
import {
  amendPart,
  approvalsPart,
  closingPart,
  pausingPart,
  recallAnswersPart,
  recallPart,
  standsSince,
  supersedePart,
  supersessionPart,
  versionsPart,
} from '../cascade/index.js';
import { supervisedDirectivePart } from '../assignments/index.js';
import {
  directiveById,
  drawParts,
  mustSee,
  papersOf,
  policyPart,
  type DirectivePart,
  type DirectiveRow,
} from '../directives/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { PageFrame } from '../platform/page-frame.js';
import { formOf, goTo } from '../platform/page-form.js';
import { fromCursor, toCursor } from '../platform/paging.js';
import { Requires } from '../platform/requires.js';
import { vnIso } from '../platform/vn-time.js';
import { searchKey } from '../platform/text.js';
import { instantOf } from '../platform/as-of.rules.js';
import { directivePage } from './directive.view.js';
import type { Blocker } from './progress.view.js';
import { REPLACED } from './cascade-rows.js';
import { blockingOf } from './frontier.queries.js';
import { notedTasks } from './noted-tasks.js';
import { progressOf, TREES, type Progress, type ProgressNode } from './progress.queries.js';
import { mustBeHeld } from './must-be-held.js';
import { mustSeeNode } from './tracking.controller.js';
import { paceDoor } from './pace.pages.js';
import { standingPart } from './standing.view.js';
import type { OwnState, ProgressChild } from './tree.view.js';

/** What other features show on the page, each in a file of its own, in this order. */
const PARTS: readonly DirectivePart[] = [
  paceDoor,
  rehearsalDoor,
  standingPart,
  directiveFaultPart,
  approvalsPart,
  supersessionPart,
  urgePart,
  recallAnswersPart,
  versionsPart,
  policyPart,
  supervisedDirectivePart,
];

/** Acts that are rare, and change much: folded away together. */
const RARE: readonly DirectivePart[] = [amendPart, supersedePart, pausingPart, recallPart, closingPart];

const CHILDREN = 200;
const BLOCKERS = 10;
const querySchema = z.object({
  under: z.string().max(100).optional(),
  at: z.string().max(40).optional(),
  tree: z.enum(TREES).default('new'),
  q: z.string().trim().max(200).default(''),
  cursor: z.string().max(400).optional(),
});
type Query_ = z.infer<typeof querySchema>;

/** One directive in force: its totals, who holds others up, and one level of its tree. */
@Controller('directives')
export class DirectivePages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
  ) {}

  @Get(':id')
  @Requires('directives.view')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    const wanted = formOf(querySchema, query);
    const db = dbOf(this.em.fork());
    const directive = await directiveById(db, id);
    const sight = await mustSee(db, caller, id);
    if (directive.issuedAt === null) return goTo(response, `/directives/${id}/preview`);
    await mustBeHeld(db, directive);
    const under = await mustSeeNode(db, caller, id, wanted.under);
    const at = instantOf(wanted.at);
    const progress = await progressOf(db, id, { under, at, tree: wanted.tree });
    const papers = await papersOf(db, [id]);
    const pausedAt = await standsSince(db, directive);
    const frame = await this.frames.of(request, response);
    const shown = { db, directive, caller, frame, sight, isWhole: progress.assignment === null };
    const html = directivePage(frame, {
      ...directive,
      pausedAt,
      paper: papers.get(id)!,
      tasks: await notedTasks(db, directive, caller.locale),
      progress: { ...progress, unit: progress.unitCode },
      blockers: sight === 'all' && progress.assignment === null ? await blockersOf(db, { ...directive, pausedAt }) : [],
      at: at ? vnIso(at).slice(0, 16) : null,
      above: progress.path,
      tree: progress.tree,
      reorganised: progress.reorganised,
      superseded: progress.superseded,
      opened: progress.opened,
      own: await ownOf(db, progress),
      ...childrenOf(progress, wanted),
      evidenceHref: null,
      parts: await drawParts(PARTS, shown),
      rareActs: (await drawParts(RARE, shown)).acts,
    });
    response.send(html);
  }
}

const ownState = ({ receipt, work, role, standing, takenOver, replaced }: ProgressNode['own']): OwnState => ({
  receipt: receipt as OwnState['receipt'],
  work: work as OwnState['work'],
  owesWork: role === 'action',
  superseded: standing === 'superseded' && !replaced,
  replaced,
  takenOver,
});

async function ownOf(db: Db, { assignment }: Progress): Promise<OwnState | null> {
  if (assignment === null) return null;
  const [row] = await rowsOf<ProgressNode['own']>(
    db,
    sql`select receipt, relay, work, standing, role, reorganisation_id is not null as "takenOver",
      ${REPLACED} as replaced from assignment a where id = ${assignment}`,
  );
  return row ? ownState(row) : null;
}

/** One page of a level: those whose name was searched for, in the order of the official lists. */
function childrenOf({ directive, children, unitCode }: Progress, { q, cursor, at, tree }: Query_) {
  const from = cursor ? Number(fromCursor(cursor, ['count'])[0]) : 0;
  const key = searchKey(q);
  const found = key === '' ? children : children.filter(({ unitName }) => searchKey(unitName).includes(key));
  const shown = found.slice(from, from + CHILDREN);
  const next = new URLSearchParams({
    ...(unitCode === directive.issuerCode ? {} : { under: unitCode }),
    ...(q ? { q } : {}),
    ...(at ? { at } : {}),
    ...(tree === 'old' ? { tree } : {}),
    cursor: toCursor([from + CHILDREN]),
  });
  return {
    children: shown.map((child): ProgressChild => ({
      ...child,
      unit: child.unitCode,
      name: child.unitName,
      own: ownState(child.own),
      opens: child.total + child.superseded > 1,
    })),
    find: q,
    nextHref: found.length > from + CHILDREN ? `/directives/${directive.id}?${next.toString()}#tree` : null,
  };
}

async function blockersOf(db: Db, directive: DirectiveRow): Promise<Blocker[]> {
  const blocking = await blockingOf(db, directive, BLOCKERS);
  return blocking.map(({ unitCode, unitName, waiting, dueAt }) => ({
    unit: unitCode,
    name: unitName,
    href: `/directives/${directive.id}?under=${encodeURIComponent(unitCode)}`,
    waiting,
    dueAt,
    pausedAt: directive.pausedAt,
  }));
}
