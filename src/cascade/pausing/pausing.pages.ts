import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { CallerOf, type Caller } from '../../platform/caller.js';
import { countWords } from '../../platform/components/words.js';
import { formErrorsOf, formOf, goTo } from '../../platform/page-form.js';
import { Requires } from '../../platform/requires.js';
import { givenText } from '../../platform/given-text.rules.js';
import { PauseDirective, ResumeDirective } from './pause-directive.usecase.js';
import { pausingWords } from './pausing.view.js';

const pauseForm = z.object({ reason: givenText(4000) });
const SENTENCES = { reason: { vi: 'Hãy nêu lý do tạm dừng.', en: 'Say why it is paused.' } };

/** Pauses a directive and lets it go on, from its page. */
@Controller('directives')
export class PausingPages {
  constructor(
    private readonly pausing: PauseDirective,
    private readonly resuming: ResumeDirective,
  ) {}

  @Post(':id/pause')
  @Requires('directives.issue')
  pause(@Res() response: Response, @Param('id') id: string, @Body() body: unknown, @CallerOf() caller: Caller) {
    return this.after(response, id, caller, async () => {
      const done = await this.pausing.execute(id, formOf(pauseForm, body, SENTENCES), caller);
      const words = pausingWords(caller.locale);
      const [n, left] = [countWords(done.paused, caller.locale), countWords(done.stillSending, caller.locale)];
      if (done.repeated) return words.repeated;
      return done.stillSending > 0 ? words.stillSending(n, left) : words.paused(n);
    });
  }

  @Post(':id/resume')
  @Requires('directives.issue')
  resume(@Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller) {
    return this.after(response, id, caller, async () => {
      const { resumed, repeated } = await this.resuming.execute(id, caller);
      const words = pausingWords(caller.locale);
      return repeated ? words.repeated : words.resumed(countWords(resumed, caller.locale));
    });
  }

  private async after(response: Response, id: string, { locale }: Caller, act: () => Promise<string>): Promise<void> {
    try {
      goTo(response, `/directives/${id}`, { tone: 'done', text: await act() });
    } catch (error) {
      const { errors } = formErrorsOf(error, locale);
      goTo(response, `/directives/${id}`, { tone: 'error', text: errors[0]!.text });
    }
  }
}
