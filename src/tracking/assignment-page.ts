import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { mayDo, officersOf } from '../access/index.js';
import {
  allowedActs,
  extensionsOf,
  askingPart,
  assignmentPage,
  assignmentView,
  drawAssignmentParts,
  lineageOf,
  listAssignments,
  maySeeAssignment,
  shownTasks,
  standingPart,
  supervisedPart,
  type AssignmentPart,
  type AssignmentProps,
  type AssignmentView,
  type Relative,
} from '../assignments/index.js';
import { knownChangesPart, newChangesPart, ownDispatchPart, recallAskedPart, replacedPart } from '../cascade/index.js';
import { explainPart, faultPart } from '../chasing/index.js';
import { papersOf, paperTextOf } from '../directives/index.js';
import { calendarPart, linksPart } from '../links/index.js';
import { actsFor, type Caller } from '../platform/caller.js';
import type { FormError } from '../platform/components/form.js';
import { dbOf, firstOf, sql, type Db } from '../platform/database/sql.js';
import { PageFrame } from '../platform/page-frame.js';
import { draftReportPart } from '../replies/index.js';
import { earlierReportPart, reviewNoteOf } from '../reports/index.js';
import { historyOf } from './history.queries.js';
import { timelineOf } from './timeline-entries.js';

/** What other features show on the page, each in a file of its own, in this order. */
const PARTS: readonly AssignmentPart[] = [
  newChangesPart,
  recallAskedPart,
  standingPart,
  faultPart,
  ownDispatchPart,
  earlierReportPart,
  draftReportPart,
  supervisedPart,
  askingPart,
  replacedPart,
  knownChangesPart,
  calendarPart,
  linksPart,
  explainPart,
];

const CHILDREN = 100;
const FACTS = 200;

interface Wanted {
  id: string;
  caller: Caller;
  /** Of the list of subordinates. */
  cursor?: string | undefined;
  /** Place in the list of those that wait for the paper. */
  waits?: string | undefined;
  errors?: readonly FormError[];
}

/** Draws one assignment: for its page, and again where an act on it was refused. */
@Injectable()
export class AssignmentPage {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
  ) {}

  /** @throws ProductError `not-found` for what is not there or not to be seen */
  async draw(
    request: Request,
    response: Response,
    { id, caller, cursor, waits, errors = [] }: Wanted,
  ): Promise<string> {
    const db = dbOf(this.em.fork());
    const row = await assignmentView(db, id);
    await maySeeAssignment(db, caller, row);
    const frame = await this.frames.of(request, response);
    const acts = await this.acts(db, row, caller);
    return assignmentPage(frame, {
      ...(await this.paper(db, row)),
      ...(await this.below(db, row, { cursor, waits })),
      ...acts,
      duty: await shownTasks(db, row, { caller, locale: frame.locale }),
      lineage: await this.lineage(db, row, caller),
      parts: await drawAssignmentParts(PARTS, { db, assignment: row, caller, frame, allowed: acts.allowed }),
      errors,
    });
  }

  private async paper(db: Db, row: AssignmentView) {
    const papers = await papersOf(db, [row.directiveId]);
    return {
      ...row,
      directive: row.directiveId,
      unit: { code: row.unitCode, name: row.unitName },
      sender: row.senderName,
      openedAt: row.sentAt ?? row.openedAt,
      paper: papers.get(row.directiveId)!,
      paperText: await paperTextOf(db, row.directiveId),
      coOperating: row.coOperating ?? [],
      paused: row.context.paused ?? false,
    } satisfies Partial<AssignmentProps>;
  }

  private async lineage(db: Db, row: AssignmentView, caller: Caller): Promise<AssignmentProps['lineage']> {
    const { predecessors, successors, producers } = await lineageOf(db, row);
    const linked = (relatives: readonly Relative[]) =>
      relatives.map(({ unitId, assignment, ...rest }) => ({
        ...rest,
        href: caller.unitId === null || actsFor(caller, unitId) ? `/assignments/${assignment}` : null,
      }));
    return { predecessors: linked(predecessors), successors: linked(successors), producers };
  }

  private async below(
    db: Db,
    row: AssignmentView,
    { cursor, waits }: { cursor?: string | undefined; waits?: string | undefined },
  ) {
    const children = { parentId: row.id, limit: CHILDREN };
    const passedOn = await listAssignments(db, { ...children, passedOn: true, cursor });
    const waiting = await listAssignments(db, { ...children, passedOn: false, cursor: waits });
    const count = await firstOf(
      db,
      sql<{ n: number }>`select count(*)::int as n from assignment
        where cascade_id = ${row.cascadeId} and parent_id = ${row.id} and receipt = 'expected' and standing = 'inForce'`,
    );
    const shown = (child: AssignmentView) => ({
      ...child,
      href: `/assignments/${child.id}`,
      unit: { code: child.unitCode, name: child.unitName },
    });
    const next = (name: string, at: string | null, place: string) =>
      at && `/assignments/${row.id}?${name}=${encodeURIComponent(at)}#${place}`;
    return {
      children: passedOn.items.map(shown),
      childrenNextHref: next('cursor', passedOn.nextCursor, 'children'),
      waitingChildren: waiting.items.filter(({ standing }) => standing === 'inForce').map(shown),
      waitingNextHref: next('waits', waiting.nextCursor, 'waiting'),
      waitingForRelay: count!.n,
    };
  }

  private async acts(db: Db, row: AssignmentView, caller: Caller) {
    const isOwn = actsFor(caller, row.unitId) && mayDo(caller.role, 'assignments.act');
    const pending = isOwn && (await extensionsOf(db, row)).some(({ state }) => state === 'asked');
    const allowed = isOwn ? allowedActs(row).filter((act) => !pending || act !== 'request-extension') : [];
    const { items } = await historyOf(db, { cascadeId: row.cascadeId, assignmentId: row.id, limit: FACTS });
    return {
      allowed,
      officers: allowed.includes('assign') ? await officersOf(db, caller.unitId!) : [],
      reviewNote: await reviewNoteOf(db, row),
      history: timelineOf(items),
    };
  }
}
