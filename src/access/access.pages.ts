import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Caller } from '../platform/caller.js';
import { CONFIG, type Config } from '../platform/config.js';
import { dbOf, firstOf, sql } from '../platform/database/sql.js';
import { invalid, notPermitted } from '../platform/errors.js';
import { localPath } from '../platform/local-path.rules.js';
import { PageFrame } from '../platform/page-frame.js';
import { formErrorsOf, formOf, goTo } from '../platform/page-form.js';
import type { Frame } from '../platform/page.view.js';
import type { FormError } from '../platform/components/form.js';
import { Requires } from '../platform/requires.js';
import { signInPage } from './access.view.js';
import { ApiTokens } from './api-tokens.js';
import { FrontPage } from './front-page.js';
import { isFromElsewhere, LANGUAGE_COOKIE } from '../platform/request.rules.js';
import { clearSession, setSession } from './session-cookie.js';
import { Sessions } from './sessions.js';

const YEAR_MILLISECONDS = 365 * 86_400_000;
const signInSchema = z.object({ token: z.string().trim().min(1).max(200), back: z.string().optional() });
const languageSchema = z.object({ lang: z.enum(['vi', 'en']), back: z.string().optional() });
const mandateSchema = z.object({ mandate: z.uuid() });
const NO_TOKEN = { vi: 'Hãy nhập mã truy cập.', en: 'Enter the token.' };

function mustBeOurPage({ headers }: Request): void {
  if (isFromElsewhere(headers))
    throw notPermitted('Yêu cầu đến từ trang khác bị từ chối.', 'A request from another site is refused.');
}

/** The way in, the way out, and the language. */
@Controller()
export class AccessPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly front: FrontPage,
    private readonly tokens: ApiTokens,
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Guests are welcomed or sign in; whoever is signed in goes to where their work is. */
  @Get()
  @Requires('public')
  async home(@Req() request: Request & { caller?: Caller }, @Res() response: Response): Promise<void> {
    if (request.caller) return goTo(response, await this.front.startOf(request.caller));
    const frame = await this.frames.of(request, response);
    response.send((await this.front.forGuest(frame)) ?? (await this.form(frame, null)));
  }

  @Get('sign-in')
  @Requires('public')
  async signInForm(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query('back') back: unknown,
  ): Promise<string> {
    return this.form(await this.frames.of(request, response), back === undefined ? null : localPath(back));
  }

  /** A token of the unit opens a session of twelve hours. */
  @Post('sign-in')
  @Requires('public')
  async signIn(@Req() request: Request, @Res() response: Response, @Body() body: unknown): Promise<void> {
    mustBeOurPage(request);
    const frame = await this.frames.of(request);
    try {
      const { token, back } = formOf(signInSchema, body, { token: NO_TOKEN });
      const caller = await this.tokens.callerOf(token);
      if (!caller)
        throw invalid('Mã truy cập không đúng hoặc đã hết hạn.', 'The token is unknown or has expired.', {
          field: 'token',
        });
      setSession(response, await this.sessions.openFor(caller), this.config);
      goTo(response, back ? localPath(back) : '/');
    } catch (error) {
      const { status, errors } = formErrorsOf(error, frame.locale);
      const back = (body as { back?: unknown } | undefined)?.back;
      response.status(status).send(await this.form(frame, back ? localPath(back) : null, errors));
    }
  }

  /** A person who has several mandates goes on under another one; what is not his, or over, changes nothing. */
  @Post('mandate')
  @Requires('signed-in')
  async mandate(@Req() request: Request & { caller: Caller }, @Res() response: Response, @Body() body: unknown) {
    const { mandate } = formOf(mandateSchema, body);
    const { actor, mandate: present } = request.caller;
    const session = present && (await this.sessions.open(actor, mandate));
    if (!session)
      throw notPermitted(
        'Quyền làm việc này không phải của bạn hoặc đã hết hiệu lực.',
        'This mandate is not yours, or is over.',
      );
    setSession(response, session, this.config);
    goTo(response, '/');
  }

  @Post('sign-out')
  @Requires('public')
  signOut(@Req() request: Request, @Res() response: Response): void {
    mustBeOurPage(request);
    clearSession(response, this.config);
    goTo(response, '/');
  }

  @Post('language')
  @Requires('public')
  language(@Res() response: Response, @Body() body: unknown): void {
    const { lang, back } = formOf(languageSchema, body);
    response.cookie(LANGUAGE_COOKIE, lang, {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: this.config.publicUrl.startsWith('https:'),
      maxAge: YEAR_MILLISECONDS,
    });
    goTo(response, localPath(back));
  }

  private async form(frame: Frame, back: string | null, errors: readonly FormError[] = []): Promise<string> {
    const someone = await firstOf(
      dbOf(this.em.fork()),
      sql`select 1 from api_token union all select 1 from account limit 1`,
    );
    return signInPage(frame, { errors, back, isEmpty: someone === undefined });
  }
}
