import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { AskQuestion, askingWords, RequestExtension } from '../assignments/index.js';
import { formOf } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { isIsoDate } from '../platform/vn-time.js';
import { givenText } from '../platform/given-text.rules.js';
import { afterAct } from './after-act.js';
import { AssignmentPage } from './assignment-page.js';

const askForm = z.object({ question: givenText(10_000) });
const requestForm = z.object({
  dueOn: z.string().refine(isIsoDate),
  reason: givenText(4000),
});
const SENTENCES = {
  question: { vi: 'Hãy ghi câu hỏi, tối đa 10.000 ký tự.', en: 'Write the question, up to 10,000 characters.' },
  dueOn: { vi: 'Hãy chọn ngày đề nghị gia hạn đến.', en: 'Choose the day until which more time is needed.' },
  reason: { vi: 'Hãy nêu lý do, tối đa 4.000 ký tự.', en: 'Give the reason, up to 4,000 characters.' },
};

/** A unit asks whoever sent it the paper: a question, or for more time. */
@Controller('assignments')
export class AskingActsPages {
  constructor(
    private readonly page: AssignmentPage,
    private readonly asking: AskQuestion,
    private readonly requesting: RequestExtension,
  ) {}

  @Post(':id/ask')
  @Requires('assignments.act')
  ask(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @Body() body: unknown) {
    return afterAct(this.page, { request, response }, id, {
      act: (by) => this.asking.execute(id, formOf(askForm, body, SENTENCES).question, by),
      done: (_, locale) => askingWords(locale).done.asked,
    });
  }

  @Post(':id/request-extension')
  @Requires('assignments.act')
  requestExtension(@Req() request: Request, @Res() response: Response, @Param('id') id: string, @Body() body: unknown) {
    return afterAct(this.page, { request, response }, id, {
      act: (by) => this.requesting.execute(id, formOf(requestForm, body, SENTENCES), by),
      done: (_, locale) => askingWords(locale).done.requested,
    });
  }
}
