import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Request, Response } from 'express';
import { z } from 'zod';
import {
  amendPreviewSchema,
  contentOf,
  directiveById,
  mayFinishFor,
  mustSee,
  papersOf,
  type Amendment,
} from '../../directives/index.js';
import { CallerOf, type Caller } from '../../platform/caller.js';
import type { FormError } from '../../platform/components/form.js';
import { countWords } from '../../platform/components/words.js';
import { paperWords } from '../../platform/components/paper.js';
import { dbOf } from '../../platform/database/sql.js';
import { invalid } from '../../platform/errors.js';
import { PageFrame } from '../../platform/page-frame.js';
import { formErrorsOf, formOf, goTo } from '../../platform/page-form.js';
import { Requires } from '../../platform/requires.js';
import { AmendDirective } from './amend-directive.usecase.js';
import { AMEND_SENTENCES, amendForm, amendFormOr, amendmentOfForm, formTasks } from './amend-form.js';
import { amendFormPage } from './amend-form.view.js';
import { amendPreviewPage } from './amend-preview.view.js';
import { amendingWords } from './changes.view.js';
import { countsOf } from './plan-amendment.js';

interface Wanted {
  id: string;
  caller: Caller;
  amendment?: Amendment | undefined;
  errors?: readonly FormError[];
}

const carried = z.object({ amendment: z.string().max(2_000_000) });

/** What the preview carried along. @throws ProductError `invalid` */
function amendmentIn(body: unknown): Amendment {
  const { amendment } = formOf(carried, body);
  try {
    return amendPreviewSchema.parse(JSON.parse(amendment));
  } catch {
    throw invalid('Nội dung sửa đổi chưa đúng; hãy sửa lại.', 'The amendment is not right; edit it again.');
  }
}

/** An issuer amends a directive: the form, the look at whom it concerns, and the act. */
@Controller('directives')
export class AmendingPages {
  constructor(
    private readonly em: EntityManager,
    private readonly frames: PageFrame,
    private readonly amending: AmendDirective,
  ) {}

  @Get(':id/amend')
  @Requires('directives.issue')
  async form(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    response.send(await this.drawForm(request, response, { id, caller }));
  }

  @Post(':id/amend/edit')
  @Requires('directives.issue')
  async edit(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @Body() body: unknown,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    response.send(await this.drawForm(request, response, { id, caller, amendment: amendmentIn(body) }));
  }

  /** Shows what it would do; changes nothing. */
  @Post(':id/amend/preview')
  @Requires('directives.issue')
  async preview(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @Body() body: unknown,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    try {
      const amendment = amendmentOfForm(formOf(amendForm, body, AMEND_SENTENCES));
      response.send(await this.drawPreview(request, response, { id, caller, amendment }));
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      const kept = amendFormOr(body);
      const amendment = kept && amendmentOfForm(kept);
      response.status(status).send(await this.drawForm(request, response, { id, caller, errors, amendment }));
    }
  }

  @Post(':id/amend')
  @Requires('directives.issue')
  async amend(
    @Req() request: Request,
    @Res() response: Response,
    @Param('id') id: string,
    @Body() body: unknown,
    @CallerOf() caller: Caller,
  ): Promise<void> {
    const amendment = amendmentIn(body);
    try {
      const { counts, repeated } = await this.amending.execute(id, amendment, caller);
      const words = amendingWords(caller.locale).done;
      const text = repeated ? words.repeated : words.amended(counts, (n) => countWords(n, caller.locale));
      goTo(response, `/directives/${id}`, { tone: repeated ? 'plain' : 'done', text });
    } catch (error) {
      const { status, errors } = formErrorsOf(error, caller.locale);
      response.status(status).send(await this.drawForm(request, response, { id, caller, errors, amendment }));
    }
  }

  private async drawForm(request: Request, response: Response, wanted: Wanted): Promise<string> {
    const { id, caller, amendment, errors = [] } = wanted;
    const { db, row, name } = await this.shown(wanted);
    mayFinishFor(caller, row.issuerId);
    const content = await contentOf(db, row);
    const dueOn = amendment?.dueOn === undefined ? content.dueOn : amendment.dueOn;
    const dueHour = amendment?.dueHour === undefined ? content.dueHour : amendment.dueHour;
    return amendFormPage(await this.frames.of(request, response), {
      directive: id,
      name: name(caller),
      from: row.contentVersion,
      reason: amendment?.reason ?? '',
      subject: amendment?.subject ?? content.subject,
      dueOn: dueOn ?? '',
      dueHour: dueHour ?? '',
      tasks: formTasks(content, amendment),
      paper: amendment?.text ?? '',
      errors,
    });
  }

  private async drawPreview(
    request: Request,
    response: Response,
    wanted: Wanted & { amendment: Amendment },
  ): Promise<string> {
    const { id, caller, amendment } = wanted;
    const { name } = await this.shown(wanted);
    const plan = await this.amending.preview(id, amendment, caller);
    return amendPreviewPage(await this.frames.of(request, response), {
      directive: id,
      name: name(caller),
      amendment: JSON.stringify(amendment),
      reason: amendment.reason ?? '',
      ...countsOf(plan),
      repeated: plan.repeated,
      receiptDueAt: plan.receiptDueAt,
      subject: { before: plan.before.subject, after: plan.after.subject },
      classes: plan.classes.map((one) => ({
        ...one,
        addressee: one.line === null ? null : (plan.lines.get(one.line) ?? null),
      })),
      errors: [],
    });
  }

  private async shown({ id, caller }: Wanted) {
    const db = dbOf(this.em.fork());
    await mustSee(db, caller, id);
    const row = await directiveById(db, id);
    const paper = (await papersOf(db, [id])).get(id)!;
    return { db, row, name: ({ locale }: Caller) => paperWords(paper, locale) };
  }
}
