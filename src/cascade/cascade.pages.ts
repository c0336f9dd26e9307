import { Body, Controller, Param, Post, Req, Res, type OnModuleInit } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { directiveById, PreviewPage } from '../directives/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { countWords } from '../platform/components/words.js';
import { dbOf } from '../platform/database/sql.js';
import { formErrorsOf, goTo } from '../platform/page-form.js';
import { Requires } from '../platform/requires.js';
import { waitsFor } from './approving/approval.queries.js';
import { approvalsPart } from './approving/approving-parts.js';
import { approvingWords } from './approving/approvals.view.js';
import { CloseDirective } from './close-directive.usecase.js';
import { ForwardAssignment } from './forward-assignment.usecase.js';
import { IssueDirective } from './issue-directive.usecase.js';
import { carryingPart } from './own-dispatch/own-dispatch-parts.js';
import { mappedIn } from './own-dispatch/mapped-tasks.js';
import { ownDispatchWords } from './own-dispatch/own-dispatch.view.js';
import { cascadeWords } from './words.rules.js';

/** What an act came to: where to go and what to say there. */
interface Outcome {
  path: string;
  tone: 'done' | 'plain';
  text: string;
}

/** Puts a directive in force and ends it, from its pages. */
@Controller('directives')
export class CascadePages implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly forwarding: ForwardAssignment,
    private readonly issuing: IssueDirective,
    private readonly closing: CloseDirective,
    private readonly preview: PreviewPage,
  ) {}

  onModuleInit(): void {
    this.preview.shows({ parts: [approvalsPart, carryingPart], holds: (db, id) => waitsFor(db, id, 'issue') });
  }

  @Post(':id/issue')
  @Requires('directives.issue')
  async issue(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @CallerOf() caller: Caller,
    @Body() body: unknown,
  ): Promise<void> {
    try {
      const draft = await directiveById(dbOf(this.em.fork()), id);
      const above = draft.issuedAt ? null : draft.parentAssignmentId;
      const { path, ...said } =
        above === null ? await this.issueAlone(id, caller) : await this.issueBelow(id, above, { caller, body });
      goTo(response, path, said);
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      response.status(status).send(await this.preview.draw(request, response, { id, caller, errors, sent: body }));
    }
  }

  private async issueAlone(id: string, caller: Caller): Promise<Outcome> {
    const { assignments, repeated, pending } = await this.issuing.execute(id, caller);
    if (pending) return isPending(caller);
    const words = cascadeWords(caller.locale).done;
    const text = (repeated ? words.issuedBefore : words.issued)(countWords(assignments, caller.locale));
    return { path: `/directives/${id}`, tone: repeated ? 'plain' : 'done', text };
  }

  private async issueBelow(
    id: string,
    assignment: string,
    { caller, body }: { caller: Caller; body: unknown },
  ): Promise<Outcome> {
    const forwarding = { to: [], draft: id, tasks: mappedIn(body) };
    const {
      forwarded,
      stoodInFor = 0,
      repeated,
      pending,
    } = await this.forwarding.execute(assignment, forwarding, caller);
    if (pending) return isPending(caller);
    const words = ownDispatchWords(caller.locale).done;
    const n = (count: number): string => countWords(count, caller.locale);
    const text = repeated
      ? words.issuedBefore
      : stoodInFor > 0
        ? words.issuedFor(n(forwarded), n(stoodInFor))
        : words.issued(n(forwarded));
    return { path: `/directives/${id}`, tone: repeated ? 'plain' : 'done', text };
  }

  @Post(':id/close')
  @Requires('directives.issue')
  async close(@Res() response: Response, @Param('id') id: string, @CallerOf() caller: Caller): Promise<void> {
    const { closed } = await this.closing.execute(id, caller);
    const text = cascadeWords(caller.locale).done.closed(countWords(closed, caller.locale));
    goTo(response, `/directives/${id}`, { tone: 'done', text });
  }
}

const isPending = ({ locale }: Caller): Outcome => ({
  path: '/approvals',
  tone: 'done',
  text: approvingWords(locale).pending,
});
