import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { PreviewPage } from '../directives/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { countWords } from '../platform/components/words.js';
import { formErrorsOf, goTo } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { approvingWords } from './approving/approvals.view.js';
import { CloseDirective } from './close-directive.usecase.js';
import { IssueDirective } from './issue-directive.usecase.js';
import { cascadeWords } from './words.rules.js';

/** Puts a directive in force and ends it, from its pages. */
@Controller('directives')
export class CascadePages {
  constructor(
    private readonly issuing: IssueDirective,
    private readonly closing: CloseDirective,
    private readonly preview: PreviewPage,
  ) {}

  @Post(':id/issue')
  @Requires('directives.issue')
  async issue(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    try {
      const { assignments, repeated, pending } = await this.issuing.execute(id, caller);
      if (pending) return goTo(response, '/approvals', { tone: 'done', text: approvingWords(caller.locale).pending });
      const words = cascadeWords(caller.locale).done;
      const text = (repeated ? words.issuedBefore : words.issued)(countWords(assignments, caller.locale));
      goTo(response, `/directives/${id}`, { tone: repeated ? 'plain' : 'done', text });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      response.status(status).send(await this.preview.draw(request, response, { id, caller, errors }));
    }
  }

  @Post(':id/close')
  @Requires('directives.issue')
  async close(@Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller): Promise<void> {
    const { closed } = await this.closing.execute(id, caller);
    const text = cascadeWords(caller.locale).done.closed(countWords(closed, caller.locale));
    goTo(response, `/directives/${id}`, { tone: 'done', text });
  }
}
