import { Body, Controller, Param, Post, Res, type OnModuleInit } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { PapersAbove } from '../../directives/index.js';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { isUuid } from '../../platform/ids.js';
import { formErrorsOf, formOf, goTo } from '../../platform/page-form.js';
import { Requires } from '../../platform/requires.js';
import { ownDispatchWords } from './own-dispatch.view.js';
import { paperAbove } from './paper-above.js';
import { PlaceDraft } from './place-draft.usecase.js';

const draftForm = z.object({ draft: z.string().refine(isUuid) });
const SENTENCES = { draft: { vi: 'Hãy chọn một dự thảo.', en: 'Choose a draft.' } };

/** Ties a draft to the duty whose paper it carries on, from the page of either. */
@Controller()
export class OwnDispatchPages implements OnModuleInit {
  constructor(
    private readonly placing: PlaceDraft,
    private readonly papers: PapersAbove,
  ) {}

  onModuleInit(): void {
    this.papers.knownBy(paperAbove);
  }

  @Post('assignments/:id/own-dispatch')
  @Requires('directives.draft')
  choose(@Res() response: Response, @Param('id') id: string, @Body() body: unknown, @CallerOf() caller: Caller) {
    return this.after(response, `/assignments/${id}`, caller, async () => {
      const { draft } = formOf(draftForm, body, SENTENCES);
      await this.placing.execute(draft, id, caller);
      return { path: `/directives/${draft}/preview`, text: ownDispatchWords(caller.locale).done.placed };
    });
  }

  @Post('directives/:id/set-apart')
  @Requires('directives.draft')
  setApart(@Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller) {
    const path = `/directives/${id}/preview`;
    return this.after(response, path, caller, async () => {
      await this.placing.setApart(id, caller);
      return { path, text: ownDispatchWords(caller.locale).done.apart };
    });
  }

  private async after(
    response: Response,
    back: string,
    { locale }: Caller,
    act: () => Promise<{ path: string; text: string }>,
  ): Promise<void> {
    try {
      const { path, text } = await act();
      goTo(response, path, { tone: 'done', text });
    } catch (error) {
      const { errors } = formErrorsOf(error, locale);
      goTo(response, back, { tone: 'error', text: errors[0]!.text });
    }
  }
}
