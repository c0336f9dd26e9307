import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { CallerOf, type Caller } from '../platform/caller.js';
import { formOf, goTo } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { GiveCode } from './codes/give-code.usecase.js';
import { linkWords } from './link.view.js';
import { RevokeLinks } from './revoke-links.usecase.js';

const revokeForm = z.object({ generation: z.coerce.number().int().min(0) });

/** Gives the code of a duty, and revokes its links, from its page. */
@Controller('assignments')
export class RevokingPages {
  constructor(
    private readonly revoking: RevokeLinks,
    private readonly giving: GiveCode,
  ) {}

  @Post(':id/short-code')
  @Requires('assignments.view')
  async give(@Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller): Promise<void> {
    const { code } = await this.giving.execute(id, caller);
    goTo(response, `/assignments/${id}`, { tone: 'done', text: linkWords(caller.locale).code.given(code) });
  }

  @Post(':id/revoke-links')
  @Requires('assignments.view')
  async revoke(
    @Res() response: Response,
    @Param('id') id: string,
    @Body() body: unknown,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    const { repeated } = await this.revoking.execute(id, formOf(revokeForm, body), caller);
    const words = linkWords(caller.locale).revoke;
    goTo(response, `/assignments/${id}`, { tone: 'done', text: repeated ? words.repeated : words.done });
  }
}
