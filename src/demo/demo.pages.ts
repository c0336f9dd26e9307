import { Body, Controller, Get, Inject, Param, Post, Req, Res, type OnModuleInit } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { FrontPage, setSession } from '../access/index.js';
import { papersOf } from '../directives/index.js';
import type { Locale } from '../platform/caller.js';
import { CONFIG, type Config } from '../platform/config.js';
import { dbOf } from '../platform/database/sql.js';
import { notFound, unavailable } from '../platform/errors.js';
import { localPath } from '../platform/local-path.rules.js';
import { formOf, goTo } from '../platform/page-form.js';
import type { Frame } from '../platform/page.view.js';
import { Requires } from '../platform/requires.js';
import { formatVn } from '../platform/vn-time.js';
import { outlooksOf, overviewOf } from '../tracking/index.js';
import { findUnit, officeName } from '../units/index.js';
import { DEMO_DOORS, DemoAccounts, type DemoDoor } from './demo-accounts.js';
import { demoWords, landingPage } from './demo.view.js';
import { MoveDemoClock, type ClockMove } from './move-demo-clock.usecase.js';
import { DEMO_STARTS_AT } from './seed-demo.usecase.js';

const PAPERS_SHOWN = 2;
const SEARCH_OF_ALL = { units: null, below: true, issued: true, roots: true, find: '' } as const;

/** The steps of the clock bar. */
const STEPS = {
  '1h': { hours: 1 },
  '4h': { hours: 4 },
  '1d': { hours: 24 },
  '3wd': { workingDays: 3 },
  '7d': { hours: 168 },
} as const satisfies Record<string, ClockMove>;
const clockForm = z.object({
  forward: z.enum(Object.keys(STEPS) as [keyof typeof STEPS, ...(keyof typeof STEPS)[]]),
  back: z.string().optional(),
});

/** What only the demonstration has: ways in without a token, and a clock that moves. */
@Controller('demo')
@Requires('demo')
export class DemoPages implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly front: FrontPage,
    private readonly accounts: DemoAccounts,
    private readonly clock: MoveDemoClock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    if (this.config.mode === 'demo') this.front.welcomedBy((frame) => this.landing(frame));
  }

  /** The one link that signs in by being opened: its accounts are nobody's, and only this machine reaches it. */
  @Get('sign-in/:who')
  async signIn(@Res() response: Response, @Param('who') who: string): Promise<void> {
    if (!(DEMO_DOORS as readonly string[]).includes(who))
      throw notFound('Không có vai này trong bản trình diễn.', 'The demonstration has no such role.');
    const session = await this.accounts.sessionOf(who as DemoDoor);
    if (!session)
      throw unavailable(
        'Dữ liệu trình diễn đang được chuẩn bị; hãy thử lại sau ít giây.',
        'The demonstration is being prepared; try again in a few seconds.',
      );
    setSession(response, session, this.config);
    goTo(response, '/');
  }

  @Post('clock')
  async forward(
    @Req() request: Request & { locale: Locale },
    @Res() response: Response,
    @Body() body: unknown,
  ): Promise<void> {
    const { forward, back } = formOf(clockForm, body);
    const { now } = await this.clock.execute(STEPS[forward]);
    const text = demoWords(request.locale).moved(formatVn(now, request.locale));
    goTo(response, localPath(back), { tone: 'plain', text });
  }

  private async landing(frame: Frame): Promise<string> {
    const db = dbOf(this.em.fork());
    const { items } = await overviewOf(db, { ...SEARCH_OF_ALL, limit: PAPERS_SHOWN });
    const papers = await papersOf(
      db,
      items.map(({ id }) => id),
    );
    const outlooks = await outlooksOf(db, items);
    const doors = await Promise.all(
      DEMO_DOORS.map(async (who) => {
        const unit = await findUnit(db, this.accounts.unitOf(who)).catch(() => undefined);
        return [who, { href: `/demo/sign-in/${who}`, unitName: unit ? officeName(unit) : '' }] as const;
      }),
    );
    return landingPage(frame, {
      doors: Object.fromEntries(doors) as Record<DemoDoor, { href: string; unitName: string }>,
      startedAt: DEMO_STARTS_AT,
      papers: items.map(({ id }) => {
        const { units: total, receipt: receiptOutcome } = outlooks.get(id)!;
        return { paper: papers.get(id)!, total, receiptOutcome };
      }),
    });
  }
}
