import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { notFound } from '../platform/errors.js';
import { PageFrame } from '../platform/page-frame.js';
import { formOf } from '../platform/page-form.js';
import { fromCursor } from '../platform/paging.js';
import { Requires } from '../platform/requires.js';
import { MailCatcher } from './catcher.js';
import { mailboxPage, mailPage } from './mailbox.view.js';

const PAGE = 50;
const querySchema = z.object({ to: z.string().trim().max(200).default(''), cursor: z.string().max(400).optional() });

/** The demonstration's mailbox: every mail that left, as its reader sees it. */
@Controller('dev/mailbox')
@Requires('demo')
export class MailboxPages {
  constructor(
    private readonly catcher: MailCatcher,
    private readonly frames: PageFrame,
  ) {}

  @Get()
  async list(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
  ): Promise<string> {
    const { to, cursor } = formOf(querySchema, query);
    if (cursor) fromCursor(cursor, ['count']);
    const { items, nextCursor } = await this.catcher.list({ to, limit: PAGE, ...(cursor ? { cursor } : {}) });
    const next = nextCursor && new URLSearchParams({ ...(to ? { to } : {}), cursor: nextCursor }).toString();
    return mailboxPage(await this.frames.of(request, response), {
      items,
      to,
      total: this.catcher.count,
      nextHref: next && `/dev/mailbox?${next}`,
    });
  }

  @Get(':id')
  async one(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('id') id: string,
  ): Promise<string> {
    const mail = /^\d{1,9}$/.test(id) ? await this.catcher.byId(Number(id)) : undefined;
    if (!mail) throw notFound('Không có thư này, hoặc thư đã cũ và bị bỏ đi.', 'There is no such mail, or it is gone.');
    return mailPage(await this.frames.of(request, response), mail);
  }
}
