import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { calendarLinkOf, InstallationKey, isFromElsewhere, linkOf, type ActionLink } from '../access/index.js';
import { AcknowledgeAssignment, assignmentById } from '../assignments/index.js';
import { CallerOf, type Caller, type Locale } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf } from '../platform/database/sql.js';
import { notPermitted, notSignedIn, ProductError } from '../platform/errors.js';
import { PageFrame } from '../platform/page-frame.js';
import { goTo } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { byTelephone, notSender } from './codes/enter-code.usecase.js';
import { isSender } from './link-rights.js';
import { stateOfLink } from './link-state.js';
import { linkPage, type LinkProps } from './link.view.js';

const STATUS: Readonly<Record<LinkProps['state'], number>> = {
  open: 200,
  acknowledged: 200,
  closed: 409,
  moved: 410,
  expired: 410,
  revoked: 410,
  forged: 404,
};
/** Where the button leads, so that the page can say thank you once. */
const JUST_NOW = '1';

/** What the page that was sent showed; without it, as from an old mail reader, what was sent last. */
const seenOf = (body: unknown): { contentVersion?: number | undefined } =>
  z.object({ contentVersion: z.coerce.number().int().optional().catch(undefined) }).safeParse(body).data ?? {};

/** Nothing can come of it, and nothing is recorded; an attempt after the duty has ended is. */
const isOver = (props: LinkProps): boolean =>
  ['expired', 'revoked', 'forged'].includes(props.state) || (props.state === 'moved' && props.standing === 'inForce');

/**
 * The bearer of a link stands for the unit's mailbox; the person stays unknown. Who enters a code for a unit on the
 * telephone is known, and acts for that unit in no office of its own.
 */
const actorOf = ({ unitId, purpose }: ActionLink, caller: Caller | undefined, locale: Locale): Caller =>
  purpose === 'telephone' && caller
    ? { ...byTelephone(caller, unitId), locale }
    : { actor: 'link', role: 'officer', unitId, capacity: 'by-link', locale };

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
    @CallerOf() caller: Caller | undefined,
  ): Promise<void> {
    const link = await this.read(token);
    await this.mustBeFor(link, caller);
    await this.draw(request, response, await this.propsOf(link, token, now === JUST_NOW));
  }

  @Post(':token')
  @Requires('public')
  async acknowledge(
    @Req() request: Request,
    @Res() response: Response,
    @Param('token') token: string,
    @Body() body: unknown,
    @CallerOf() caller: Caller | undefined,
  ): Promise<void> {
    if (isFromElsewhere(request.headers))
      throw notPermitted('Yêu cầu đến từ trang khác bị từ chối.', 'A request from another site is refused.');
    const link = await this.read(token);
    await this.mustBeFor(link, caller);
    const props = await this.propsOf(link, token, false);
    if (typeof link === 'string' || isOver(props)) return this.draw(request, response, props);
    const { locale } = await this.frames.of(request);
    const seen = { ...seenOf(body), linkGeneration: link.generation };
    try {
      await this.acknowledging.execute(link.assignmentId, seen, actorOf(link, caller, locale));
    } catch (error) {
      if (!(error instanceof ProductError) || error.code !== 'not-possible-now') throw error;
      return this.draw(request, response, await this.propsOf(link, token, false));
    }
    goTo(response, `/a/${token}?now=${JUST_NOW}`);
  }

  /** What was made for entering a code on the telephone is for who sent the paper. @throws ProductError */
  private async mustBeFor(link: ActionLink | 'forged' | 'expired', caller: Caller | undefined): Promise<void> {
    if (typeof link === 'string' || link.purpose !== 'telephone') return;
    if (!caller) throw notSignedIn('Hãy đăng nhập trước.', 'Sign in first.');
    const db = dbOf(this.em.fork());
    if (await isSender(db, caller, await assignmentById(db, link.assignmentId))) return;
    throw notSender();
  }

  private async read(token: string): Promise<ActionLink | 'forged' | 'expired'> {
    return linkOf(await this.key.get(), token, await this.clock.now());
  }

  /** Somebody opened the address of a calendar as if it were the link of a mail. */
  private async isCalendar(token: string): Promise<boolean> {
    const bare = token.replace(/\.ics$/, '');
    return calendarLinkOf(await this.key.get(), bare, await this.clock.now()) !== 'forged';
  }

  private async draw(request: Request, response: Response, props: LinkProps): Promise<void> {
    const frame = await this.frames.of(request, response);
    // what a link leads to must not stay behind on a shared machine
    response.setHeader('Cache-Control', 'no-store');
    response.status(STATUS[props.state]).send(linkPage(frame, props));
  }

  private async propsOf(link: ActionLink | 'forged' | 'expired', token: string, justNow: boolean): Promise<LinkProps> {
    if (link === 'forged') return { state: 'forged', isCalendar: await this.isCalendar(token) };
    if (link === 'expired') return { state: link };
    return stateOfLink(dbOf(this.em.fork()), link, { action: `/a/${token}`, justNow });
  }
}
