import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { countWords } from '../../platform/components/words.js';
import { formErrorsOf, formOf, goTo } from '../../platform/page-form.js';
import { Requires } from '../../platform/requires.js';
import { givenText } from '../../platform/given-text.rules.js';
import { approvingWords } from '../approving/approvals.view.js';
import { AnswerRecall } from './answer-recall.usecase.js';
import { RecallDirective } from './recall-directive.usecase.js';
import { recallingWords } from './recall.notice.view.js';

const reason = givenText(4000);
const recallForm = z.object({ reason, again: z.enum(['yes']).optional() });
const agreeForm = z.object({ below: z.enum(['yes']).optional() });
const refuseForm = z.object({ reason });
const SENTENCES = { reason: { vi: 'Hãy nêu lý do.', en: 'Give the reason.' } };

/** Recalls a directive from its page; a unit answers from the page of its duty. */
@Controller()
export class RecallingPages {
  constructor(
    private readonly recalling: RecallDirective,
    private readonly answers: AnswerRecall,
  ) {}

  @Post('directives/:id/recall')
  @Requires('directives.issue')
  recall(@Res() response: Response, @Param('id') id: string, @Body() body: unknown, @CallerOf() caller: Caller) {
    return this.after(response, `/directives/${id}`, caller, async () => {
      const form = formOf(recallForm, body, SENTENCES);
      const asked = { reason: form.reason, again: form.again === 'yes' };
      const { requested, repeated, pending } = await this.recalling.execute(id, asked, caller);
      if (pending) return approvingWords(caller.locale).pending;
      const words = recallingWords(caller.locale).page;
      return repeated ? words.repeated : words.done(countWords(requested, caller.locale));
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
