import {
  Body,
  Controller,
  Get,
  Inject,
  Param,
  ParseIntPipe,
  Post,
  Query,
  Req,
  Res,
  type OnModuleInit,
} from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { mayDo } from '../access/index.js';
import { assignmentView, maySeeAssignment } from '../assignments/index.js';
import { actsFor, CallerOf, type Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import type { FormError } from '../platform/components/form.js';
import { CONFIG, type Config } from '../platform/config.js';
import { dbOf } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import { PageFrame } from '../platform/page-frame.js';
import { formErrorsOf, formOf, goTo } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { DecideDraft, type DraftDecision } from './decide-draft.usecase.js';
import { DecideReply, type ReplyDecision } from './decide-reply.usecase.js';
import { draftById, draftFile } from './drafts.queries.js';
import { mayDecide } from './reply-rights.js';
import { countWaitingReplies, listDead, listReplies, type ReplyRow } from './replies.queries.js';
import { addressSchema, reportSchema } from './replies.schemas.js';
import { deadPage, repliesPage, type ReplyLine } from './replies.view.js';
import { ReviveMailbox } from './revive-mailbox.usecase.js';
import { repliesWords } from './words.rules.js';

const PAGE = 50;
const cursor = z.string().max(400).optional();
const listSchema = z.object({ show: z.enum(['waiting', 'all']).default('waiting'), cursor });
const deadSchema = z.object({ cursor });
const SENTENCES = {
  text: {
    vi: 'Báo cáo chưa có nội dung, hoặc dài quá 20.000 ký tự.',
    en: 'The report is empty, or longer than 20,000 characters.',
  },
};

/** What a caller may do about a mail that waits. */
function lineOf(row: ReplyRow, caller: Caller): ReplyLine {
  const open = row.state === 'waiting' && mayDecide(row, caller, mayDo(caller.role, 'assignments.act'));
  const itsOwn = row.unitId !== null && actsFor(caller, row.unitId);
  return {
    ...row,
    mayIgnore: open,
    mayAcknowledge: open && itsOwn && row.assignmentId !== null && row.kind !== 'bounce',
  };
}

/** Mail that came back, for people: what it led to, and what they are to decide. */
@Controller('replies')
@Requires('assignments.view')
export class RepliesPages implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly clock: Clock,
    private readonly deciding: DecideReply,
    private readonly drafting: DecideDraft,
    private readonly reviving: ReviveMailbox,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.frames.counting('replies', (db, caller) =>
      countWaitingReplies(db, caller, mayDo(caller.role, 'assignments.act')),
    );
  }

  @Get()
  list(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    return this.draw(request, response, { caller, query });
  }

  @Get('dead')
  dead(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<string> {
    return this.drawDead(request, response, { caller, query });
  }

  @Post('dead/revive')
  async revive(@Req() request: Request, @Res() response: Response, @Body() body: unknown, @CallerOf() caller: Caller) {
    try {
      const { repeated } = await this.reviving.execute(formOf(addressSchema, body).address, caller);
      const { done } = repliesWords(caller.locale);
      const text = repeated ? done.revivedBefore : done.revived;
      goTo(response, '/replies/dead', { tone: repeated ? 'plain' : 'done', text });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      response.status(status).send(await this.drawDead(request, response, { caller, query: {}, errors }));
    }
  }

  @Post(':id/acknowledge')
  acknowledge(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller) {
    return this.decide(request, response, { id, decision: 'acknowledge', caller });
  }

  @Post(':id/ignore')
  ignore(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller) {
    return this.decide(request, response, { id, decision: 'ignore', caller });
  }

  @Post('drafts/:id/submit')
  submit(@Res() response: Response, @Param('id') id: string, @Body() body: unknown, @CallerOf() caller: Caller) {
    return this.settle(response, { id, caller, decision: { to: 'submit', ...formOf(reportSchema, body, SENTENCES) } });
  }

  @Post('drafts/:id/discard')
  discard(@Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller) {
    return this.settle(response, { id, caller, decision: { to: 'discard' } });
  }

  /** A file that came by mail is handed over as it is, never shown: it is of a stranger. */
  @Get('drafts/:id/files/:n')
  async file(
    @Res() response: Response,
    @Param('id') id: string,
    @Param('n', ParseIntPipe) n: number,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    const db = dbOf(this.em.fork());
    const draft = await draftById(db, id);
    if (!actsFor(caller, draft.unitId)) {
      await maySeeAssignment(db, caller, await assignmentView(db, draft.assignmentId));
      // before it is sent a draft is the unit's own
      if (draft.state !== 'submitted') throw notFound('Không có tệp này.', 'There is no such file.');
    }
    const { name, content } = await draftFile(db, id, n);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.attachment(name).type('application/octet-stream').send(content);
  }

  private async settle(
    response: Response,
    { id, caller, decision }: { id: string; caller: Caller; decision: DraftDecision },
  ): Promise<void> {
    const { draft, repeated } = await this.drafting.execute(id, decision, caller);
    const words = repliesWords(caller.locale).done;
    const text = repeated ? words.repeated : decision.to === 'submit' ? words.submitted : words.discarded;
    goTo(response, `/assignments/${draft.assignmentId}`, { tone: repeated ? 'plain' : 'done', text });
  }

  private async decide(
    request: Request,
    response: Response,
    { id, decision, caller }: { id: string; decision: ReplyDecision; caller: Caller },
  ): Promise<void> {
    try {
      const { repeated } = await this.deciding.execute(id, decision, caller);
      const words = repliesWords(caller.locale).done;
      const text = repeated ? words.repeated : decision === 'acknowledge' ? words.acknowledged : words.ignored;
      goTo(response, '/replies', { tone: repeated ? 'plain' : 'done', text });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      response.status(status).send(await this.draw(request, response, { caller, query: {}, errors }));
    }
  }

  private async draw(
    request: Request,
    response: Response,
    { caller, query, errors = [] }: { caller: Caller; query: unknown; errors?: readonly FormError[] },
  ): Promise<string> {
    const { show, cursor: after } = formOf(listSchema, query);
    const state = show === 'waiting' ? ('waiting' as const) : undefined;
    const { items, nextCursor } = await listReplies(dbOf(this.em.fork()), caller, {
      state,
      limit: PAGE,
      cursor: after,
    });
    return repliesPage(await this.frames.of(request, response), {
      lines: items.map((row) => lineOf(row, caller)),
      filter: show,
      configured: this.config.imapUrl !== undefined,
      nextHref: nextCursor && `/replies?${new URLSearchParams({ show, cursor: nextCursor }).toString()}`,
      errors,
    });
  }

  private async drawDead(
    request: Request,
    response: Response,
    { caller, query, errors = [] }: { caller: Caller; query: unknown; errors?: readonly FormError[] },
  ): Promise<string> {
    const { cursor: after } = formOf(deadSchema, query);
    const db = dbOf(this.em.fork());
    const now = await this.clock.now(db);
    const { items, nextCursor } = await listDead(db, caller, { limit: PAGE, cursor: after, now });
    const acts = mayDo(caller.role, 'assignments.act');
    return deadPage(await this.frames.of(request, response), {
      lines: items.map((row) => ({
        ...row,
        mayRevive: row.units.some(({ id }) => mayDecide({ unitId: id }, caller, acts)) || caller.role === 'operator',
      })),
      nextHref: nextCursor && `/replies/dead?${new URLSearchParams({ cursor: nextCursor }).toString()}`,
      errors,
    });
  }
}
