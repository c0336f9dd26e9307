import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { directiveById, mustSee, papersOf, RECALL_ANSWERS, recallCounts } from '../../directives/index.js';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { countWords } from '../../platform/components/words.js';
import { dbOf } from '../../platform/database/sql.js';
import { formErrorsOf, formOf, goTo } from '../../platform/page-form.js';
import { PageFrame } from '../../platform/page-frame.js';
import { Requires } from '../../platform/requires.js';
import { givenText } from '../../platform/given-text.rules.js';
import { approvingWords } from '../approving/approvals.view.js';
import { AnswerRecall } from './answer-recall.usecase.js';
import { countBelow, listBelow } from './below-recalled.queries.js';
import { RecallDirective } from './recall-directive.usecase.js';
import { recallPage } from './recall-page.view.js';
import { recallingWords, standsBelow } from './recall.notice.view.js';
import { recallLines } from './recall.queries.js';

const PAGE = 50;
const querySchema = z.object({
  answer: z.enum(RECALL_ANSWERS).optional(),
  cursor: z.string().max(400).optional(),
  /** Place in the list of the dispatches below. */
  below: z.string().max(400).optional(),
});

const reason = givenText(4000);
const recallForm = z.object({ reason, again: z.enum(['yes']).optional() });
const agreeForm = z.object({ below: z.enum(['yes']).optional() });
const refuseForm = z.object({ reason });
const SENTENCES = { reason: { vi: 'Hãy nêu lý do.', en: 'Give the reason.' } };

/** Recalls a directive from its page; a unit answers from the page of its duty. */
@Controller()
export class RecallingPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly recalling: RecallDirective,
    private readonly answers: AnswerRecall,
  ) {}

  /** Every answer, filtered and page by page, and the dispatches that were issued below. */
  @Get('directives/:id/recall')
  @Requires('directives.view')
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @Query() query: unknown,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    const { answer, cursor, below } = formOf(querySchema, query);
    const db = dbOf(this.em.fork());
    const sight = await mustSee(db, caller, id);
    const directive = await directiveById(db, id);
    if (sight !== 'all') return goTo(response, `/directives/${id}`);
    const lines = await recallLines(db, directive, { answer, limit: PAGE, cursor });
    const own = await listBelow(db, directive, { limit: PAGE, cursor: below });
    const next = (kept: Record<string, string | null | undefined>, place = ''): string => {
      const given = Object.entries(kept).filter((entry): entry is [string, string] => Boolean(entry[1]));
      return `/directives/${id}/recall?${new URLSearchParams(given).toString()}${place}`;
    };
    response.send(
      recallPage(await this.frames.of(request, response), {
        directive: id,
        paper: (await papersOf(db, [id])).get(id)!,
        reason: directive.recallReason,
        counts: await recallCounts(db, directive),
        answer,
        lines: lines.items,
        nextHref: lines.nextCursor && next({ answer, below, cursor: lines.nextCursor }),
        below: await countBelow(db, directive),
        belowItems: own.items,
        belowNextHref: own.nextCursor && next({ answer, cursor, below: own.nextCursor }, '#below'),
      }),
    );
  }

  @Post('directives/:id/recall')
  @Requires('directives.issue')
  recall(@Res() response: Response, @Param('id') id: string, @Body() body: unknown, @CallerOf() caller: Caller) {
    return this.after(response, `/directives/${id}`, caller, async () => {
      const form = formOf(recallForm, body, SENTENCES);
      const asked = { reason: form.reason, again: form.again === 'yes' };
      const { directive, requested, repeated, pending } = await this.recalling.execute(id, asked, caller);
      if (pending) return approvingWords(caller.locale).pending;
      const words = recallingWords(caller.locale).page;
      if (repeated) return words.repeated;
      const { inForce } = await countBelow(dbOf(this.em.fork()), directive);
      return `${words.done(countWords(requested, caller.locale))}${standsBelow(inForce, caller.locale)}`;
    });
  }

  @Post('assignments/:id/agree-recall')
  @Requires('assignments.act')
  agree(@Res() response: Response, @Param('id') id: string, @Body() body: unknown, @CallerOf() caller: Caller) {
    return this.after(response, `/assignments/${id}`, caller, async () => {
      await this.answers.agree(id, { below: formOf(agreeForm, body).below === 'yes' }, caller);
      return recallingWords(caller.locale).duty.agreed;
    });
  }

  @Post('assignments/:id/refuse-recall')
  @Requires('assignments.act')
  refuse(@Res() response: Response, @Param('id') id: string, @Body() body: unknown, @CallerOf() caller: Caller) {
    return this.after(response, `/assignments/${id}`, caller, async () => {
      await this.answers.refuse(id, formOf(refuseForm, body, SENTENCES), caller);
      return recallingWords(caller.locale).duty.refused;
    });
  }

  private async after(response: Response, path: string, { locale }: Caller, act: () => Promise<string>): Promise<void> {
    try {
      goTo(response, path, { tone: 'done', text: await act() });
    } catch (error) {
      const { errors } = formErrorsOf(error, locale);
      goTo(response, path, { tone: 'error', text: errors[0]!.text });
    }
  }
}
