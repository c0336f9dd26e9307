import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { InstallationKey, isFromElsewhere, linkToken } from '../../access/index.js';
import { actsFor, CallerOf, type Caller } from '../../platform/caller.js';
import { CONFIG, type Config } from '../../platform/config.js';
import { dbOf, type Db } from '../../platform/database/sql.js';
import { notPermitted, ProductError } from '../../platform/errors.js';
import { formOf, goTo } from '../../platform/page-form.js';
import { PageFrame } from '../../platform/page-frame.js';
import { Requires } from '../../platform/requires.js';
import { isSender } from '../link-rights.js';
import { callerAddress } from './caller-address.rules.js';
import { codePage } from './code.view.js';
import { EnterCode } from './enter-code.usecase.js';
import type { CodedDuty } from './short-codes.js';

/** More than this nobody types. */
const TYPED_AT_MOST = 60;
const codeForm = z.object({ code: z.string().max(TYPED_AT_MOST) });
const SENTENCES = { code: { vi: 'Hãy nhập mã gồm 12 chữ số.', en: 'Type the code of 12 digits.' } };

/**
 * Where the code of a letter or a mail is typed. Nothing is looked up by being opened, so that who follows links learns
 * nothing; a code that is right leads to the page of the link, whose button acknowledges.
 */
@Controller('m')
export class CodePages {
  constructor(
    private readonly em: EntityManager,
    private readonly key: InstallationKey,
    @Inject(CONFIG) private readonly config: Config,
    private readonly frames: PageFrame,
    private readonly entering: EnterCode,
  ) {}

  @Get()
  @Requires('public')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.draw(request, response, { typed: '' });
  }

  /** What a printed code leads to when it is scanned: the page with the code filled in. */
  @Get(':code')
  @Requires('public')
  async filled(@Req() request: Request, @Res() response: Response, @Param('code') code: string): Promise<void> {
    await this.draw(request, response, { typed: code.slice(0, TYPED_AT_MOST) });
  }

  @Post()
  @Requires('public')
  async look(
    @Req() request: Request,
    @Res() response: Response,
    @Body() body: unknown,
    @CallerOf() caller: Caller | undefined,
  ): Promise<void> {
    if (isFromElsewhere(request.headers))
      throw notPermitted('Yêu cầu đến từ trang khác bị từ chối.', 'A request from another site is refused.');
    const typed = z.object({ code: z.string() }).safeParse(body).data?.code.slice(0, TYPED_AT_MOST) ?? '';
    try {
      goTo(response, await this.linkOf(formOf(codeForm, body, SENTENCES).code, request, caller));
    } catch (error) {
      if (!(error instanceof ProductError)) throw error;
      await this.draw(request, response, { typed, error });
    }
  }

  private async linkOf(typed: string, request: Request, caller: Caller | undefined): Promise<string> {
    const forwarded = request.headers['x-forwarded-for']?.toString();
    const address = callerAddress(request.socket.remoteAddress, forwarded, this.config.trustedProxies);
    const duty = await this.entering.find(typed, caller ? { account: caller.actor } : { address });
    const purpose = await purposeFor(dbOf(this.em.fork()), duty, caller);
    return `/a/${linkToken(await this.key.get(), { ...duty, purpose })}`;
  }

  private async draw(
    request: Request,
    response: Response,
    { typed, error }: { typed: string; error?: ProductError },
  ): Promise<void> {
    const frame = await this.frames.of(request, response);
    const againAt = error?.details['againAt'];
    if (typeof againAt === 'string') response.setHeader('Retry-After', new Date(againAt).toUTCString());
    response.setHeader('Cache-Control', 'no-store');
    const text = error?.words[frame.locale];
    response
      .status(error?.status ?? 200)
      .send(codePage(frame, { typed, ...(text === undefined ? {} : { error: text }) }));
  }
}

/** Who sent the paper and is signed in enters the code for the unit that says it on the telephone; who has it acts itself. */
async function purposeFor(db: Db, duty: CodedDuty, caller: Caller | undefined): Promise<'acknowledge' | 'telephone'> {
  if (!caller || actsFor(caller, duty.unitId)) return 'acknowledge';
  return (await isSender(db, caller, duty)) ? 'telephone' : 'acknowledge';
}
