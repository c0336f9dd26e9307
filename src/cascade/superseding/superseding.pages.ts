import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { isUuid } from '../../platform/ids.js';
import { formErrorsOf, formOf, goTo } from '../../platform/page-form.js';
import { Requires } from '../../platform/requires.js';
import { amendingWords } from '../amending/changes.view.js';
import { SupersedeDirective } from './supersede-directive.usecase.js';

const supersedeForm = z.object({ by: z.string().refine(isUuid) });
const SENTENCES = { by: { vi: 'Hãy chọn văn bản thay thế.', en: 'Choose the later directive.' } };

/** Puts a later directive in the place of one, from its page. */
@Controller('directives')
export class SupersedingPages {
  constructor(private readonly superseding: SupersedeDirective) {}

  @Post(':id/supersede')
  @Requires('directives.issue')
  async supersede(
    @Res() response: Response,
    @Param('id') id: string,
    @Body() body: unknown,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    try {
      const { by } = formOf(supersedeForm, body, SENTENCES);
      const { superseded, withdrawn, repeated } = await this.superseding.execute(id, by, caller);
      const words = amendingWords(caller.locale).done;
      const text = repeated ? words.supersededBefore : words.superseded(superseded, withdrawn);
      goTo(response, `/directives/${id}`, { tone: repeated ? 'plain' : 'done', text });
    } catch (error) {
      const { errors } = formErrorsOf(error, caller.locale);
      goTo(response, `/directives/${id}`, { tone: 'error', text: errors[0]!.text });
    }
  }
}
