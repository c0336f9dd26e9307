import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { answering } from '../assignments/index.js';
import { directiveById, directiveJson, mustSee } from '../directives/index.js';
import { dispatchSchema } from '../dispatches/index.js';
import { CallerOf, type Caller } from '../platform/caller.js';
import { dbOf } from '../platform/database/sql.js';
import { Requires } from '../platform/requires.js';
import { waiting } from './approving/approval.json.js';
import { CloseDirective } from './close-directive.usecase.js';
import { ForwardAssignment } from './forward-assignment.usecase.js';
import { IssueDirective } from './issue-directive.usecase.js';
import { PlaceDraft } from './own-dispatch/place-draft.usecase.js';

const addressee = z.union([z.string().trim().min(1).max(2000), z.object({ text: z.string().trim().min(1).max(2000) })]);
const taskNumber = z.int().min(1).max(32_767);
const writtenTask = z.object({
  label: z.string().max(50).default('-'),
  text: z.string().trim().min(1).max(2000),
  addressees: z.array(z.string().trim().min(1).max(2000)).max(100).default([]),
  parentTask: taskNumber.nullish(),
});
const mappedTask = z.object({ n: taskNumber, parentTask: taskNumber.nullable() });
const forwardSchema = z.object({
  to: z.array(addressee).max(5000).default([]),
  dispatch: dispatchSchema.optional(),
  text: z.string().max(2_000_000).optional(),
  /** The own dispatch, where it was drafted before (`POST /directives`, with `below` or without). */
  draft: z.uuid().optional(),
  /** The own dispatch's tasks in place of those that are read, or which task above each of those carries out. */
  tasks: z.union([z.array(writtenTask), z.array(mappedTask)]).optional(),
  subject: z.string().trim().max(2000).optional(),
  dueOn: z.iso.date().optional(),
  dueOperator: z.enum(['before', 'on', 'at-latest']).optional(),
});

const placeSchema = z.object({ draft: z.uuid() });

@ApiTags('cascade')
@ApiBearerAuth()
@Controller('api/v1')
export class CascadeController {
  constructor(
    private readonly em: EntityManager,
    private readonly issuing: IssueDirective,
    private readonly forwarding: ForwardAssignment,
    private readonly closing: CloseDirective,
    private readonly placing: PlaceDraft,
  ) {}

  /** Signs, numbers and issues in one go; answers how many assignments were opened, or 202 with who has to confirm. */
  @ApiOperation({ summary: 'Sign, number and issue a draft' })
  @Post('directives/:id/issue')
  @HttpCode(200)
  @Requires('directives.issue')
  async issue(@Param('id') id: string, @CallerOf() caller: Caller, @Res({ passthrough: true }) response: Response) {
    await mustSee(dbOf(this.em.fork()), caller, id);
    const { directive, assignments, repeated, pending } = await this.issuing.execute(id, caller);
    if (pending) return waiting(response, pending);
    return { assignments, directive: directiveJson(directive), ...(repeated ? { repeated } : {}) };
  }

  /** Ends it; `left` says what stays open. */
  @ApiOperation({ summary: 'Close a directive, stating what stays open' })
  @Post('directives/:id/close')
  @HttpCode(200)
  @Requires('directives.issue')
  async close(@Param('id') id: string, @CallerOf() caller: Caller) {
    await mustSee(dbOf(this.em.fork()), caller, id);
    const { directive, repeated, ...done } = await this.closing.execute(id, caller);
    return { ...done, directive: directiveJson(directive), ...(repeated ? { repeated } : {}) };
  }

  /** Ties a draft of the unit to the duty whose paper it is to carry on; it is issued by passing that paper on. */
  @ApiOperation({ summary: 'Tie a draft to the duty whose paper it carries on' })
  @Post('assignments/:id/own-dispatch')
  @HttpCode(200)
  @Requires('directives.draft')
  async place(
    @Param('id') id: string,
    @Body({ schema: placeSchema }) { draft }: z.infer<typeof placeSchema>,
    @CallerOf() caller: Caller,
  ) {
    const db = dbOf(this.em.fork());
    await mustSee(db, caller, draft);
    const { repeated } = await this.placing.execute(draft, id, caller);
    return { ...directiveJson(await directiveById(db, draft)), ...(repeated ? { repeated } : {}) };
  }

  /** Makes a draft that was tied to a paper from above stand by itself again. */
  @ApiOperation({ summary: 'Untie a draft from the paper above' })
  @Post('directives/:id/set-apart')
  @HttpCode(200)
  @Requires('directives.draft')
  async setApart(@Param('id') id: string, @CallerOf() caller: Caller) {
    const db = dbOf(this.em.fork());
    await mustSee(db, caller, id);
    const { repeated } = await this.placing.setApart(id, caller);
    return { ...directiveJson(await directiveById(db, id)), ...(repeated ? { repeated } : {}) };
  }

  /**
   * Passes a paper on: to addressees or codes, or to every unit that waits for it; as it is or with an own dispatch, given
   * or drafted before. 202 with who has to confirm where the draft's policy asks for a second person.
   */
  @ApiOperation({ summary: 'Pass the paper on, as it is or with an own dispatch' })
  @Post('assignments/:id/forward')
  @HttpCode(200)
  @Requires('assignments.act')
  forward(
    @Param('id') id: string,
    @Body({ schema: forwardSchema }) body: z.infer<typeof forwardSchema>,
    @CallerOf() by: Caller,
    @Res({ passthrough: true }) response: Response,
  ) {
    const to = body.to.map((item) => (typeof item === 'string' ? item : item.text));
    return answering(this.em, id, by, async () => {
      const { pending, ...done } = await this.forwarding.execute(id, { ...body, to }, by);
      return { ...done, ...(pending ? waiting(response, pending) : {}) };
    });
  }
}
