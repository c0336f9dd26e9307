import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { CallerOf, type Caller } from '../platform/caller.js';
import type { FormError } from '../platform/components/form.js';
import { dbOf } from '../platform/database/sql.js';
import { PageFrame } from '../platform/page-frame.js';
import { formErrorsOf, formOf, goTo } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { MailStandings } from './mail-standing.js';
import { MailTransport } from './mail-transport.js';
import { pageSchema } from './mail.schemas.js';
import { mailPage } from './mail.view.js';
import { listUndelivered } from './operator.queries.js';
import { ResendMessage } from './resend-message.usecase.js';
import { outboxWords } from './words.rules.js';

const PAGE = 50;

/** The operator's page of outgoing mail. */
@Controller('mail')
@Requires('operate')
export class MailPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly transport: MailTransport,
    private readonly standings: MailStandings,
    private readonly resending: ResendMessage,
  ) {}

  @Get()
  show(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
  ): Promise<string> {
    return this.draw(request, response, { query });
  }

  @Post('messages/:id/resend')
  async resend(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    try {
      const { repeated } = await this.resending.execute(id, caller);
      const words = outboxWords(caller.locale);
      const text = repeated ? words.queuedBefore : words.queuedAgain;
      goTo(response, '/mail', { tone: repeated ? 'plain' : 'done', text });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      response.status(status).send(await this.draw(request, response, { query: {}, errors }));
    }
  }

  private async draw(
    request: Request,
    response: Response,
    { query, errors = [] }: { query: unknown; errors?: readonly FormError[] },
  ): Promise<string> {
    const { days, state, domain, cursor } = formOf(pageSchema, query);
    const asked = { state, domain, limit: PAGE, cursor };
    const { items, nextCursor } = await listUndelivered(dbOf(this.em.fork()), asked);
    const here = { days: String(days), ...(state ? { state } : {}), ...(domain ? { domain } : {}) };
    return mailPage(await this.frames.of(request, response), {
      configured: this.transport.configured,
      standing: await this.standings.of(days),
      lines: items,
      state,
      domain: domain ?? '',
      nextHref: nextCursor && `/mail?${new URLSearchParams({ ...here, cursor: nextCursor }).toString()}`,
      errors,
    });
  }
}
