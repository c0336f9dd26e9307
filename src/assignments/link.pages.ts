import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { InstallationKey, linkOf, type ActionLink } from '../access/index.js';
import { papersOf, tasksOf } from '../directives/index.js';
import type { Caller, Locale } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf } from '../platform/database/sql.js';
import { ProductError } from '../platform/errors.js';
import { PageFrame } from '../platform/page-frame.js';
import { goTo } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { AcknowledgeAssignment } from './acknowledge-assignment.usecase.js';
import { assignmentView, type AssignmentView } from './assignment-list.queries.js';
import { isAgain } from './inbox.view.js';
import { linkPage, type LinkedDuty, type LinkProps } from './assignments.view.js';

const STATUS: Readonly<Record<LinkProps['state'], number>> = {
  open: 200,
  acknowledged: 200,
  closed: 409,
  expired: 410,
  forged: 404,
};
/** Where the button leads, so that the page can say thank you once. */
const JUST_NOW = '1';

/** What the page that was sent showed; without it, as from an old mail reader, what was sent last. */
const seenOf = (body: unknown): { contentVersion?: number | undefined } =>
  z.object({ contentVersion: z.coerce.number().int().optional().catch(undefined) }).safeParse(body).data ?? {};

/** The bearer of a link stands for the unit's mailbox; the person stays unknown. */
const bearerOf = ({ unitId }: ActionLink, locale: Locale): Caller => ({
  actor: 'link',
  role: 'officer',
  unitId,
  capacity: 'by-link',
  locale,
});

/** What a link in a mail opens. Mail scanners follow links: opening one changes nothing, only its button does. */
@Controller('a')
export class LinkPages {
  constructor(
    private readonly em: EntityManager,
    private readonly key: InstallationKey,
    private readonly clock: Clock,
    private readonly frames: PageFrame,
    private readonly acknowledging: AcknowledgeAssignment,
  ) {}

  @Get(':token')
  @Requires('public')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Param('token') token: string,
    @Query('now') now: unknown,
  ): Promise<void> {
    const link = await this.read(token);
    await this.draw(request, response, await this.propsOf(link, token, now === JUST_NOW));
  }

  @Post(':token')
  @Requires('public')
  async acknowledge(
    @Req() request: Request,
    @Res() response: Response,
    @Param('token') token: string,
    @Body() body: unknown,
  ): Promise<void> {
    const link = await this.read(token);
    if (typeof link === 'string') return this.draw(request, response, { state: link });
    const { locale } = await this.frames.of(request);
    try {
      await this.acknowledging.execute(link.assignmentId, seenOf(body), bearerOf(link, locale));
    } catch (error) {
      if (!(error instanceof ProductError) || error.code !== 'not-possible-now') throw error;
      return this.draw(request, response, await this.propsOf(link, token, false));
    }
    goTo(response, `/a/${token}?now=${JUST_NOW}`);
  }

  private async read(token: string): Promise<ActionLink | 'forged' | 'expired'> {
    return linkOf(await this.key.get(), token, await this.clock.now());
  }

  private async draw(request: Request, response: Response, props: LinkProps): Promise<void> {
    const frame = await this.frames.of(request, response);
    // what a link leads to must not stay behind on a shared machine
    response.setHeader('Cache-Control', 'no-store');
    response.status(STATUS[props.state]).send(linkPage(frame, props));
  }

  private async propsOf(link: ActionLink | 'forged' | 'expired', token: string, justNow: boolean): Promise<LinkProps> {
    if (typeof link === 'string') return { state: link };
    const db = dbOf(this.em.fork());
    const row = await assignmentView(db, link.assignmentId);
    if (row.unitId !== link.unitId) return { state: 'forged' };
    const [paper, tasks] = [
      (await papersOf(db, [row.directiveId])).get(row.directiveId)!,
      await tasksOf(db, row.directiveId),
    ];
    return stateOfLink(row, { ...row, paper, tasks }, { action: `/a/${token}`, justNow });
  }
}

function stateOfLink(
  row: AssignmentView,
  duty: LinkedDuty,
  { action, justNow }: { action: string; justNow: boolean },
): LinkProps {
  if (row.receipt === 'acknowledged') {
    const acknowledgedAt = row.acknowledgedAt!;
    const late = row.receiptDueAt !== null && acknowledgedAt > row.receiptDueAt;
    return { state: 'acknowledged', duty, arrivalNumber: row.arrivalNumber!, acknowledgedAt, late, justNow };
  }
  if (row.standing !== 'inForce' || row.receipt === 'returned' || row.receipt === 'expected')
    return { state: 'closed', duty, standing: row.standing };
  return { state: 'open', action, duty, contentVersion: row.sentVersion, again: isAgain(row) };
}
